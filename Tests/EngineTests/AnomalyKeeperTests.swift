import Basics
import Model
import Monitoring
import Telemetry
import Testing

@testable import Engine

/// What is unlike its past is found, told for a day and recorded as a series; it pages nobody.
@Suite struct AnomalyKeeperTests {
  private static func reading(_ value: Double, _ vital: Vital = .cpu) -> AnomalyKeeper.Reading {
    AnomalyKeeper.Reading(
      owner: .node("a"), metric: vital.metric, labels: ["instance": "a", "job": "node"], value: value)
  }

  /// A load that swings by the hour, with a little noise.
  private static func usual(_ minute: Int) -> Double {
    let swing = Double(abs(minute % 60 - 30)) / 30
    return 0.3 + 0.2 * swing + 0.01 * Double((minute * 7) % 5)
  }

  private func learned() -> AnomalyKeeper {
    var keeper = AnomalyKeeper()
    keeper.learn((0..<720).map { Self.reading(Self.usual($0)) }, of: "a", at: World.start)
    return keeper
  }

  @Test func `a value that never was is found at once, for its past was read`() {
    var keeper = learned()
    _ = keeper.take([Self.reading(Self.usual(720))], at: World.start)
    #expect(keeper.found.isEmpty)
    let scrape = keeper.take([Self.reading(0.97)], at: World.start + .minutes(1))
    #expect(keeper.found.map(\.value) == [0.97] && keeper.found.map(\.owner) == [.node("a")])
    #expect(keeper.found[0].score >= AnomalyDetector.threshold && keeper.found[0].vital == .cpu)
    #expect(scrape?.layout.columns.map(\.name) == [AnomalyKeeper.metric])
    #expect(scrape?.layout.columns[0].labels["of"] == "node:cpu:ratio")
    #expect(abs((scrape?.values[0] ?? 0) - keeper.found[0].score) < 0.001)
  }

  @Test func `what was found is forgotten after a day, and when the clock is set back before it`() {
    for later in [Span.hours(25), .hours(-1)] {
      var keeper = learned()
      _ = keeper.take([Self.reading(0.97)], at: World.start)
      #expect(keeper.found.count == 1)
      _ = keeper.take([Self.reading(Self.usual(3))], at: World.start + later)
      #expect(keeper.found.isEmpty)
    }
  }

  @Test func `only what is strange has a series, which ends when it is over`() {
    var keeper = learned()
    #expect(keeper.take([Self.reading(Self.usual(720))], at: World.start) == nil)
    #expect(keeper.take([Self.reading(0.97)], at: World.start + .minutes(1))?.values.count == 1)
    let end = keeper.take([Self.reading(Self.usual(722))], at: World.start + .minutes(2))
    #expect(end?.layout.columns.isEmpty == true)
    #expect(keeper.take([Self.reading(Self.usual(723))], at: World.start + .minutes(3)) == nil)
  }

  @Test func `a series that two panels show is scored once`() {
    var keeper = learned()
    let scrape = keeper.take([Self.reading(0.97), Self.reading(0.97)], at: World.start)
    #expect(scrape?.values.count == 1 && keeper.found.count == 1)
  }
}
