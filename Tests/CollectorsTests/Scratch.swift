import Glibc

/// A fresh directory that goes when its last owner goes.
/// A class because it owns the directory.
final class Scratch: Sendable {
  let path: String

  init() {
    var template = Array("/tmp/binnacle-test-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else {
      preconditionFailure("a temporary directory can be made")
    }
    path = String(cString: made)
  }

  deinit { Self.remove(path) }

  private static func remove(_ path: String) {
    for name in names(in: path) { remove("\(path)/\(name)") }
    if rmdir(path) != 0 { unlink(path) }
  }

  private static func names(in path: String) -> [String] {
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
}
