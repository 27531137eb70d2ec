import Basics
import Model
import Telemetry

/// One node with its counters.
struct SimulatedNode: Sendable {
  let labels: Labels
  private let isEdge: Bool
  private let cores: Int
  private let memory: Double
  private let disk: Double
  private let bootTime: Double
  private var load: Double
  private var used: Double
  private var filled: Double
  private var counters = Counters()
  private var units: [SimulatedUnit] = []
  /// The part of its own work and memory that units do which are elsewhere now.
  private var gone = (work: 0.0, memory: 0.0)
  private var demand = 0.0
  /// The last migration that each unit was loaded or released for.
  private var fences: [String: Int64] = [:]
  private var layout: Layout

  /// What only ever grows.
  private struct Counters {
    var user = 0.0
    var system = 0.0
    var iowait = 0.0
    var idle = 0.0
    var diskBusy = 0.0
    var diskRead = 0.0
    var diskWritten = 0.0
    var received = 0.0
    var sent = 0.0
    var segments = 0.0
    var retransmits = 0.0
    var cpuPressure = 0.0
    var memoryPressure = 0.0
    var ioPressure = 0.0
  }

  init(labels: Labels, isEdge: Bool, start: Instant, _ chance: inout Chance) {
    self.labels = labels
    self.isEdge = isEdge
    cores = isEdge ? 4 : 8
    memory = Double(isEdge ? 8 : 32) * 1_073_741_824
    disk = Double(isEdge ? 64 : 256) * 1e9
    bootTime = (start.seconds - chance.number(in: 1...40) * 86_400).rounded()
    load = 0.3
    used = chance.number(in: 0.35...0.6)
    filled = chance.number(in: 0.2...0.7)
    layout = isEdge ? Self.edge : Self.cloud
  }

  /// Lets time pass under a demand, a part of all that the node can do.
  mutating func live(for span: Span, demand: Double, _ chance: inout Chance) {
    let seconds = span.seconds
    self.demand = demand
    let wanted = demand * (1 - gone.work) + guests.cores / Double(cores)
    load += (wanted + chance.number(in: -0.05...0.05) - load) * min(1, seconds / 30 + 0.2)
    load = min(max(load, 0.01), 1)
    workUnits(for: seconds, given: wanted > 0 ? min(1, load / wanted) : 0)
    used = min(max(used + chance.number(in: -0.004...0.004) + (load > 0.9 ? 0.002 : 0), 0.2), 0.97)
    filled = min(filled + chance.number(in: 0...0.00002), 0.98)
    let work = seconds * Double(cores)
    counters.user += (work * load * 0.72).rounded(toPlaces: 2)
    counters.system += (work * load * 0.22).rounded(toPlaces: 2)
    counters.iowait += (work * 0.02).rounded(toPlaces: 2)
    counters.idle += (work * max(0, 0.98 - load * 0.94)).rounded(toPlaces: 2)
    counters.diskBusy += (seconds * min(1, load * 0.4 + chance.number(in: 0...0.1))).rounded(toPlaces: 3)
    counters.diskRead += (seconds * load * 9e6 * chance.number(in: 0.7...1.3)).rounded()
    counters.diskWritten += (seconds * load * 4e6 * chance.number(in: 0.7...1.3)).rounded()
    counters.received += (seconds * load * 38e6 * chance.number(in: 0.8...1.2)).rounded()
    counters.sent += (seconds * load * 55e6 * chance.number(in: 0.8...1.2)).rounded()
    counters.segments += (seconds * load * 40_000).rounded()
    counters.retransmits += (seconds * load * (load > 0.9 ? 60 : 4)).rounded()
    counters.cpuPressure += (seconds * max(0, load - 0.7) * 1.6).rounded(toPlaces: 3)
    counters.memoryPressure += (seconds * max(0, used - 0.9)).rounded(toPlaces: 3)
    counters.ioPressure += (seconds * 0.02).rounded(toPlaces: 3)
  }

  /// - Parameter part: how much of what units want they get.
  private mutating func workUnits(for seconds: Double, given part: Double) {
    for place in units.indices { units[place].seconds += seconds * cores(of: units[place]) * part }
  }

