import Basics
import Model
import Monitoring
import Store
import Telemetry
import Testing

@Suite struct VitalsStoreTests {
  private let store: Store
  private let minute = Sample.now.rounded(downTo: .hours(1))

  init() throws { store = try Store() }

  private func vitals(_ cpu: Float, memory: Float = .nan) -> Vitals {
    var vitals = Vitals()
    vitals[.cpu] = cpu
    vitals[.memory] = memory
    return vitals
  }

  private func append(_ cpu: Float, after span: Span, of source: Labels = Sample.node) throws {
    try store.append(vitals(cpu), of: source, at: minute + span)
  }

  private func rows(_ grain: Span, of source: Labels = Sample.node) throws -> [History.Row] {
    try store.vitals(of: source, grain: grain, from: .epoch, to: minute + .days(9_999))
  }

  @Test func `vitals come back bit for bit, unknown ones unknown`() throws {
    let written = Vitals(Vital.allCases.map { $0.rawValue % 5 == 0 ? .nan : 1 / Float($0.rawValue) })
    try store.append(written, of: Sample.node, at: minute)
    let row = try #require(try rows(.seconds(1)).first)
    #expect(row.at == minute)
    #expect(row.means.values.map(\.bitPattern) == written.values.map(\.bitPattern))
    #expect(row.peaks.values.map(\.bitPattern) == written.values.map(\.bitPattern))
  }

  @Test func `a window holds its beginning and not its end`() throws {
    for second in 0..<10 as Range<Int64> { try append(0.5, after: .seconds(second)) }
    let found = try store.vitals(
      of: Sample.node, grain: .seconds(1), from: minute + .seconds(2), to: minute + .seconds(5))
    #expect(found.map(\.at) == (2..<5).map { minute + .seconds($0) })
  }

  @Test func `an unknown node has no vitals`() throws {
    #expect(try rows(.seconds(1), of: ["instance": "nobody"]).isEmpty)
    #expect(try store.source(named: "nobody") == nil)
  }

  @Test func `a second that comes twice is the later one`() throws {
    try append(0.1, after: .zero)
    try append(0.2, after: .zero)
    #expect(try rows(.seconds(1)).map { $0.means[.cpu] } == [0.2])
  }

  @Test func `a minute is summed up when it is over, as mean and peak`() throws {
    for second in 0..<60 as Range<Int64> { try append(second == 30 ? 1 : 0.25, after: .seconds(second)) }
    try store.rollUp(before: minute + .seconds(59))
    #expect(try rows(.minutes(1)).isEmpty)
    try store.rollUp(before: minute + .seconds(60))
    let row = try #require(try rows(.minutes(1)).first)
    #expect(row.at == minute)
    #expect(abs(row.means[.cpu] - (59 * 0.25 + 1) / 60) < 1e-6)
    #expect(row.peaks[.cpu] == 1)
    #expect(row.means[.memory].isNaN)
  }

  @Test func `an hour is summed up from its minutes and keeps the highest peak`() throws {
    for tenth in 0..<360 as Range<Int64> { try append(tenth == 100 ? 0.9 : 0.3, after: .seconds(tenth * 10)) }
    try store.rollUp(before: minute + .hours(1))
    let row = try #require(try rows(.hours(1)).first)
    #expect(abs(row.means[.cpu] - (359 * 0.3 + 0.9) / 360) < 1e-5)
    #expect(row.peaks[.cpu] == 0.9)
    #expect(try rows(.minutes(1)).count == 60)
  }

  @Test func `summing up twice changes nothing`() throws {
    for second in 0..<180 as Range<Int64> { try append(Float(second) / 180, after: .seconds(second)) }
    try store.rollUp(before: minute + .minutes(3))
    let before = try rows(.minutes(1)).map { $0.means[.cpu] }
    try store.rollUp(before: minute + .minutes(3))
    #expect(try rows(.minutes(1)).map { $0.means[.cpu] } == before)
    #expect(before.count == 3)
  }

  @Test func `summing up minute by minute is the same as all at once`() throws {
    let other = try Store()
    for second in 0..<300 as Range<Int64> {
      try append(Float(second % 7), after: .seconds(second))
      try other.append(vitals(Float(second % 7)), of: Sample.node, at: minute + .seconds(second))
      try store.rollUp(before: minute + .seconds(second))
    }
    try store.rollUp(before: minute + .minutes(5))
    try other.rollUp(before: minute + .minutes(5))
    let all = try other.vitals(of: Sample.node, grain: .minutes(1), from: .epoch, to: minute + .days(1))
    #expect(try rows(.minutes(1)).map { $0.means[.cpu] } == all.map { $0.means[.cpu] })
  }

  @Test func `each grain is kept for its time`() throws {
    try append(0.5, after: .zero)
    try store.rollUp(before: minute + .hours(1))
    try store.dropVitals(before: minute + .hours(3))
    #expect(try rows(.seconds(1)).count == 1)
    try store.dropVitals(before: minute + .hours(3) + .milliseconds(1))
    #expect(try rows(.seconds(1)).isEmpty)
    #expect(try rows(.minutes(1)).count == 1)
    try store.dropVitals(before: minute + .days(33))
    #expect(try rows(.minutes(1)).isEmpty)
    #expect(try rows(.hours(1)).count == 1)
    try store.dropVitals(before: minute + .days(401))
    #expect(try rows(.hours(1)).isEmpty)
  }

  @Test func `every grain is a whole multiple of the one before and kept longer`() {
    for (finer, coarser) in zip(Store.grains, Store.grains.dropFirst()) {
      #expect(coarser.span.milliseconds % finer.span.milliseconds == 0)
      #expect(coarser.kept > finer.kept)
    }
  }

  @Test func `a moment of the past shows every node as it was`() throws {
    try append(0.1, after: .seconds(1), of: ["instance": "a"])
    try append(0.2, after: .seconds(3), of: ["instance": "a"])
    try append(0.3, after: .seconds(2), of: ["instance": "b"])
    let found = try store.vitals(at: minute + .seconds(2))
    #expect(found.map { $0.source["instance"] } == ["a", "b"])
    #expect(found.map { $0.vitals[.cpu] } == [0.1, 0.3])
  }

  @Test func `a moment long past is told by the coarser grain`() throws {
    try append(0.4, after: .zero)
    try store.rollUp(before: minute + .hours(1))
    try store.dropVitals(before: minute + .hours(4))
    #expect(try store.vitals(at: minute + .minutes(1)).map { $0.vitals[.cpu] } == [0.4])
  }

  @Test(arguments: ["edge-17", "rack\\1", "50%_off", "tab\there", "it's", "航海"])
  func `a node is found by its name alone`(name: String) throws {
    let source: Labels = ["instance": name, "zone": "1"]
    try append(0.1, after: .zero, of: source)
    try append(0.1, after: .zero, of: ["instance": name + "x"])
    #expect(try store.source(named: name) == source)
  }
}
