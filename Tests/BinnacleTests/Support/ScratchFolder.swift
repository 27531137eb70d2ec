import Glibc
import Testing

/// A folder that is gone with the test. A class because it has to go.
final class ScratchFolder {
  let path: String

  init() throws {
    var template = Array("/tmp/binnacle-test-XXXXXX".utf8CString)
    path = String(cString: try #require(mkdtemp(&template)))
  }

  /// What a program that is to keep everything here is told.
  var environment: [String: String] {
    [
      "TERM": "xterm-256color", "LANG": "C.UTF-8", "HOME": path, "PATH": "/usr/bin:/bin",
      "XDG_DATA_HOME": "\(path)/data", "XDG_STATE_HOME": "\(path)/state",
      "XDG_CONFIG_HOME": "\(path)/config", "TERMINFO_DIRS": "/usr/share/terminfo:/lib/terminfo",
    ]
  }

  /// Writes a file here and returns its path.
  func file(_ name: String, _ text: String) throws -> String {
    try overwrite("\(path)/\(name)", with: Array(text.utf8))
    return "\(path)/\(name)"
  }

  func overwrite(_ path: String, with bytes: [UInt8]) throws {
    let file = try #require(fopen(path, "w"))
    defer { fclose(file) }
    try #require(fwrite(bytes, 1, bytes.count, file) == bytes.count)
  }

  deinit { Self.remove(path) }

  private static func remove(_ path: String) {
    guard unlink(path) != 0 else { return }
    for name in Folder.names(in: path) { remove("\(path)/\(name)") }
    rmdir(path)
  }
}
