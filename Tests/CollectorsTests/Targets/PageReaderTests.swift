import Basics
import Model
import Telemetry
import Testing

@testable import Collectors

@Suite struct PageReaderTests {
  private let now = Instant(seconds: 1_773_480_413)
  private let pool = LayoutPool()

  private func target(_ labels: Labels = [:], _ change: (inout Origin.Options) -> Void = { _ in }) throws
    -> Target
  {
    var options = Origin.Options()
    options.labels = labels
    change(&options)
    return try #require(Origin(name: "t", kind: .scrape, address: "http://h:1", options: options).target)
  }

  private func page(_ text: String, type: String = "text/plain") throws -> FetchedPage {
    try FetchedPage(status: 200, mediaType: type, body: Array(text.utf8))
  }

  private func columns(_ text: String, of target: Target) throws -> [String] {
    var reader = PageReader(target)
    let scrape = try reader.read(page(text), at: now, seconds: 0.5, pool).scrape
    return scrape.layout.columns.dropLast(ScrapeShape.own.count).map { "\($0.name)\($0.labels)" }
  }

  @Test func `behind a page's series stand those about its reading, as Prometheus has them`() throws {
    var reader = PageReader(try target())
    let first = try reader.read(page("a 1\nb 2\n"), at: now, seconds: 0.25, pool).scrape
    #expect(first.layout.columns.map(\.name) == ["a", "b"] + ScrapeShape.own.map(\.name))
    #expect(first.values == [1, 2, 1, 0.25, 2, 2, 2])
    #expect(first.source == ["job": "t", "instance": "h:1"] && first.at == now)
    let second = try reader.read(page("a 3\nc 4\n"), at: now, seconds: 0.5, pool).scrape
    #expect(second.values == [3, 4, 1, 0.5, 2, 2, 1])
    #expect(try reader.read(page("a 3\nc 5\n"), at: now, seconds: 0.5, pool).scrape.values.last == 0)
  }

  @Test func `a label that the target has too is exported under another name`() throws {
    let text = "a{instance=\"own\",job=\"x\",cpu=\"0\"} 1\nb{instance=\"own\",exported_instance=\"y\"} 2\n"
    #expect(
      try columns(text, of: target()) == [
        "a{cpu=\"0\", exported_instance=\"own\", exported_job=\"x\"}",
        "b{exported_exported_instance=\"own\", exported_instance=\"y\"}",
      ])
  }

  @Test func `who honours the page's labels gets them`() throws {
    let honoring = try target { $0.honorsLabels = true }
    #expect(try columns("a{instance=\"own\"} 1\n", of: honoring) == ["a{instance=\"own\"}"])
    var reader = PageReader(honoring)
    var head = Head()
    head.append(try reader.read(page("a{instance=\"own\"} 1\n"), at: now, seconds: 0, pool).scrape)
    let labels = head.latest(of: honoring.labels)?.current.layout.columns[0].labels
    #expect(honoring.labels.merging(labels ?? [:])["instance"] == "own")
  }

  @Test func `a page cannot tell of its own reading`() throws {
    var reader = PageReader(try target())
    let text = "up 0\nup{instance=\"a\"} 0\nscrape_samples_scraped 99\nx 7\n"
    let scrape = try reader.read(page(text), at: now, seconds: 0.5, pool).scrape
    #expect(scrape.layout.columns.map(\.name) == ["up", "x"] + ScrapeShape.own.map(\.name))
    #expect(scrape.values == [0, 7, 1, 0.5, 4, 2, 2])
  }

  @Test func `targets with the same series share their layout`() throws {
    var (one, other) = (PageReader(try target()), PageReader(try target(["instance": "z"])))
    let first = try one.read(page("a 1\nb 2\n"), at: now, seconds: 0, pool).scrape
    let second = try other.read(page("a 3\nb 4\n"), at: now, seconds: 0, pool).scrape
    #expect(first.layout === second.layout)
    #expect(try one.read(page("a 1\nb 2\n"), at: now, seconds: 0, pool).scrape.layout === first.layout)
  }

  @Test func `a value that is told to be of another time does not count, a recent one does`() throws {
    var reader = PageReader(try target())
    let times = [-301, -300, 0, 600, 601].map { (now + .seconds($0)).milliseconds }
    let text = times.enumerated().map { "m\($0) 1 \($1)\n" }.joined()
    let values = try reader.read(page(text), at: now, seconds: 0, pool).scrape.values
    #expect(values.prefix(5).map(Staleness.isMarker) == [true, false, false, false, true])
  }

  @Test func `too many series are refused with both counts`() throws {
    var reader = PageReader(try target { $0.mostSeries = 2 })
    #expect(try reader.read(page("a 1\nb 1\n"), at: now, seconds: 0, pool).series == 2)
    let fault = #expect(throws: PageFault.self) {
      try reader.read(page("a 1\nb 1\nc 1\n"), at: now, seconds: 0, pool)
    }
    #expect(fault?.description.contains("3 series and may have 2") == true)
  }

  @Test(arguments: [
    ("text/plain; version=0.0.4", ExpositionFormat.text), ("", .text),
    ("application/openmetrics-text; version=1.0.0; charset=utf-8", .openMetrics),
  ])
  func `the media type decides the format`(type: String, format: ExpositionFormat) throws {
    var reader = PageReader(try target())
    #expect(
      try reader.read(page("# TYPE a gauge\na 1\n# EOF\n", type: type), at: now, seconds: 0, pool).format
        == format)
  }

  @Test(arguments: ["text/html; charset=utf-8", "application/json", "application/vnd.google.protobuf"])
  func `a page of another type is no metrics`(type: String) throws {
    var reader = PageReader(try target())
    #expect(throws: PageFault.self) { try reader.read(page("a 1\n", type: type), at: now, seconds: 0, pool) }
  }

  @Test func `a page that is wrong changes nothing for the next`() throws {
    var reader = PageReader(try target())
    let first = try reader.read(page("a 1\n"), at: now, seconds: 0, pool).scrape
    let fault = #expect(throws: PageFault.self) {
      try reader.read(page("a 1\nb x\n"), at: now, seconds: 0, pool)
    }
    #expect(fault?.description.contains("line 2, column 3") == true)
    #expect(try reader.read(page("a 2\n"), at: now, seconds: 0, pool).scrape.layout === first.layout)
  }
}
