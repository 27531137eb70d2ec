import Basics
import Model
import Monitoring
import Simulation
import Store
import Telemetry
import Testing

@testable import Engine

/// What nodes are expected to run out of, from what the store has of them.
@Suite struct ExhaustionTests {
  /// What the engine says of a node whose disk has filled up to 90 % by so much a day, and whose memory has not.
  private func foreseen(days: Int64, growth: Double) throws -> [ExhaustionView] {
    var first = try World(.calm, nodes: 1)
    let node = try #require(first.pass().nodes.first)
    let store = try Store()
    try store.write { () throws(StoreFault) in
      try store.append(Self.block(of: node.labels, days: days, growth: growth), of: node.labels.ofVitals)
    }
    var world = try World(.calm, nodes: 1, store: store)
    for _ in 0..<3 { world.pass() }
    return world.snapshot.exhaustions[node.identifier] ?? []
  }

  private static func block(of node: Labels, days: Int64, growth: Double) -> Block {
    let layout = Layout([
      Layout.Column(Vital.fullness.metric, node), Layout.Column(Vital.memory.metric, node),
    ])
    let scrapes = (0..<(days * 48)).map { half in
      let full = 0.9 - growth * Double(days * 48 - half) / 48
      return Scrape(
        source: node.ofVitals, at: World.start - .days(days) + .minutes(30 * half), layout: layout,
        values: [full, 0.5])
    }
    return Block(scrapes)
  }

  @Test func `a disk that fills has its days, memory that does not has none`() throws {
    let views = try foreseen(days: 10, growth: 0.02)
    let view = try #require(views.first)
    #expect(views.count == 1 && view.vital == .fullness)
    // A tenth is left, which is five days.
    let days = [view.first, try #require(view.last)].map { ($0 - World.start).seconds / 86_400 }
    #expect(days.allSatisfy { (4...6).contains($0) }, "\(days)")
  }

  @Test(arguments: [(10, 0.0), (2, 0.02)])
  func `nothing is said of a disk that stays, nor of one that is known for too short`(
    days: Int64, growth: Double
  ) throws {
    #expect(try foreseen(days: days, growth: growth).isEmpty)
  }

  @Test func `each node has its turn, and again when its forecast is old`() throws {
    var world = try World(.calm, nodes: 3)
    world.pass()
    let (nodes, now) = (world.snapshot.nodes, world.now)
    var keeper = ExhaustionKeeper()
    func turns(_ after: Span) -> [String?] {
      (0..<3).map { _ in keeper.next(of: nodes, at: now + after)?.identifier }
    }
    #expect(turns(.zero) == nodes.map(\.identifier))
    #expect(turns(.minutes(30)) == [nil, nil, nil])
    #expect(turns(.hours(2)) == nodes.map(\.identifier))
    #expect(turns(.hours(-1)) == nodes.map(\.identifier))
  }

  @Test func `a node that is gone is forgotten`() throws {
    var world = try World(.calm, nodes: 1)
    world.pass()
    var keeper = ExhaustionKeeper()
    keeper.found["gone"] = []
    for _ in 0..<2 { _ = keeper.next(of: world.snapshot.nodes, at: world.now) }
    #expect(keeper.found.isEmpty)
  }
}
