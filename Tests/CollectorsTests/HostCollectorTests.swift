import Basics
import Collectors
import Model
import Telemetry
import Testing

@Suite struct HostCollectorTests {
  @Test func `a host without a single kernel file still gives its time`() throws {
    let host = HostCollector(root: HostRoot("/nonexistent"), labels: ["instance": "bare"])
    let now = Instant(rfc3339: "2026-03-14T09:26:53Z")!
    let scrapes = host.collect(at: now).compactMap {
      if case .scrape(let scrape) = $0 { scrape } else { nil }
    }
    #expect(scrapes.first?.value("node_time_seconds") == now.seconds)
  }
}
