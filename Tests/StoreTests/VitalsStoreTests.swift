import Basics
import Model
import Monitoring
import Telemetry
import Testing

@testable import Store

/// Keeps nodes' vitals as an engine does: in the log first, and in blocks when there are enough.
private struct Recording {
  let store: Store
  private var recorder = VitalsRecorder()
  private var waiting: [Scrape] = []
  static let start = Sample.now.rounded(downTo: .hours(1))

  init(_ store: Store) { self.store = store }

  static func vitals(_ cpu: Float, memory: Float = .nan) -> Vitals {
    var vitals = Vitals()
    vitals[.cpu] = cpu
    vitals[.memory] = memory
    return vitals
  }

  mutating func log(_ vitals: Vitals, after span: Span, of node: Labels = Sample.node) throws {
    guard let scrape = recorder.scrape(of: node, vitals, at: Self.start + span) else { return }
    waiting.append(scrape)
    try store.write { () throws(StoreFault) in try store.append(scrape) }
  }

  mutating func end(after span: Span, of node: Labels = Sample.node) throws {
    guard let scrape = recorder.end(of: node, at: Self.start + span) else { return }
    waiting.append(scrape)
    try store.write { () throws(StoreFault) in try store.append(scrape) }
  }

  /// Puts what waits into a block, sums up every hour that is over, and clears the log.
  mutating func pack(minutesToo: Bool = false) throws {
    let scrapes = waiting
    waiting = []
    guard let last = scrapes.last else { return }
    try store.write { () throws(StoreFault) in
      try store.append(Block(scrapes), of: last.source)
      try store.joinBlocks(of: last.source)
      while try store.rollUp(last.source, grain: .hours(1), before: last.at) > 0 {}
      while minutesToo, try store.rollUp(last.source, grain: .minutes(1), before: last.at) > 0 {}
      try store.dropScrapes(before: last.at + .minutes(6), limit: 1_000_000)
    }
  }
}

@Suite struct VitalsStoreTests {
  private let store: Store
  private var recording: Recording
  private let start = Recording.start

  init() throws {
    store = try Store()
    recording = Recording(store)
  }

  private func parts(
    from: Span = .days(-999), to: Span = .days(9_999), step: Span = .zero, of node: Labels = Sample.node
  ) throws -> [History.Rows] {
    try store.vitals(of: node, from: start + from, to: start + to, step: step)
  }

  /// How the rows are spaced, part by part, and how many there are of each.
  private func shape(_ parts: [History.Rows]) -> [String] {
    parts.map { "\($0.times.count) × \($0.span.prometheus)" }
  }

  /// Readings ten seconds apart, a block for every so many.
  private mutating func keep(
    _ numbers: Range<Int64>, every size: Int64 = 360, minutesToo: Bool = false, _ cpu: (Int64) -> Float
  ) throws {
    for number in numbers {
      try recording.log(Recording.vitals(cpu(number)), after: .seconds(number * 10))
      if (number + 1) % size == 0 { try recording.pack(minutesToo: minutesToo) }
    }
  }

  @Test func `vitals come back as decimals, unknown ones unknown, from the log as from blocks`() throws {
    var (recording, written) = (recording, Vitals())
    for vital in Vital.allCases where vital.rawValue % 5 > 0 {
      written[vital] = 1 / 3 + Float(vital.rawValue)
    }
    try recording.log(written, after: .zero)
    for _ in 0..<2 {
      let rows = try #require(try parts().first)
      #expect(rows.times == [start])
      for vital in Vital.allCases {
        let (expected, found) = (written[vital], rows[vital])
        #expect(expected.isNaN ? found[0].isNaN : abs(found[0] - expected) <= (expected > 12 ? 0.5 : 5e-5))
        #expect(rows.peaks(vital)[0].bitPattern == found[0].bitPattern)
      }
      try recording.pack()
    }
    #expect(try store.database.number("SELECT count(*) FROM scrape") == 0)
  }

  @Test mutating func `a window holds its beginning and not its end`() throws {
    try keep(0..<20, every: 10) { Float($0) }
    try keep(20..<25) { Float($0) }
    for (from, to) in [(2, 5), (5, 15), (12, 24), (19, 20), (20, 21), (0, 25)] as [(Int64, Int64)] {
      let rows = try parts(from: .seconds(from * 10), to: .seconds(to * 10))
      #expect(rows.flatMap(\.times) == (from..<to).map { start + .seconds($0 * 10) })
      #expect(rows.flatMap { $0[.cpu] } == (from..<to).map { Float($0) })
    }
  }

  @Test func `an unknown node has no vitals`() throws {
    #expect(try parts(of: ["instance": "nobody"]).isEmpty)
    #expect(try store.source(named: "nobody") == nil)
    #expect(try store.vitals(at: start).isEmpty)
  }

  @Test mutating func `an hour that is over is summed up, as mean and peak`() throws {
    try keep(1..<541, every: 90) { $0 == 30 ? 1 : 0.25 }
    let hour = try #require(try parts(step: .hours(1)).first)
    #expect(hour.times == [start] && hour.span == .hours(1))
    #expect(abs(hour[.cpu][0] - (359 * 0.25 + 1) / 360) < 1e-5)
    #expect(hour.peaks(.cpu)[0] == 1)
    #expect(hour[.memory][0].isNaN)
  }

