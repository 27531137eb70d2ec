import Basics
import Telemetry

/// Works out a node's vitals from two scrapes of metrics named as node_exporter names them.
public struct VitalsReader {
  /// Where a layout keeps what the vitals need.
  private struct Plan {
    let layout: Layout
    /// The columns of a CPU's modes, by mode.
    let modes: [String: [Int]]
    let disksBusy: [Int]
    let diskRead: [Int]
    let diskWritten: [Int]
    let filesystems: [(available: Int, size: Int)]
    let received: [Int]
    let sent: [Int]
    let faults: [Int]
    let temperatures: [Int]
    let cores: Int
  }

  /// The plans of late: nodes that are alike share a layout, and others have one each.
  private var plans: [ObjectIdentifier: Plan] = [:]
  private static let mostPlans = 512

  public init() {}

  /// The vitals at the time of `current`. Rates need a scrape before it and are unknown without.
  public mutating func vitals(_ current: Scrape, after previous: Scrape?) -> Vitals {
    let plan = plan(for: current.layout)
    let before = previous.map { $0.layout === current.layout ? $0 : $0.arranged(as: current.layout) }
    let span = Interval(now: current, before: before)
    var vitals = Vitals()
    Self.readProcessor(&vitals, plan, span)
    Self.readMemory(&vitals, span)
    Self.readPressure(&vitals, span)
    Self.readDevices(&vitals, plan, span)
    return vitals
  }

  private mutating func plan(for layout: Layout) -> Plan {
    // A plan keeps its layout, so that no other comes to have its identity.
    if let known = plans[ObjectIdentifier(layout)] { return known }
    if plans.count >= Self.mostPlans { plans = [:] }
    let plan = Self.plan(of: layout)
    plans[ObjectIdentifier(layout)] = plan
    return plan
  }

  private static func plan(of layout: Layout) -> Plan {
    let processors = layout.columns(of: "node_cpu_seconds_total")
    func wired(_ metric: String) -> [Int] {
      layout.columns(of: metric).filter { layout.columns[$0].labels["device"] != "lo" }
    }
    return Plan(
      layout: layout,
      modes: Dictionary(grouping: processors) { layout.columns[$0].labels["mode"] },
      disksBusy: layout.columns(of: "node_disk_io_time_seconds_total"),
      diskRead: layout.columns(of: "node_disk_read_bytes_total"),
      diskWritten: layout.columns(of: "node_disk_written_bytes_total"),
      filesystems: filesystems(of: layout),
      received: wired("node_network_receive_bytes_total"),
      sent: wired("node_network_transmit_bytes_total"),
      faults: [
        "node_network_receive_errs_total", "node_network_transmit_errs_total",
        "node_network_receive_drop_total",
        "node_network_transmit_drop_total",
      ].flatMap(wired),
      temperatures: layout.columns(of: "node_thermal_zone_temp")
        + layout.columns(of: "node_hwmon_temp_celsius"),
      cores: Set(processors.map { layout.columns[$0].labels["cpu"] }).count)
  }

  /// The filesystems that can fill up: neither in memory nor read-only images.
  private static func filesystems(of layout: Layout) -> [(available: Int, size: Int)] {
    let passing: Set<String> = ["tmpfs", "devtmpfs", "ramfs", "squashfs", "iso9660", "overlay", "efivarfs"]
    return layout.columns(of: "node_filesystem_avail_bytes").compactMap { available in
      let labels = layout.columns[available].labels
      let size = layout.position(of: Layout.Column("node_filesystem_size_bytes", labels))
      guard let size, !passing.contains(labels["fstype"]) else { return nil }
      return (available, size)
    }
  }
}

extension VitalsReader {
  private static func readProcessor(_ vitals: inout Vitals, _ plan: Plan, _ span: Interval) {
    let spent = plan.modes.mapValues { span.increase(of: $0) }
    let total = spent.values.reduce(0) { $0 + ($1 ?? 0) }
    if total > 0 {
      func share(_ modes: String...) -> Float { Float(modes.reduce(0) { $0 + (spent[$1] ?? 0)! } / total) }
      let waiting = ["idle", "iowait"].reduce(0) { $0 + (spent[$1] ?? 0)! }
      vitals[.cpu] = Float((total - waiting) / total)
      vitals[.user] = share("user", "nice")
      vitals[.system] = share("system", "irq", "softirq")
      vitals[.iowait] = share("iowait")
      vitals[.steal] = share("steal")
    }
    if let load = span.now.value("node_load1"), plan.cores > 0 {
      vitals[.load] = Float(load / Double(plan.cores))
    }
    if let running = span.now.value("node_procs_running") { vitals[.runQueue] = Float(running) }
  }

