import Basics
import Telemetry
import Testing

@Suite struct NamesTests {
  private static let now = Instant(seconds: 1_000)
  private static let layout = Layout([
    Layout.Column("load"), Layout.Column("cpu", ["mode": "idle"]), Layout.Column("cpu", ["mode": "user"]),
  ])

  private static var head: Head {
    var head = Head()
    for (instance, zone) in [("a", "x"), ("b", "y")] {
      let source: Labels = ["instance": instance, "zone": zone]
      head.append(Scrape(source: source, at: now, layout: layout, values: [1, 2, 3]))
    }
    let other = Layout([Layout.Column("up", ["zone": "z"])])
    head.append(Scrape(source: ["job": "c"], at: now, layout: other, values: [1]))
    return head
  }

  private static var list: SeriesList {
    SeriesList(head.samples(Selector(metric: nil), after: now - .seconds(1), upTo: now))
  }

  private static var sources: [any SeriesSource] { [head, list] }

  @Test(arguments: 0..<2)
  func `the names of labels are known, of all series and of some`(source: Int) throws {
    let source = Self.sources[source]
    #expect(try source.labelNames(nil) == ["__name__", "instance", "job", "mode", "zone"])
    #expect(try source.labelNames(Selector(metric: "load")) == ["__name__", "instance", "zone"])
    let user = try #require(Matcher("mode", .equal, "user"))
    #expect(try source.labelNames(Selector(metric: nil, matchers: [user])).contains("mode"))
    #expect(try source.labelNames(Selector(metric: "nothing")) == [])
  }

  @Test(arguments: 0..<2)
  func `the values of a label are known, of all series and of some`(source: Int) throws {
    let source = Self.sources[source]
    #expect(try source.labelValues(of: "__name__", nil) == ["cpu", "load", "up"])
    #expect(try source.labelValues(of: "zone", nil) == ["x", "y", "z"])
    #expect(try source.labelValues(of: "mode", Selector(metric: "cpu")) == ["idle", "user"])
    let second = try #require(Matcher("instance", .notEqual, "a"))
    #expect(try source.labelValues(of: "zone", Selector(metric: "cpu", matchers: [second])) == ["y"])
    #expect(try source.labelValues(of: "absent", nil) == [])
  }
}
