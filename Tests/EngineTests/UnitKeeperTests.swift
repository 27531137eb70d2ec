import Basics
import Engine
import Model
import Monitoring
import Scheduling
import Store
import Telemetry
import Testing

@Suite struct UnitKeeperTests {
  private func house() throws -> UnitHouse {
    var house = try UnitHouse()
    house.units["n1:9100"] = [
      .init("checkout", cores: 1.5, memory: 2, quota: 2), .init("search", cores: 0.5),
    ]
    house.units["n2:9100"] = [.init("search", cores: 0.25)]
    return house
  }

  @Test func `units are told with their node, what they use and what they may use, the greatest first`()
    throws
  {
    var house = try house()
    house.pass(.minutes(2))
    let units = house.snapshot.units
    #expect(units.map(\.identifier) == ["n1:9100/checkout", "n1:9100/search", "n2:9100/search"])
    let checkout = try #require(units.first)
    #expect(abs((checkout.cores ?? 0) - 1.5) < 0.001 && checkout.memory == 2 * UnitHouse.gibibyte)
    #expect(checkout.quota == 2 && units[1].quota == nil)
    #expect(abs((checkout.share ?? 0) - 0.375) < 0.001)
    #expect(
      checkout.since == World.start + .seconds(15) && checkout.address.description == "unit/n1:9100/checkout")
  }

  @Test func `an exporter of its own on the same host tells of the node's units`() throws {
    var house = try house()
    house.unitsApart = true
    house.pass(.minutes(2))
    #expect(Set(house.snapshot.units.map(\.node)) == ["n1:9100", "n2:9100"])
    #expect(house.snapshot.units.first?.share != nil)
  }

  @Test func `a unit that several nodes have belongs to each, is not moved and holds no drain up`() throws {
    var house = try house()
    house.pass(.minutes(1))
    #expect(house.snapshot.units.filter(\.isBound).map(\.identifier) == ["n1:9100/search", "n2:9100/search"])
    let search = try #require(house.snapshot.units.first { $0.name == "search" })
    let advice = PlacementAdvice(for: search, in: house.snapshot.cluster, by: "balanced")
    #expect(advice?.verdict == .bound)
    house.units["n2:9100"] = []
    house.pass(.minutes(6))
    #expect(house.snapshot.units.filter(\.isBound).isEmpty)
  }

  @Test func `a node whose page cannot be read any more is lost, and so are its units`() throws {
    var house = try house()
    house.pass(.minutes(1))
    house.failing = ["n1:9100"]
    house.pass(.minutes(6))
    #expect(house.snapshot.node("n1:9100")?.state == .lost)
    let lost = house.snapshot.units.filter { $0.state == .lost }
    #expect(lost.map(\.identifier) == ["n1:9100/checkout", "n1:9100/search"])
    #expect(lost.map(\.isBound) == [false, true] && lost.map(\.needsPlace) == [true, false])
    house.failing = []
    house.pass(.minutes(1))
    #expect(Set(house.snapshot.units.map(\.state)) == [.running])
  }

  @Test func `where only the page that tells of units fails, they are soon not told of any more`() throws {
    var house = try house()
    house.unitsApart = true
    house.pass(.minutes(1))
    house.failing = ["n1:8080"]
    house.pass(.minutes(4))
    #expect(house.snapshot.units.map(\.state) == [.running, .running, .running])
    house.pass(.minutes(3))
    #expect(Set(house.snapshot.units.map(\.node)) == ["n2:9100"])
  }

  @Test func `what a node had stopped telling of before it was lost is not lost with it`() throws {
    var house = try house()
    house.unitsApart = true
    house.pass(.minutes(1))
    house.failing = ["n1:8080"]
    house.pass(.minutes(7))
    house.silent = ["n1:9100"]
    house.pass(.minutes(6))
    #expect(house.snapshot.node("n1:9100")?.state == .lost)
    #expect(house.snapshot.units.filter { $0.state == .lost }.isEmpty)
  }

  @Test func `under Kubernetes a unit is a container of a pod, and neither its sandbox nor its group`() throws
  {
    var house = try UnitHouse()
    house.units["n1:9100"] = [
      .init(["pod": "cart-7f", "container": "app", "name": "k8s_0a1b"], cores: 1),
      .init(["pod": "cart-7f", "container": "POD", "name": "k8s_ffff"], cores: 0.01),
      .init(["pod": "cart-7f"], cores: 1), .init(["id": "/system.slice"], cores: 2),
    ]
    house.pass(.minutes(1))
    #expect(house.snapshot.units.map(\.name) == ["cart-7f/app"])
    #expect(UnitView.node(of: "n1:9100/cart-7f/app") == "n1:9100")
  }

  @Test func `a unit that began anew is measured from there`() throws {
    var house = try house()
    house.pass(.minutes(2))
    let name: Labels = ["name": "search"]
    house.units["n2:9100"] = [.init(name.setting("restarted", to: "yes"), cores: 3)]
    house.pass(.minutes(2))
    let unit = try #require(house.snapshot.unit("n2:9100/search"))
    #expect(abs((unit.cores ?? 0) - 3) < 0.001)
  }

  @Test func `the units of a lost node come first and need another place`() throws {
    var house = try house()
    house.units["n2:9100"] = [.init("index", cores: 0.25)]
    house.pass(.minutes(1))
    house.silent = ["n2:9100"]
    house.pass(.minutes(5))
    #expect(house.snapshot.units.map(\.state) == [.lost, .running, .running])
    #expect(house.snapshot.units.first?.identifier == "n2:9100/index")
    let advice = try #require(
      PlacementAdvice(for: house.snapshot.units[0], in: house.snapshot.cluster, by: "least-allocated"))
    #expect(advice.verdict == .replaced("n3:9100"))
    let here = try #require(advice.rows.first { $0.isHere })
    #expect(here.refusals.map(\.words.english) == ["the node is lost"])
  }

  @Test func `a unit that its node tells of no more is gone`() throws {
    var house = try house()
    house.pass(.minutes(1))
    house.units["n2:9100"] = []
    house.pass(.minutes(1))
    #expect(Set(house.snapshot.units.map(\.node)) == ["n1:9100"])
  }

  @Test func `what is in use beside units is not free`() throws {
    var house = try house()
    house.busy = 0.75
    house.pass(.minutes(2))
    let view = house.snapshot.cluster
    let third = try #require(view.number(of: "n3:9100"))
    #expect(view.cluster.rooms[third].free[.cpu] == 1_000)
    #expect(abs((view.shares?.cores ?? 0) - 2.25 / 12) < 0.001)
  }

  @Test func `a node has its place, its tier and a price`() throws {
    var house = try house()
    house.pass(.minutes(1))
    let kind = house.snapshot.cluster.cluster.kind(of: 0)
    #expect(kind.region == "eu" && kind.zone == "a" && kind.tier == .edge)
    #expect(kind.cpu == 4_000 && kind.memory == 8_192 && kind.price == 60)
  }

  @Test func `nothing is made where nobody tells of units`() throws {
    var house = try UnitHouse()
    house.pass(.minutes(1))
    #expect(house.snapshot.units.isEmpty && house.snapshot.cluster.revision == 0)
  }
}