  private static func readMemory(_ vitals: inout Vitals, _ span: Interval) {
    vitals[.memory] = span.used("node_memory_MemAvailable_bytes", of: "node_memory_MemTotal_bytes")
    vitals[.swap] = span.used("node_memory_SwapFree_bytes", of: "node_memory_SwapTotal_bytes")
  }

  private static func readPressure(_ vitals: inout Vitals, _ span: Interval) {
    vitals[.cpuPressure] = share(span.rate("node_pressure_cpu_waiting_seconds_total"))
    vitals[.memoryPressure] = share(span.rate("node_pressure_memory_waiting_seconds_total"))
    vitals[.ioPressure] = share(span.rate("node_pressure_io_waiting_seconds_total"))
    let sent = span.rate("node_netstat_Tcp_OutSegs")
    // Of a handful of segments a share says nothing.
    vitals[.retransmits] = sent >= 50 ? share(span.rate("node_netstat_Tcp_RetransSegs") / sent) : .nan
  }

  /// No more than all; a clock that was set makes a second look shorter than it was.
  private static func share(_ rate: Float) -> Float { rate.isNaN ? rate : min(rate, 1) }

  private static func readDevices(_ vitals: inout Vitals, _ plan: Plan, _ span: Interval) {
    vitals[.diskBusy] = plan.disksBusy.compactMap { span.rate(of: [$0]) }.max().map { min($0, 1) } ?? .nan
    vitals[.diskRead] = span.rate(of: plan.diskRead) ?? .nan
    vitals[.diskWrite] = span.rate(of: plan.diskWritten) ?? .nan
    vitals[.netIn] = span.rate(of: plan.received) ?? .nan
    vitals[.netOut] = span.rate(of: plan.sent) ?? .nan
    vitals[.netFaults] = span.rate(of: plan.faults) ?? .nan
    let values = span.now.values
    vitals[.fullness] =
      plan.filesystems.compactMap { filesystem in
        values[filesystem.size] > 0 ? Float(1 - values[filesystem.available] / values[filesystem.size]) : nil
      }.max() ?? .nan
    vitals[.temperature] = plan.temperatures.map { Float(values[$0]) }.filter { !$0.isNaN }.max() ?? .nan
  }
}

/// Two scrapes of one source, the earlier one possibly missing.
struct Interval {
  let now: Scrape
  let before: Scrape?

  var seconds: Double { before.map { (now.at - $0.at).seconds } ?? 0 }

  /// How much counters grew together; one that fell was reset and counts from zero, one that was not told before does
  /// not count. Nil without any earlier value.
  func increase(of columns: [Int]) -> Double? {
    guard let before, seconds > 0 else { return nil }
    var (sum, known) = (0.0, 0)
    for column in columns {
      let (new, old) = (now.values[column], before.values[column])
      if old.isNaN { continue }
      sum += new >= old ? new - old : new
      known += 1
    }
    return known > 0 ? sum : nil
  }

  func rate(of columns: [Int]) -> Float? { increase(of: columns).map { Float($0 / seconds) } }

  func rate(_ metric: String) -> Float { rate(of: now.layout.columns(of: metric)) ?? .nan }

  /// The share of `total` that is not `free`; unknown when there is nothing in all.
  func used(_ free: String, of total: String) -> Float {
    guard let free = now.value(free), let total = now.value(total), total > 0 else { return .nan }
    return Float(1 - free / total)
  }
}

extension Scrape {
  /// The same values where another layout has them, not-a-number for what was not told: a series that comes or goes
  /// leaves the others their rates.
  fileprivate func arranged(as other: Layout) -> Scrape {
    let values = other.columns.map { column in
      self.layout.columns(of: column.name).first { self.layout.columns[$0].labels == column.labels }
        .map { self.values[$0] } ?? .nan
    }
    return Scrape(source: source, at: at, layout: other, values: values)
  }
}
