import Telemetry
import Testing

/// The cases by which implementations of OpenMetrics are measured, where they lie beside the package.
@Suite struct ConformanceTests {
  private static let names = SharedFiles.names("openmetrics")

  @Test(.enabled(if: !names.isEmpty, "needs the cases of OpenMetrics beside the package"), arguments: names)
  func `every case comes out as its authors say`(name: String) throws {
    let bytes = try #require(SharedFiles.bytes("openmetrics/\(name)/metrics"))
    let about = try #require(SharedFiles.bytes("openmetrics/\(name)/test.json"))
    let isValid = String(decoding: about, as: UTF8.self).contains("\"shouldParse\": true")
    do {
      _ = try ExpositionParser.families(bytes, in: .openMetrics)
      #expect(isValid, "\(name) was taken")
    } catch {
      #expect(!isValid, "\(name) was refused: \(error)")
      #expect(!error.reason.isEmpty)
    }
  }

  private static let pages = SharedFiles.names("node_exporter")

  @Test(
    .enabled(if: !pages.isEmpty, "needs the pages of real exporters beside the package"), arguments: pages)
  func `the pages of real exporters are taken in full`(name: String) throws {
    let bytes = try #require(SharedFiles.bytes("node_exporter/\(name)"))
    let families = try ExpositionParser.families(bytes, in: .text)
    let lines = bytes.split(separator: 0x0A)
    #expect(families.reduce(0) { $0 + $1.samples.count } == lines.count { $0.first != 0x23 })
    #expect(families.count == lines.count { $0.starts(with: Array("# TYPE ".utf8)) })
  }
}
