import Basics
import Glibc

/// The labelled series of the Numenta Anomaly Benchmark that lie beside the package; none where they do not.
enum LabelledSeries {
  private static let folder =
    "/" + #filePath.split(separator: "/").dropLast(5).joined(separator: "/") + "/shared/nab"

  static var areThere: Bool { access("\(folder)/windows.json", R_OK) == 0 }

  /// The names of all series in order, with the first and last time of each window.
  static func windows() throws -> [(name: String, windows: [[String]])] {
    let root = try JSONReader.read(try bytes("windows.json"), name: "windows.json")
    return try root.members().map { member in
      (member.key, try member.node.items().map { try $0.items().map { try $0.text() } })
    }.sorted { $0.0 < $1.0 }
  }

  static func file(_ name: String, _ windows: [[String]]) throws -> AnomalyBenchmark.File {
    let rows = try CSV.rows(bytes("data/\(name)"), name: name).dropFirst()
    let times = rows.map { $0.fields[0].prefix(19) }
    let ranges = windows.compactMap { window -> ClosedRange<Int>? in
      let (start, end) = (window[0].prefix(19), window[1].prefix(19))
      guard let first = times.firstIndex(where: { $0 >= start }),
        let last = times.lastIndex(where: { $0 <= end })
      else { return nil }
      return first...last
    }
    return AnomalyBenchmark.File(
      name: name, values: rows.compactMap { Double($0.fields[1]) }, windows: ranges)
  }

  private struct Unreadable: Error { let path: String }

  private static func bytes(_ name: String) throws -> [UInt8] {
    guard let file = fopen("\(folder)/\(name)", "r") else { throw Unreadable(path: name) }
    defer { fclose(file) }
    var (bytes, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 65_536))
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
    return bytes
  }
}
