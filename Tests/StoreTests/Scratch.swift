import Glibc

/// A fresh directory that goes when its last owner goes.
/// A class because it owns the directory.
final class Scratch {
  let path: String

  init() {
    var template = Array("/tmp/binnacle-test-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else {
      preconditionFailure("a temporary directory can be made")
    }
    path = String(cString: made)
  }

  deinit { Self.remove(path) }

  subscript(name: String) -> String { "\(path)/\(name)" }

  private static func remove(_ path: String) {
    for name in names(in: path) { remove("\(path)/\(name)") }
    if rmdir(path) != 0 { unlink(path) }
  }

  static func names(in path: String) -> [String] {
    guard let directory = opendir(path) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  var names: [String] { Self.names(in: path) }
}

/// The bytes of a file; none when it cannot be read.
func bytes(of path: String) -> [UInt8] {
  guard let file = fopen(path, "r") else { return [] }
  defer { fclose(file) }
  fseek(file, 0, SEEK_END)
  var bytes = [UInt8](repeating: 0, count: ftell(file))
  rewind(file)
  let count = fread(&bytes, 1, bytes.count, file)
  return Array(bytes.prefix(count))
}

/// Makes a file with these bytes.
func put(_ bytes: [UInt8], into path: String) {
  guard let file = fopen(path, "w") else { preconditionFailure("\(path) can be written") }
  fwrite(bytes, 1, bytes.count, file)
  fclose(file)
}

/// The permission bits of a file.
func mode(of path: String) -> mode_t {
  var status = stat()
  return stat(path, &status) == 0 ? status.st_mode & 0o777 : 0
}
