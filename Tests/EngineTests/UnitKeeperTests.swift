import Basics
import Engine
import Model
import Monitoring
import Scheduling
import Store
import Telemetry
import Testing

/// A house of three nodes of 4 cores and 8 GiB, whose units the test plants.
private struct UnitHouse {
  /// A unit as a node tells of it.
  struct Planted {
    var name: Labels
    var cores: Double
    var memory = 1.0
    var quota: Double?

    init(_ name: String, cores: Double, memory: Double = 1, quota: Double? = nil) {
      self.init(["name": name], cores: cores, memory: memory, quota: quota)
    }

    init(_ name: Labels, cores: Double, memory: Double = 1, quota: Double? = nil) {
      (self.name, self.cores, self.memory, self.quota) = (name, cores, memory, quota)
    }
  }

  private let engine: Engine
  private(set) var now = World.start
  private(set) var snapshot: Snapshot
  private var seconds: [String: Double] = [:]
  private var layouts: [Labels: Layout] = [:]
  var units: [String: [Planted]] = [:]
  /// Whether an exporter of its own tells of the units.
  var unitsApart = false
  var silent: Set<String> = []
  /// The instances whose pages cannot be read.
  var failing: Set<String> = []
  /// The part of a node's processors that is busy, with units or not.
  var busy = 0.5
  static let gibibyte = 1_073_741_824.0

  init() throws {
    var configuration = World.configuration
    configuration.keepsScrapes = false
    engine = Engine(store: try Store(), configuration: configuration)
    snapshot = engine.advance(to: now, beat: Beat(pid: 1, boot: "test", uptime: .zero))
  }

  mutating func pass(_ span: Span) {
    let end = now + span
    while now < end {
      now = now + .seconds(15)
      let observations = ["n1:9100", "n2:9100", "n3:9100"].filter { !silent.contains($0) }
        .flatMap { scrapes(of: $0) }
      snapshot = engine.advance(
        to: now, beat: Beat(pid: 1, boot: "test", uptime: now - World.start),
        taking: observations.map(Observation.scrape))
    }
  }

  private mutating func scrapes(of node: String) -> [Scrape] {
    let labels: Labels = ["instance": node, "job": "node", "region": "eu", "zone": "a", "tier": "edge"]
    let passed = (now - World.start).seconds
    var host: [(Layout.Column, Double)] = [
      (Layout.Column("node_load1"), 1), (Layout.Column("node_memory_MemTotal_bytes"), 8 * Self.gibibyte),
      (Layout.Column("node_memory_MemAvailable_bytes"), 6 * Self.gibibyte),
    ]
    for core in 0..<4 {
      for (mode, part) in [("user", busy), ("idle", 1 - busy)] {
        let name: Labels = ["cpu": "\(core)", "mode": mode]
        host.append((Layout.Column("node_cpu_seconds_total", name), passed * part))
      }
    }
    let told = unitColumns(of: node)
    guard unitsApart else { return [scrape(labels, host + told)] }
    let exporter = labels.setting("instance", to: node.replacing("9100", with: "8080"))
    return [scrape(labels, host), scrape(exporter.setting("job", to: "cadvisor"), told)]
  }

  private mutating func unitColumns(of node: String) -> [(Layout.Column, Double)] {
    (units[node] ?? []).flatMap { unit -> [(Layout.Column, Double)] in
      let total = seconds["\(node) \(unit.name)", default: 0] + unit.cores * 15
      seconds["\(node) \(unit.name)"] = total
      let quota = unit.quota.map { [(Layout.Column("container_spec_cpu_quota", unit.name), $0 * 1e5)] } ?? []
      return [
        (Layout.Column("container_cpu_usage_seconds_total", unit.name), total),
        (Layout.Column("container_memory_working_set_bytes", unit.name), unit.memory * Self.gibibyte),
        (Layout.Column("container_spec_cpu_period", unit.name), 1e5),
      ] + quota
    }
  }

  private mutating func scrape(_ source: Labels, _ told: [(Layout.Column, Double)]) -> Scrape {
    let isUp = !failing.contains(source["instance"])
    let columns =
      (isUp ? told : [])
      + [(Layout.Column("up"), isUp ? 1 : 0), (Layout.Column("scrape_duration_seconds"), 0.01)]
    let names = columns.map(\.0)
    // A steady source has one layout.
    if layouts[source]?.columns != names { layouts[source] = Layout(names) }
    return Scrape(source: source, at: now, layout: layouts[source] ?? Layout(names), values: columns.map(\.1))
  }
}

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