  /// The cores that a unit wants.
  private func cores(of unit: SimulatedUnit) -> Double {
    unit.away?.cores ?? unit.work * demand * Double(cores) * 0.94
  }

  private func bytes(of unit: SimulatedUnit) -> Double { unit.away?.memory ?? unit.memory * memory * used }

  /// What units from elsewhere use.
  private var guests: (cores: Double, memory: Double) {
    units.reduce((0, 0)) { ($0.0 + ($1.away?.cores ?? 0), $0.1 + ($1.away?.memory ?? 0)) }
  }

  func scrape(at now: Instant) -> Scrape {
    let inUse = min(0.99, used * (1 - gone.memory) + guests.memory / memory)
    let perCore = (0..<cores).flatMap { _ in
      [counters.user, counters.system, counters.iowait, counters.idle].map {
        ($0 / Double(cores)).rounded(toPlaces: 2)
      }
    }
    let free = disk * (1 - filled)
    let values: [Double] = [
      now.seconds, bootTime, load * Double(cores), load * Double(cores) * 0.95, load * Double(cores) * 0.9,
      (load * Double(cores)).rounded() + 1, memory, (memory * (1 - inUse)).rounded(), 4e9, 3.6e9, disk,
      free.rounded(), 0,
      counters.diskBusy, counters.diskRead, counters.diskWritten, (counters.diskRead / 65_536).rounded(),
      (counters.diskWritten / 65_536).rounded(), (counters.diskBusy * 1.4).rounded(toPlaces: 3),
      counters.received,
      counters.sent, 0, 0, 0, 0, 1, counters.segments, counters.retransmits, counters.cpuPressure,
      counters.memoryPressure, counters.ioPressure, 0, 1, 1,
    ]
    let told = units.flatMap { $0.values(memory: bytes(of: $0)) }
    return Scrape(source: labels, at: now, layout: layout, values: values + perCore + told)
  }

  private static let cloud = layout(cores: 8, release: "6.8.0-cloud")
  private static let edge = layout(cores: 4, release: "6.6.0-edge")

  /// The columns in the order of `scrape`.
  private static func layout(cores: Int, release: String) -> Layout {
    let disk: Labels = ["device": "nvme0n1"]
    let files: Labels = ["device": "/dev/nvme0n1p1", "fstype": "ext4", "mountpoint": "/"]
    let network: Labels = ["device": "eth0"]
    let modes = ["user", "system", "iowait", "idle"]
    let columns: [(String, Labels)] =
      [
        ("node_time_seconds", [:]), ("node_boot_time_seconds", [:]), ("node_load1", [:]), ("node_load5", [:]),
        ("node_load15", [:]), ("node_procs_running", [:]), ("node_memory_MemTotal_bytes", [:]),
        ("node_memory_MemAvailable_bytes", [:]), ("node_memory_SwapTotal_bytes", [:]),
        ("node_memory_SwapFree_bytes", [:]), ("node_filesystem_size_bytes", files),
        ("node_filesystem_avail_bytes", files), ("node_filesystem_readonly", files),
        ("node_disk_io_time_seconds_total", disk), ("node_disk_read_bytes_total", disk),
        ("node_disk_written_bytes_total", disk), ("node_disk_reads_completed_total", disk),
        ("node_disk_writes_completed_total", disk), ("node_disk_io_time_weighted_seconds_total", disk),
        ("node_network_receive_bytes_total", network), ("node_network_transmit_bytes_total", network),
        ("node_network_receive_errs_total", network), ("node_network_transmit_errs_total", network),
        ("node_network_receive_drop_total", network), ("node_network_transmit_drop_total", network),
        ("node_network_up", network), ("node_netstat_Tcp_OutSegs", [:]),
        ("node_netstat_Tcp_RetransSegs", [:]),
        ("node_pressure_cpu_waiting_seconds_total", [:]), ("node_pressure_memory_waiting_seconds_total", [:]),
        ("node_pressure_io_waiting_seconds_total", [:]), ("node_vmstat_oom_kill", [:]),
        ("node_uname_info", ["release": release, "sysname": "Linux"]),
        ("node_os_info", ["pretty_name": "Debian GNU/Linux 12"]),
      ]
      + (0..<cores).flatMap { core in
        modes.map { ("node_cpu_seconds_total", ["cpu": String(core), "mode": $0] as Labels) }
      }
    return Layout(columns.map { Layout.Column($0.0, $0.1) })
  }

