import Basics
import Model
import Scratch
import Telemetry
import Testing

@testable import binnacle

@Suite struct OwnMetricsTests {
  private let families = OwnMetrics.families(EngineStanding(), clockSteps: 3)

  @Test func `the program's own metrics keep to both formats`() throws {
    for format in ExpositionFormat.allCases {
      let page = ExpositionWriter.text(families, in: format)
      #expect(try !ExpositionParser.families(Array(page.utf8), in: format).isEmpty)
    }
  }

  @Test func `they are a source like any other`() {
    let own = OwnMetrics(source: ["job": "binnacle"], page: nil)
    let scrape = own.scrape(families, at: Instant(seconds: 15))
    #expect(scrape.value("binnacle_clock_steps_total") == 3)
    #expect(scrape.value("process_resident_memory_bytes").map { $0 > 1e6 } == true)
  }

  @Test func `they are put where a collector of text files finds them, whole`() throws {
    let folder = Scratch()
    let own = OwnMetrics(source: [:], page: folder["binnacle.prom"])
    #expect(own.write(families, at: Instant(seconds: 14)) == nil)
    #expect(own.write(families, at: Instant(seconds: 15))?.reason == .some(nil))
    #expect(folder.names == ["binnacle.prom"])
    let page = try #require(Files.bytes(folder["binnacle.prom"]))
    #expect(try ExpositionParser.families(page, in: .text).count == families.count)
  }

  @Test func `a place that cannot be written is told`() {
    let own = OwnMetrics(source: [:], page: "/nonexistent/binnacle.prom")
    #expect(own.write(families, at: Instant(seconds: 30))?.reason??.isEmpty == false)
  }
}

extension Observation {
  /// Why a source cannot be read; nil within when it can be again, and nil when this is something else.
  fileprivate var reason: String?? {
    if case .fault(_, let reason) = self { .some(reason) } else { nil }
  }
}
