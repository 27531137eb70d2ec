import Glibc

/// Files that lie beside the package on machines of its makers.
enum SharedFiles {
  private static let directory =
    "/" + #filePath.split(separator: "/").dropLast(5).joined(separator: "/") + "/shared"

  /// The bytes of a file; nil when it is not there.
  static func bytes(_ path: String) -> [UInt8]? {
    let descriptor = open("\(directory)/\(path)", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var (result, chunk) = ([UInt8](), [UInt8](repeating: 0, count: 65_536))
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      guard count > 0 else { return count == 0 ? result : nil }
      result += chunk[..<count]
    }
  }

  /// The names in a directory, sorted; none when it is not there.
  static func names(_ path: String) -> [String] {
    guard let handle = opendir("\(directory)/\(path)") else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      names.append(
        withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
    }
    return names.filter { !$0.hasPrefix(".") }.sorted()
  }
}