  private mutating func tellOfUnits() {
    layout = Layout((isEdge ? Self.edge : Self.cloud).columns + units.flatMap(\.columns))
  }

  /// A plausible set of processes; a name from outside that tries to be clever is among them.
  func processes(at now: Instant, _ chance: inout Chance) -> ProcessTable {
    let names = [
      ("unit-runner", "unit-runner --modality visual --replicas 3"), ("ghost-cache", "ghost-cache --edge"),
      ("postgres", "postgres: checkpointer"), ("envoy", "envoy -c /etc/envoy.yaml"),
      ("sshd", "sshd: ops@pts/0"),
      ("日志收集", "日志收集 --输出 /var/log"), ("evil\u{1B}[2Jname", "evil\u{1B}[2Jname --title \u{1B}]0;gone\u{07}"),
    ]
    let rows = names.enumerated().map { index, name in
      ProcessReading(
        pid: 700 + index * 37, name: name.0, command: name.1, user: index < 2 ? "binnacle" : "root",
        state: index == 0 ? "R" : "S", threads: 1 + index * 3,
        cpu: Float(load * Double(cores) / Double(1 << (index + 1))) * Float(chance.number(in: 0.8...1.2)),
        memory: (memory * used / Double(2 + index * 2)).rounded(), read: Float(index == 2 ? 2.5e6 : 0),
        written: Float(index == 2 ? 9e5 : index == 5 ? 4_096 : 0),
        startedAt: now - .hours(Int64(3 + index * 11)))
    }
    return ProcessTable(source: labels, at: now, total: 143, processes: rows)
  }
}

extension SimulatedNode {
  /// Gives the node the units it has from the start.
  mutating func settle(number: String, seed: UInt64) {
    units = SimulatedUnit.residents(isEdge: isEdge, cores: Double(cores), number: number, seed: seed)
    tellOfUnits()
  }

  /// A unit as it would go on elsewhere; nil where it is not here.
  func departing(_ name: String) -> SimulatedUnit? {
    units.first { $0.name == name }.map(departing)
  }

  private func departing(_ unit: SimulatedUnit) -> SimulatedUnit {
    var unit = unit
    unit.away = (cores(of: unit), bytes(of: unit))
    unit.seconds = 0
    return unit
  }

  /// Its units take what their groups give them from now on, not a part of what is asked of the node.
  mutating func pool() {
    gone = units.reduce(gone) { ($0.work + $1.work, $0.memory + $1.memory) }
    units = units.map(departing)
  }

  /// Gives each unit its share of its group's work, in cores.
  mutating func share(_ shares: [String: Double]) {
    for place in units.indices {
      let group = units[place].group
      units[place].away?.cores = shares[group] ?? 0
    }
  }

  /// A unit of a group, to start another like it; nil where there is none.
  func like(_ group: String) -> SimulatedUnit? { units.first { $0.group == group }.map(departing) }

  /// How many units of each group there are.
  func count(_ counts: inout [String: Int]) { for unit in units { counts[unit.group, default: 0] += 1 } }

  /// Loads a unit; nothing changes where it is here already, or a later migration has been here.
  mutating func load(_ unit: SimulatedUnit, for migration: Int64) {
    guard migration >= fences[unit.name, default: 0] else { return }
    fences[unit.name] = migration
    guard !units.contains(where: { $0.name == unit.name }) else { return }
    units.append(unit)
    tellOfUnits()
  }

  /// Lets a unit go; nothing changes where it is not here, or a later migration has brought it back.
  mutating func release(_ name: String, for migration: Int64) {
    guard migration >= fences[name, default: 0] else { return }
    fences[name] = migration
    guard let place = units.firstIndex(where: { $0.name == name }) else { return }
    let unit = units.remove(at: place)
    if unit.away == nil { gone = (gone.work + unit.work, gone.memory + unit.memory) }
    tellOfUnits()
  }
}

extension Double {
  /// Rounded to so many decimals, as counters of the kernel are.
  fileprivate func rounded(toPlaces places: Int) -> Double {
    let scale: Double = places == 2 ? 100 : 1_000
    return (self * scale).rounded() / scale
  }
}
