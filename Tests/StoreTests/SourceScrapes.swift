import Basics
import Telemetry

/// Scrapes of one source, ten seconds apart.
struct SourceScrapes {
  var layout = Layout([
    Layout.Column("up"), Layout.Column("requests_total", ["code": "200"]),
    Layout.Column("load", ["cpu": "0"]),
  ])
  var source: Labels = ["instance": "edge-17", "job": "node"]

  func scrape(_ number: Int64) -> Scrape {
    let all = [1, Double(number * 7), Double(number % 50) / 100, Double(number)]
    return Scrape(
      source: source, at: Self.start + .seconds(number * 10), layout: layout,
      values: Array(all.prefix(layout.columns.count)))
  }

  func scrapes(_ numbers: Range<Int64>) -> [Scrape] { numbers.map { scrape($0) } }

  static let start = Instant(rfc3339: "2026-03-14T00:00:00Z")!
}
