import Basics
import Glibc
import Model
import Monitoring
import Store
import Telemetry

extension Bench {
  static let vitals = Bench(
    name: "vitals", about: "nodes' vitals in a file, read every 10 s: a month of one, three hours of 1,000"
  ) { _ in
    do throws(StoreFault) {
      var lines: [String] = []
      for (nodes, span) in [(1, Span.days(30)), (1_000, .hours(3))] {
        var run = try VitalsRun(nodes: nodes)
        defer { run.remove() }
        try run.keep(span)
        lines += ["\(nodes) nodes, \(span.prometheus)"] + (try run.lines()).map { "  \($0)" }
      }
      return lines
    } catch { return [error.sentence.english] }
  }
}

/// Writes vitals down as an engine does, and asks for them.
private struct VitalsRun {
  private let path: String
  private let store: Store
  private var recorder = VitalsRecorder()
  private var chance = Chance(seed: 7)
  private let nodes: [Labels]
  private var now = Instant(seconds: 1_772_323_200)
  private var scrapes = 0
  private let retention = Retention()

  init(nodes: Int) throws(StoreFault) {
    path = "/tmp/binnacle-bench-\(getpid())-\(nodes).db"
    store = try Store(path: path, use: .own)
    self.nodes = (0..<nodes).map { ["instance": "node-\($0)", "job": "bench", "zone": "\($0 % 3)"] }
  }

  func remove() { for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) } }

  /// Lets time pass; what comes in its last five minutes stays in the log.
  mutating func keep(_ span: Span) throws(StoreFault) {
    let count = span.milliseconds / 10_000
    for first in stride(from: 0, to: count, by: 32) {
      let begin = now
      for node in nodes {
        now = begin
        var waiting: [Scrape] = []
        for _ in first..<min(first + 32, count) { waiting.append(next(of: node)) }
        try store.write { () throws(StoreFault) in
          if first + 32 < count {
            try pack(waiting)
          } else {
            for scrape in waiting { try store.append(scrape) }
          }
        }
      }
      try store.write { () throws(StoreFault) in try drop() }
    }
  }

  private mutating func next(of node: Labels) -> Scrape {
    now = now + .seconds(10)
    scrapes += 1
    var vitals = Vitals()
    for vital in Vital.allCases { vitals[vital] = value(of: vital) }
    return recorder.scrape(of: node, vitals, at: now + .milliseconds(Int64(chance.fraction() * 5)))
      ?? Scrape(source: node, at: now, layout: Layout([]), values: [])
  }

  /// About what a busy node without sensors or swap tells.
  private mutating func value(of vital: Vital) -> Float {
    let noise = Float(chance.fraction())
    switch vital {
    case .temperature: return .nan
    case .swap, .steal, .netFaults: return 0
    case .runQueue: return (noise * 6).rounded()
    case .retransmits: return noise < 0.9 ? 0 : 0.001
    case .memory, .fullness: return 0.6 + 0.001 * noise
    case .cpu, .user, .system, .iowait, .load, .cpuPressure, .memoryPressure, .ioPressure, .diskBusy:
      return 0.2 + 0.1 * noise
    case .diskRead, .diskWrite, .netIn, .netOut: return 200_000 * (1 + noise)
    }
  }

  private func pack(_ waiting: [Scrape]) throws(StoreFault) {
    guard let last = waiting.last else { return }
    try store.append(Block(waiting), of: last.source)
    try store.joinBlocks(of: last.source)
    for (grain, before) in [
      (Retention.hourGrain, last.at), (Retention.minuteGrain, last.at - retention.raw + .hours(6)),
    ] where try store.rollUp(last.source, grain: grain, before: before) > 0 {
      try store.joinBlocks(of: last.source, grain: grain)
    }
  }

  private func drop() throws(StoreFault) {
    try store.dropBlocks(grain: .zero, before: now - retention.raw, limit: 32)
    try store.dropBlocks(grain: Retention.minuteGrain, before: now - retention.minute, limit: 32)
  }

  func lines() throws(StoreFault) -> [String] {
    try store.database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    let bytes = Double(try store.bytes)
    var lines = [
      "\(scrapes) readings, \(Figures.bytes(bytes)), \(Figures.fixed(bytes / Double(scrapes), 1)) bytes each"
    ]
    for span in [Span.hours(1), .hours(24), .days(7), .days(30)] {
      lines.append(line("history over \(span.prometheus)") { () throws(StoreFault) in try history(span) })
    }
    for ago in [Span.zero, .minutes(30), .minutes(100)] {
      lines.append(
        line("moment \(ago.prometheus) ago", runs: 7) { () throws(StoreFault) in
          try store.vitals(at: now - ago).count
        })
    }
    return lines
  }

  private func history(_ span: Span) throws(StoreFault) -> Int {
    let question = Question.history(
      node: nodes[0]["instance"], from: now - span, to: now, steps: 200)
    guard case .history(let history) = try Inquiry(store).answer(question) else { return 0 }
    return history[.cpu].count { !$0.isNaN }
  }

  private func line(_ name: String, runs: Int = 21, _ ask: () throws(StoreFault) -> Int) -> String {
    var (found, fault): (Int, StoreFault?) = (0, nil)
    let time = Stopwatch.time(runs) {
      do throws(StoreFault) { found = try ask() } catch { fault = error }
    }
    return fault?.sentence.english ?? Stopwatch.line(name, time, note: "\(found) found")
  }
}
