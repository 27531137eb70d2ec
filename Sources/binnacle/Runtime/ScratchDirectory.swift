import Basics
import Glibc

/// A directory that goes when it is no longer wanted.
struct ScratchDirectory {
  let path: String

  init() throws(Complaint) {
    let base = Environment.current["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
    var template = Array("\(base)/binnacle-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else {
      throw .noDirectory(in: base, String(cString: strerror(errno)))
    }
    path = String(cString: made)
  }

  /// Removes it and everything in it.
  func remove() { Self.remove(path) }

  private static func remove(_ path: String) {
    guard unlink(path) != 0 else { return }
    for name in Files.names(path) where name != "." && name != ".." { remove("\(path)/\(name)") }
    rmdir(path)
  }
}