  @Test mutating func `what a node did not tell counts for nothing in a mean`() throws {
    for number in Int64(1)...720 {
      let memory: Float = number % 2 == 0 ? .nan : 0.5
      try recording.log(Recording.vitals(0.25, memory: memory), after: .seconds(number * 10))
    }
    try recording.pack()
    let hours = try #require(try parts(step: .hours(1)).first)
    #expect(hours[.memory] == [0.5, 0.5])
    #expect(hours.peaks(.memory) == [0.5, 0.5])
  }

  @Test mutating func `a step is told by the coarsest grain about as long, and by finer ones behind it`()
    throws
  {
    try keep(1..<1_000) { _ in 0.5 }
    #expect(shape(try parts(step: .hours(2))) == ["1 × 1h", "639 × 1s"])
    #expect(shape(try parts(step: .minutes(40))) == ["1 × 1h", "639 × 1s"])
    #expect(shape(try parts(step: .minutes(5))) == ["999 × 1s"])
    #expect(shape(try parts(step: .seconds(1))) == ["999 × 1s"])
    for step in [Span.zero, .minutes(1), .hours(1)] {
      let times = try parts(step: step).flatMap(\.times)
      #expect(zip(times, times.dropFirst()).allSatisfy { $0 < $1 })
    }
  }

  @Test mutating func `what is kept no more is told by what it was summed up to`() throws {
    try keep(1..<1_081, minutesToo: true) { _ in 0.5 }
    try store.write { () throws(StoreFault) in
      try store.dropBlocks(grain: .zero, before: start + .hours(2), limit: 9)
      try store.dropBlocks(grain: .minutes(1), before: start + .hours(1) + .minutes(1), limit: 99)
    }
    let rows = try parts(step: .seconds(10))
    #expect(rows.map(\.span) == [.hours(1), .minutes(1), .seconds(1)])
    #expect(rows.first?.times.first == start)
    #expect(rows.allSatisfy { $0[.cpu].allSatisfy { $0 == 0.5 } })
    #expect(shape(try parts(to: .minutes(30), step: .seconds(10))) == ["1 × 1h"])
  }

  @Test mutating func `a moment of the past shows every node as it was, from the log as from blocks`() throws
  {
    for _ in 0..<1 {
      try recording.log(Recording.vitals(0.1), after: .seconds(1), of: ["instance": "a"])
      try recording.log(Recording.vitals(0.2), after: .seconds(3), of: ["instance": "a"])
    }
    let logged = try store.vitals(at: start + .seconds(2))
    try recording.pack()
    try recording.log(Recording.vitals(0.3), after: .seconds(2), of: ["instance": "b"])
    let found = try store.vitals(at: start + .seconds(2))
    #expect(logged.map { $0.vitals[.cpu] } == [0.1])
    #expect(found.map { $0.source } == [["instance": "a"], ["instance": "b"]])
    #expect(found.map { $0.vitals[.cpu] } == [0.1, 0.3])
    #expect(try store.vitals(at: start + .seconds(3)).map { $0.vitals[.cpu] } == [0.2, 0.3])
  }

  @Test mutating func `a node that was silent or gone at a moment is not shown`() throws {
    try keep(0..<60, every: 60) { _ in 0.5 }
    try recording.end(after: .seconds(600))
    for _ in 0..<2 {
      #expect(try store.vitals(at: start + .seconds(595)).count == 1)
      #expect(try store.vitals(at: start + .seconds(601)).isEmpty)
      #expect(try store.vitals(at: start - .seconds(1)).isEmpty)
      try recording.pack()
    }
    try keep(200..<400, every: 200) { _ in 0.5 }
    #expect(try store.vitals(at: start + .minutes(20)).isEmpty)
  }

  @Test mutating func `a moment long past is told by the coarser grain`() throws {
    try keep(1..<1_081) { $0 <= 360 ? 0.4 : 0.8 }
    try store.write { () throws(StoreFault) in
      try store.dropBlocks(grain: .zero, before: start + .hours(4), limit: 9)
    }
    #expect(try store.vitals(at: start + .minutes(20)).map { $0.vitals[.cpu] } == [0.4])
    #expect(try store.vitals(at: start + .minutes(80)).map { $0.vitals[.cpu] } == [0.8])
    #expect(try store.vitals(at: start + .days(2)).isEmpty)
  }

  @Test(arguments: ["edge-17", "rack\\1", "50%_off", "tab\there", "it's", "航海"])
  mutating func `a node is found by its name alone`(name: String) throws {
    let node: Labels = ["instance": name, "zone": "1"]
    try recording.log(Recording.vitals(0.1), after: .zero, of: ["instance": name + "x"])
    try recording.log(Recording.vitals(0.1), after: .zero, of: node)
    #expect(try store.source(named: name) == node)
  }

  @Test mutating func `a store that was tampered with gives less, never a fault in the program`() throws {
    try keep(1..<360) { _ in 0.5 }
    try store.database.execute("UPDATE scrape SET payload = x'01'; UPDATE chunk SET payload = x'FF'")
    #expect(try parts().flatMap { $0[.cpu] }.allSatisfy { $0.isNaN })
    try store.database.execute("UPDATE block SET times = x'FFFFFFFF'")
    #expect(try parts().isEmpty)
    #expect(try store.vitals(at: start + .minutes(5)).isEmpty)
  }
}
