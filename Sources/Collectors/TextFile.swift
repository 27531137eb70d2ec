import Glibc

/// Small files read whole.
public enum TextFile {
  /// The bytes of a file; nil when it cannot be read.
  public static func bytes(_ path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var (result, chunk) = ([UInt8](), [UInt8](repeating: 0, count: 8_192))
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { return result }
      result += chunk[..<count]
    }
  }

  /// The text of a file; nil when it cannot be read.
  static func read(_ path: String) -> String? { bytes(path).map { String(decoding: $0, as: UTF8.self) } }

  /// The first line of a file; nil when it cannot be read or is empty.
  static func line(_ path: String) -> String? {
    read(path)?.split(separator: "\n", maxSplits: 1).first.map(String.init)
  }
}

/// The names in a directory.
enum Directory {
  /// Sorted, without `.` and `..`; none when it cannot be read.
  static func names(_ path: String) -> [String] {
    guard let directory = opendir(path) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }
}
