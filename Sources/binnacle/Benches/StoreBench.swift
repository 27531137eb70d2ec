import Basics
import Engine
import Glibc
import Model
import Store
import Telemetry

extension Bench {
  static let store = Bench(
    name: "store",
    about:
      "series through the engine into a file: a day of 1,000 every 10 s, a month of 8, recorded pages (--pages)"
  ) { options in
    var lines: [String] = []
    var synthetic = SyntheticSeries(count: 1_000, seed: 7)
    lines += StoreRun.report("1,000 series, 24 h", rows: 8_640) { _ in (synthetic.layout, synthetic.next()) }
    var few = SyntheticSeries(count: 8, seed: 8)
    lines += StoreRun.report("8 series, 30 days", rows: 30 * 8_640) { _ in (few.layout, few.next()) }
    if let directory = options.bench.pages { lines += StoreRun.report(pages: directory) }
    return lines
  }
}

/// Puts scrapes through an engine into a file and asks it.
private struct StoreRun {
  private let path: String
  private let store: Store
  private let engine: Engine
  private let beat = Beat(pid: 1, boot: "bench", uptime: .hours(1))
  private var now = Instant(seconds: 1_772_323_200)
  private var samples = 0
  private var layout: Layout?

  static func report(
    _ name: String, rows: Int, interval: Span = .seconds(10), _ row: (Int) -> (Layout, [Double])
  ) -> [String] {
    do throws(StoreFault) {
      var run = try StoreRun()
      defer { run.remove() }
      var microseconds = 0.0
      for number in 0..<rows {
        let (layout, values) = row(number)
        let start = Stopwatch.threadMicroseconds
        run.take(layout, values, interval)
        microseconds += Stopwatch.threadMicroseconds - start
      }
      return [name] + (try run.lines(microseconds)).map { "  \($0)" }
    } catch { return [error.sentence.english] }
  }

  /// What recorded pages of one target come to, a file each, read in the order of their names, five seconds apart.
  static func report(pages directory: String) -> [String] {
    let pages = Files.all(".prom", in: [directory]).map(\.path).sorted()
    var reader = ExpositionReader(source: [:], format: .text)
    var scrapes: [Scrape] = []
    for path in pages {
      guard let bytes = Files.bytes(path) else { continue }
      do throws(ExpositionFault) { scrapes.append(try reader.read(bytes, at: .epoch).scrape) } catch {
        return ["\(path):\(error)"]
      }
    }
    guard let first = scrapes.first else { return ["\(directory): there are no pages"] }
    let name = "\(scrapes.count) recorded pages, \(first.layout.columns.count) series"
    return report(name, rows: scrapes.count, interval: .seconds(5)) {
      (scrapes[$0].layout, scrapes[$0].values)
    }
  }

  private init() throws(StoreFault) {
    path = "/tmp/binnacle-bench-\(getpid()).db"
    store = try Store(path: path, use: .own)
    var configuration = Configuration()
    configuration.zone = .utc
    engine = Engine(store: store, configuration: configuration)
  }

  private func remove() { for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) } }

  private mutating func take(_ layout: Layout, _ values: [Double], _ interval: Span) {
    now = now + interval
    samples += values.count
    self.layout = layout
    let scrape = Scrape(
      source: ["instance": "bench", "job": "bench"], at: now, layout: layout, values: values)
    _ = engine.advance(to: now, beat: beat, taking: [.scrape(scrape)])
  }

  private func lines(_ microseconds: Double) throws(StoreFault) -> [String] {
    try store.database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    let bytes = Double(try store.bytes)
    let pages = Double(try store.database.number("PRAGMA page_count") ?? 0)
    let free = Double(try store.database.number("PRAGMA freelist_count") ?? 0) * bytes / pages
    let size = "\(Figures.fixed(bytes / Double(samples), 3)) bytes a sample"
    var lines = [
      "\(samples) samples, \(Figures.bytes(bytes)), \(size), of them free \(Figures.fixed(free / Double(samples), 3))",
      "engine, all of it: \(Figures.fixed(microseconds / Double(samples) * 1_000, 0)) ns a sample",
    ]
    guard let columns = layout?.columns, let first = columns.first else { return lines }
    for (window, step) in [
      (Span.hours(1), Span.seconds(15)), (.hours(24), .minutes(5)), (.days(30), .hours(2)),
    ] {
      lines.append(query("\(first.name)\(first.labels)", window, step))
    }
    lines.append(query(Self.many(columns), .hours(24), .minutes(5)))
    return lines
  }

  /// Asks for 25 shards of a made-up layout, and of a real page for the metric with the most series.
  private static func many(_ columns: [Layout.Column]) -> String {
    if columns.contains(where: { $0.labels["shard"] != "" }) { return #"{shard=~"[0-9]|1[0-9]|2[0-4]"}"# }
    let metrics = Dictionary(grouping: columns, by: \.name).mapValues(\.count)
    return metrics.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ""
  }

  private func query(_ text: String, _ window: Span, _ step: Span) -> String {
    do throws(QueryFault) {
      let expression = try Parser.parse(text)
      let end = now.rounded(downTo: step)
      var count = 0
      var fault: QueryFault?
      let time = Stopwatch.time(21) {
        let range = RangeQuery(engine.series, from: end - window, to: end, step: step)
        do throws(QueryFault) { count = try range.series(of: expression).count } catch { fault = error }
      }
      if let fault { throw fault }
      return Stopwatch.line("\(count) series over \(window.prometheus)", time)
    } catch { return "\(text): \(error)" }
  }
}
