import Basics
import Glibc
import Monitoring

/// The resources that come with the program.
enum Shipped {
  /// The book of the data file, or what is wrong with it.
  static func resources() throws -> ResourceBook {
    let parts = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    return try ResourceBook(bytes("/\(parts)/Data/bottlenecks.json"), name: "bottlenecks.json")
  }

  private static func bytes(_ path: String) -> [UInt8] {
    guard let file = fopen(path, "r") else { return [] }
    defer { fclose(file) }
    var (bytes, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 65_536))
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
    return bytes
  }
}
