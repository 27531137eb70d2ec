import Basics
import Engine
import Model
import Store
import Telemetry

/// A house of three nodes of 4 cores and 8 GiB, whose units the test plants.
struct UnitHouse {
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

  private let store: Store
  private let engine: Engine
  private(set) var now = World.start
  private(set) var snapshot: Snapshot
  private var seconds: [String: Double] = [:]
  private var layouts: [Labels: Layout] = [:]
  var units: [String: [Planted]] = [:]
  /// The zones of nodes that are not in "a".
  var zones: [String: String] = [:]
  /// Whether an exporter of its own tells of the units.
  var unitsApart = false
  var silent: Set<String> = []
  /// The instances whose pages cannot be read.
  var failing: Set<String> = []
  /// The part of a node's processors that is busy, with units or not.
  var busy = 0.5
  static let gibibyte = 1_073_741_824.0

  init(_ change: (inout Configuration) -> Void = { _ in }) throws {
    var configuration = World.configuration
    configuration.keepsScrapes = false
    change(&configuration)
    store = try Store()
    engine = Engine(store: store, configuration: configuration)
    snapshot = engine.advance(to: now, beat: Beat(pid: 1, boot: "test", uptime: .zero))
  }

  func order(_ verb: Order.Verb, _ address: Address) throws {
    _ = try store.submit(Order.Draft(verb, address), by: "mei", from: "test", at: now)
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
    let labels: Labels = [
      "instance": node, "job": "node", "region": "eu", "zone": zones[node] ?? "a", "tier": "edge",
    ]
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
