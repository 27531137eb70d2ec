import Basics
import Model
import Monitoring
import Simulation
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
    #expect(scrape.layout.columns.map(\.name) == [AnomalyKeeper.metric])
    #expect(scrape.layout.columns[0].labels["of"] == "node:cpu:ratio")
    #expect(abs(scrape.values[0] - keeper.found[0].score) < 0.001)
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

  @Test func `the layout of the scores stays the same while the series do`() {
    var keeper = learned()
    let first = keeper.take([Self.reading(0.4), Self.reading(0.5, .memory)], at: World.start)
    let second = keeper.take([Self.reading(0.4), Self.reading(0.5, .memory)], at: World.start + .minutes(1))
    #expect(first.layout.columns.count == 2 && first.layout === second.layout)
  }

  @Test func `the scores of a house can be asked for`() throws {
    var world = try World(.calm, nodes: 2)
    for _ in 0..<10 { world.pass(.seconds(30)) }
    let value = try Evaluator(world.engine.series, at: world.now).value(of: Parser.parse("anomaly:score"))
    guard case .vector(let samples) = value else { return #expect(Bool(false), "no vector") }
    #expect(samples.count { $0.labels["of"] == "node:cpu:ratio" } == 2)
    #expect(samples.allSatisfy { (0...1).contains($0.value) })
    #expect(world.snapshot.sources.allSatisfy { !$0.name.contains("anomal") })
  }
}
