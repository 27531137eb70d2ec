import Basics
import Canvas
import Telemetry

extension Bench {
  static let promql = Bench(
    name: "promql",
    about: "rules over 10,000 series each, twenty of a kind on one selector; range queries; all in memory"
  ) { _ in
    do throws(QueryFault) { return try rules() + ranges() } catch { return [error.description] }
  }

  /// The usual kinds of rules, twenty of each with thresholds of their own.
  private static let kinds = [
    "rate(work_total[5m]) > %", "load > %", "sum by (core) (load) > %",
    "load / on(instance, core) limit > %", "max_over_time(load[5m]) > %",
  ]

  /// A second of the rules: the scrapes of every source, and then all rules.
  private static func rules() throws(QueryFault) -> [String] {
    var data = BenchData(sources: 1_000, cores: 10, scrapes: 21)
    let fresh = try kinds.map { kind throws(QueryFault) in try prepared(kind.replacing("%", with: "80")) }
    let start = Stopwatch.threadMicroseconds
    evaluate(fresh, data)
    let first = Stopwatch.threadMicroseconds - start
    var lines: [String] = []
    var all: [PreparedQuery] = []
    for kind in kinds {
      var queries: [PreparedQuery] = []
      for number in 0..<20 { queries.append(try prepared(kind.replacing("%", with: "\(90 + number)"))) }
      lines.append(second(of: "20 × \(kind)", queries, &data))
      all += queries
    }
    return [second(of: "100 rules × 10,000 series", all, &data)] + lines
      + [
        second(of: "no rule: 1,000 scrapes taken in", [], &data),
        Stopwatch.line("one of each kind, the first time", (first, first)),
      ]
  }

  private static func second(of name: String, _ queries: [PreparedQuery], _ data: inout BenchData) -> String {
    line(name, 5) {
      data.scrape()
      Self.evaluate(queries, data)
    }
  }

  private static func prepared(_ text: String) throws(QueryFault) -> PreparedQuery {
    PreparedQuery(try Parser.parse(text))
  }

  private static func evaluate(_ queries: [PreparedQuery], _ data: BenchData) {
    for query in queries {
      do throws(QueryFault) { _ = try query.value(in: data.head, at: data.now) } catch {
        preconditionFailure("the rules here can be evaluated: \(error)")
      }
    }
  }

  private static func ranges() throws(QueryFault) -> [String] {
    let (one, many) = (BenchData.list(series: 1), BenchData.list(series: 200))
    var lines: [String] = []
    for text in [
      "rate(work_total[5m])", "max_over_time(work_total[5m])", "work_total", "sum(rate(work_total[5m]))",
    ] {
      let expression = try Parser.parse(text)
      lines.append(range("1 series, 1 h: \(text)", 201, expression, one, over: .hours(1), step: .seconds(15)))
      lines.append(
        range("1 series, 24 h: \(text)", 101, expression, one, over: .hours(24), step: .minutes(5)))
      lines.append(
        range("200 series, 24 h: \(text)", 5, expression, many, over: .hours(24), step: .minutes(5)))
    }
    return lines
  }

  private static func range(
    _ name: String, _ runs: Int, _ expression: Expression, _ source: SeriesList, over span: Span, step: Span
  ) -> String {
    let end = BenchData.start + .hours(24)
    return line(name, runs) {
      let query = RangeQuery(source, from: end - span, to: end, step: step)
      do throws(QueryFault) { _ = try query.series(of: expression) } catch {
        preconditionFailure("the queries here can be answered: \(error)")
      }
    }
  }

  private static func line(_ name: String, _ runs: Int, _ work: () -> Void) -> String {
    Stopwatch.line(name, Stopwatch.time(runs, work))
  }
}

/// Scrapes of many sources every 15 seconds: a counter and two gauges for each core.
private struct BenchData {
  static let start = Instant(seconds: 1_700_000_000)

  private(set) var head = Head()
  private(set) var now = Self.start
  private let layout: Layout
  private let sources: [Labels]
  private var chance = Chance(seed: 1)
  private var work = 0.0

  init(sources: Int, cores: Int, scrapes: Int) {
    layout = Layout(
      ["work_total", "load", "limit"].flatMap { name in
        (0..<cores).map { Layout.Column(name, ["core": "\($0)", "mode": "user"]) }
      })
    self.sources = (0..<sources).map {
      ["instance": "node\($0):9100", "job": "node", "rack": "r\($0 % 40)"]
    }
    for _ in 0..<scrapes { scrape() }
  }

  mutating func scrape() {
    now = now + .seconds(15)
    work += 15
    for source in sources {
      let values = layout.columns.map { column in
        column.name == "work_total" ? work * 7 : (chance.fraction() * 100).rounded()
      }
      head.append(Scrape(source: source, at: now, layout: layout, values: values))
    }
  }

  /// A day of counters with a sample every ten seconds.
  static func list(series: Int) -> SeriesList {
    let times = (0...8_640).map { start + .seconds(10) * Int64($0) }
    return SeriesList(
      (0..<series).map { number in
        Series(
          labels: ["__name__": "work_total", "instance": "node\(number)", "job": "node"],
          samples: Samples(times: times, values: times.indices.map { Double($0 * (number + 1) % 100_000) }))
      })
  }
}
