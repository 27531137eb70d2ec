import Basics
import Community
import Costs
import Engine
import Model
import Monitoring
import Roadmap
import Simulation
import Store
import Testing

@Suite struct EngineTests {
  @Test func `a node that goes silent is stale, then lost, then back`() throws {
    var world = try World(nodes: 1)
    for _ in 0..<4 { world.pass() }
    #expect(world.snapshot.nodes[0].state == .up)
    world.pass(.seconds(60), silent: true)
    #expect(world.snapshot.nodes[0].state == .stale)
    world.pass(.minutes(5), silent: true)
    #expect(world.snapshot.nodes[0].state == .lost && world.snapshot.nodes[0].severity == .act)
    #expect(world.snapshot.log.contains { $0.kind == .nodeLost })
    world.pass()
    #expect(world.snapshot.nodes[0].state == .up)
    #expect(world.snapshot.log.contains { $0.kind == .nodeBack })
  }

  @Test func `alerts, plan and values are there again after a restart`() throws {
    var world = try World(.rush, nodes: 12)
    for _ in 0..<40 { world.pass() }
    try world.order(Order.Draft(.set, Address(.milestone, "B-1.2"), ["field": "progress", "value": "40"]))
    try world.order(
      Order.Draft(.observe, Address(.indicator, "B-K01"), ["value": "700", "day": "2026-03-01"]))
    let before = world.pass()
    #expect(before.digest.alerts.firing > 0)
    world.restart()
    let after = world.snapshot
    #expect(Set(after.alerts.map(\.alert.identifier)) == Set(before.alerts.map(\.alert.identifier)))
    #expect(after.plan.find("B-1.2")?.item.state.progress == 0.4)
    #expect(after.board.readings["B-K01"]?.contains { $0.value == 700 } == true)
    #expect(after.costs.ever.provisioned.rounded(to: 6) == before.costs.ever.provisioned.rounded(to: 6))
  }

  @Test func `an order is carried out once, with its history, and can be undone`() throws {
    var world = try World(nodes: 1)
    let set = try world.order(
      Order.Draft(.set, Address(.milestone, "B-1.2"), ["field": "owner", "value": "Ada"]))
    world.pass()
    #expect(world.snapshot.plan.find("B-1.2")?.item.state.owner == "Ada")
    #expect(try world.store.order(set.identifier)?.status == .done)
    let inverse = try #require(try world.store.order(set.identifier)?.inverse)
    try world.order(inverse)
    world.pass()
    #expect(world.snapshot.plan.find("B-1.2")?.item.state.owner == nil)
    #expect(try world.store.orders(about: Address(.milestone, "B-1.2"), limit: 9).count == 2)
  }

  @Test func `an acknowledged alert needs nobody, and stays so`() throws {
    var world = try World(.rush, nodes: 12)
    for _ in 0..<45 { world.pass() }
    let needing = try #require(world.snapshot.alerts.first { $0.needsSomeone })
    try world.order(Order.Draft(.acknowledge, needing.alert.address, reason: "on it"))
    world.pass()
    let now = try #require(world.snapshot.alert(needing.alert.identifier))
    #expect(!now.needsSomeone && now.alert.acknowledgement?.by == "test")
  }

  @Test(arguments: [Span.hours(-2), .hours(2)])
  func `a clock that is set loses no node and no alert`(step: Span) throws {
    var world = try World(.rush, nodes: 8)
    for _ in 0..<40 { world.pass() }
    let before = Set(world.snapshot.nodes.map(\.identifier))
    world.pass(stepping: step)
    for _ in 0..<3 { world.pass() }
    #expect(Set(world.snapshot.nodes.map(\.identifier)) == before)
    #expect(world.snapshot.nodes.allSatisfy { $0.state == .up })
  }

  @Test func `a full store is said, nothing saved is lost, and it goes on when there is room`() throws {
    var world = try World(nodes: 3)
    for _ in 0..<3 { world.pass() }
    let pages = try #require(try world.store.database.number("PRAGMA page_count"))
    try world.store.database.execute("PRAGMA max_page_count = \(pages)")
    for _ in 0..<30 { world.pass() }
    #expect(world.snapshot.store.trouble == .full)
    #expect(world.snapshot.nodes.allSatisfy { $0.state == .up })
    try world.store.database.execute("PRAGMA max_page_count = 1000000")
    world.pass()
    #expect(world.snapshot.store.fault == nil)
    let told = world.snapshot.log.map(\.kind)
    #expect(told.count { $0 == .storeFailed } == 1 && told.count { $0 == .storeRecovered } == 1)
  }

  @Test func `a silence lasts a year at most`() throws {
    var world = try World(.rush, nodes: 12)
    for _ in 0..<45 { world.pass() }
    let alert = try #require(world.snapshot.alerts.first).alert
    for (length, isRefused) in [("292471208y", true), ("0s", true), ("367d", true), ("2h", false)] {
      let order = try world.order(Order.Draft(.silence, alert.address, ["duration": length]))
      world.pass()
      let decided = try #require(try world.store.order(order.identifier))
      #expect(decided.status == (isRefused ? .refused : .done), "\(length)")
      #expect(!isRefused || decided.outcome == "bad_duration \(length)")
    }
  }

  @Test(arguments: [("0.9", 0.9), ("90 %", 0.9), ("1.2", nil), ("85", nil)] as [(String, Double?)])
  func `a share is entered as a percentage or as a number from 0 to 1`(text: String, value: Double?) throws {
    var world = try World(nodes: 1)
    try world.order(Order.Draft(.observe, Address(.indicator, "A-K02"), ["value": text]))
    world.pass()
    let entered = world.snapshot.board.readings["A-K02"]?.last { $0.provenance == .manual }
    #expect(entered?.value == value)
  }

  @Test func `of two values entered at once one can be withdrawn`() throws {
    var world = try World(nodes: 1)
    let first = try world.order(Order.Draft(.observe, Address(.indicator, "B-K01"), ["value": "1"]))
    try world.order(Order.Draft(.observe, Address(.indicator, "B-K01"), ["value": "2"]))
    world.pass()
    try world.order(try #require(try world.store.order(first.identifier)?.inverse))
    world.pass()
    world.restart()
    let left = world.snapshot.board.readings["B-K01"]?.filter { $0.provenance == .manual }
    #expect(left?.map(\.value) == [2])
  }

  @Test func `what was ordered just before the end is carried out`() throws {
    let world = try World(nodes: 1)
    let order = try world.order(
      Order.Draft(.set, Address(.milestone, "B-1.2"), ["field": "owner", "value": "Ada"]))
    world.stop()
    #expect(try world.store.order(order.identifier)?.status == .done)
  }
}
