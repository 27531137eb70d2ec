import Glibc

/// A fresh directory that goes when its last owner goes.
/// A class because it owns the directory.
public final class Scratch: Sendable {
  public let path: String

  public init() {
    var template = Array("/tmp/binnacle-test-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else {
      preconditionFailure("a temporary directory can be made")
    }
    path = String(cString: made)
  }

  deinit { Self.remove(path) }

  /// The path of a name in it.
  public subscript(name: String) -> String { "\(path)/\(name)" }

  /// What is in it.
  public var names: [String] { Folder.names(in: path) }

  /// Writes a text into a file in it and returns the file's path.
  public func file(_ name: String, _ text: String) -> String {
    put(Array(text.utf8), into: self[name])
    return self[name]
  }

  private static func remove(_ path: String) {
    guard unlink(path) != 0 else { return }
    for name in Folder.names(in: path) { remove("\(path)/\(name)") }
    rmdir(path)
  }
}

/// What lies in folders.
public enum Folder {
  public static func names(in path: String) -> [String] {
    guard let directory = opendir(path) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Every file below a folder whose name ends so.
  public static func files(under path: String, ending suffix: String) -> [String] {
    names(in: path).flatMap { name -> [String] in
      let place = "\(path)/\(name)"
      return name.hasSuffix(suffix) ? [place] : files(under: place, ending: suffix)
    }
  }
}

/// The bytes of a file; none when it cannot be read.
public func bytes(of path: String) -> [UInt8] {
  guard let file = fopen(path, "r") else { return [] }
  defer { fclose(file) }
  // Read to the end and not by size, which files of the kernel do not have.
  var (all, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 65_536))
  while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { all += buffer[..<count] }
  return all
}

/// Makes a file with these bytes.
public func put(_ bytes: [UInt8], into path: String) {
  guard let file = fopen(path, "w") else { preconditionFailure("\(path) can be written") }
  fwrite(bytes, 1, bytes.count, file)
  fclose(file)
}

/// The permission bits of a file.
public func mode(of path: String) -> mode_t {
  var status = stat()
  return stat(path, &status) == 0 ? status.st_mode & 0o777 : 0
}
