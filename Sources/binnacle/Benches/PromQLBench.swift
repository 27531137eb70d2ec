import Basics
import Canvas
import Telemetry

extension Bench {
  static let promql = Bench(
    name: "promql", about: "rules over 10,000 series each, and range queries, all on data in memory"
  ) { _ in
    do throws(QueryFault) { return try rules() + ranges() } catch { return [error.description] }
  }

  /// The usual kinds of rules, twenty of each with thresholds of their own.
  private static let kinds = [
    "rate(work_total[5m]) > %", "load > %", "sum by (core) (load) > %",
    "load / on(instance, core) limit > %", "max_over_time(load[5m]) > %",
  ]

  private static func rules() throws(QueryFault) -> [String] {
    let head = BenchData.head(sources: 1_000, cores: 10, scrapes: 21)
    let time = BenchData.start + .minutes(5)
    var lines: [String] = []
    var all: [PreparedQuery] = []
    for kind in kinds {
      var queries: [PreparedQuery] = []
      for number in 0..<20 { queries.append(try prepared(kind.replacing("%", with: "\(90 + number)"))) }
      lines.append(line("20 × \(kind)", 5) { Self.evaluate(queries, head, at: time) })
      all += queries
    }
    let fresh = try kinds.map { kind throws(QueryFault) in try prepared(kind.replacing("%", with: "80")) }
    let first = Stopwatch.threadMicroseconds
    evaluate(fresh, BenchData.head(sources: 1_000, cores: 10, scrapes: 21), at: time)
    let took = Stopwatch.threadMicroseconds - first
    return [line("100 rules × 10,000 series", 5) { Self.evaluate(all, head, at: time) }] + lines
      + [Stopwatch.line("one of each, scrapes and all, first", (took, took))]
  }

  private static func prepared(_ text: String) throws(QueryFault) -> PreparedQuery {
    PreparedQuery(try Parser.parse(text))
  }

  private static func evaluate(_ queries: [PreparedQuery], _ head: Head, at time: Instant) {
    for query in queries {
      do throws(QueryFault) { _ = try query.value(in: head, at: time) } catch {
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

/// Series to ask questions of.
private enum BenchData {
  static let start = Instant(seconds: 1_700_000_000)

  /// Scrapes of many sources every 15 seconds: a counter and two gauges for each core.
  static func head(sources: Int, cores: Int, scrapes: Int) -> Head {
    let columns = ["work_total", "load", "limit"].flatMap { name in
      (0..<cores).map { Layout.Column(name, ["core": "\($0)", "mode": "user"]) }
    }
    let layout = Layout(columns)
    var (head, chance) = (Head(), Chance(seed: 1))
    for scrape in 0..<scrapes {
      let at = start + .seconds(15) * Int64(scrape)
      for source in 0..<sources {
        let values = columns.indices.map { place in
          place < cores ? Double(scrape * 15 * (place + 1)) : (chance.fraction() * 100).rounded()
        }
        let labels: Labels = ["instance": "node\(source):9100", "job": "node", "rack": "r\(source % 40)"]
        head.append(Scrape(source: labels, at: at, layout: layout, values: values))
      }
    }
    return head
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
