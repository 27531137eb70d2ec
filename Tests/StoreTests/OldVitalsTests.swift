import Basics
import Model
import Monitoring
import Scratch
import Telemetry
import Testing

@testable import Store

/// Stores of before vitals were series: their table is still read, and empties itself with time.
@Suite struct OldVitalsTests {
  private let scratch = Scratch()
  private let start = Sample.now.rounded(downTo: .hours(1))
  /// How many steps the schema had when the table was last written to.
  private static let version = 9

  /// A store as that version left it.
  private func makeOld() throws -> Database {
    let database = try Database(path: scratch["store.db"], mode: .create)
    for step in Schema.steps.prefix(Self.version) { try database.execute(step) }
    try database.execute(
      "PRAGMA application_id = \(Schema.applicationID); PRAGMA user_version = \(Self.version)")
    try database.run(
      "INSERT INTO source (id, labels) VALUES (1, ?)",
      [.text(Layout([Layout.Column("", Sample.node)]).stored)])
    return database
  }

  /// A row in which every vital has the same value; of a second there is no peak besides.
  private func put(_ value: Float, _ span: Span, after: Span, into database: Database) throws {
    let bytes = Vital.allCases.flatMap { _ in
      withUnsafeBytes(of: value.bitPattern.littleEndian) { Array($0) }
    }
    try database.run(
      "INSERT INTO vitals (span, source, at, means, peaks) VALUES (?, 1, ?, ?, ?)",
      [
        .integer(span.milliseconds), .of(start + after), .blob(bytes),
        .blob(span == .seconds(1) ? [] : bytes),
      ])
  }

  /// Minutes of one value and hours of another up to the start, and seconds of a third behind it.
  private func makeFilled() throws -> Store {
    let database = try makeOld()
    for hour in Int64(1)...5 { try put(0.25, .hours(1), after: .hours(-hour), into: database) }
    for minute in Int64(1)...120 { try put(0.5, .minutes(1), after: .minutes(-minute), into: database) }
    for second in Int64(0)..<30 { try put(0.75, .seconds(1), after: .seconds(second), into: database) }
    return try Store(path: scratch["store.db"], use: .own)
  }

  private func rows(_ store: Store, step: Span) throws -> [History.Rows] {
    try store.vitals(of: Sample.node, from: start - .days(1), to: start + .days(1), step: step)
  }

  @Test func `the vitals of an older store are still shown`() throws {
    let store = try makeFilled()
    #expect(try store.source(named: "edge-17") == Sample.node)
    #expect(try rows(store, step: .hours(1)).map(\.times.count) == [5, 30])
    let fine = try rows(store, step: .zero)
    #expect(fine.map(\.span) == [.hours(1), .minutes(1), .seconds(1)])
    #expect(fine.map { $0[.cpu][0] } == [0.25, 0.5, 0.75])
    #expect(fine.map { $0.peaks(.cpu)[0] } == [0.25, 0.5, 0.75])
    #expect(try store.vitals(at: start + .seconds(12)).map { $0.vitals[.cpu] } == [0.75])
    #expect(try store.vitals(at: start - .minutes(30)).map { $0.vitals[.cpu] } == [0.5])
  }

  @Test func `where vitals are series the old table is asked no more`() throws {
    let store = try makeFilled()
    var recorder = VitalsRecorder()
    let scrapes = (10..<20).compactMap { second in
      recorder.scrape(of: Sample.node, Vitals([0.125]), at: start + .seconds(second))
    }
    for scrape in scrapes { try store.append(scrape) }
    for _ in 0..<2 {
      let fine = try rows(store, step: .zero)
      #expect(fine.suffix(2).map(\.times.count) == [10, 10])
      #expect(fine.suffix(2).map { $0[.cpu][0] } == [0.75, 0.125])
      #expect(try store.vitals(at: start + .seconds(15)).map { $0.vitals[.cpu] } == [0.125])
      #expect(try store.vitals(at: start + .seconds(5)).map { $0.vitals[.cpu] } == [0.75])
      try store.append(Block(scrapes), of: Sample.node.ofVitals)
      try store.dropScrapes(before: start + .days(1), limit: 100)
    }
    #expect(try store.source(named: "edge-17") == Sample.node)
  }

  private func count(_ store: Store, _ span: Span) throws -> Int64? {
    try store.database.number("SELECT count(*) FROM vitals WHERE span = ?", [.integer(span.milliseconds)])
  }

  @Test func `each grain goes when it was kept for its time, so many rows at once`() throws {
    let store = try makeFilled()
    try store.dropOldVitals(before: start + .days(32) - .minutes(60), limit: 40)
    #expect(try count(store, .minutes(1)) == 80)
    try store.dropOldVitals(before: start + .days(32) - .minutes(60), limit: 40)
    #expect(try count(store, .minutes(1)) == 60)
    try store.dropOldVitals(before: start + .days(32), limit: 1_000)
    #expect(try count(store, .minutes(1)) == 0)
    #expect(try count(store, .hours(1)) == 5)
    try store.dropOldVitals(before: start + .days(401), limit: 1_000)
    #expect(try !store.hasOldVitals())
  }

  @Test func `what was never summed up is kept as long as its sums would be`() throws {
    let store = try makeFilled()
    try store.dropOldVitals(before: start + .days(399), limit: 1_000)
    #expect(try count(store, .seconds(1)) == 30)
    #expect(try rows(store, step: .hours(1)).last?[.cpu].count == 30)
    try store.dropOldVitals(before: start + .days(401), limit: 1_000)
    #expect(try count(store, .seconds(1)) == 0)
  }
}
