import Basics
import Telemetry

/// What one node's own screen shows beyond its vitals, from two scrapes of it.
public struct NodeDetail: Sendable {
  /// One processor and how its time was spent, as shares.
  public struct Core: Sendable {
    public let name: String
    public let busy: Float
    public let user: Float
    public let system: Float
    public let iowait: Float
  }

  /// One disk; rates a second.
  public struct Disk: Sendable {
    public let name: String
    public let read: Float
    public let written: Float
    public let operations: Float
    public let busy: Float
    /// Requests waiting or in hand, on average.
    public let queue: Float
  }

  /// One mounted filesystem.
  public struct Filesystem: Sendable {
    public let mountpoint: String
    public let device: String
    public let type: String
    public let size: Double
    public let available: Double
    public let isReadOnly: Bool
    public var used: Float { size > 0 ? Float(1 - available / size) : .nan }
  }

  /// One network interface; rates a second.
  public struct Interface: Sendable {
    public let name: String
    public let received: Float
    public let sent: Float
    public let packets: Float
    public let errors: Float
    public let drops: Float
    public let isUp: Bool
  }

  public let cores: [Core]
  public let disks: [Disk]
  public let filesystems: [Filesystem]
  public let interfaces: [Interface]
  private let now: Scrape

  public init(_ current: Scrape, after previous: Scrape?) {
    let interval = Interval(now: current, before: previous?.layout === current.layout ? previous : nil)
    now = current
    cores = Self.cores(interval)
    disks = Self.disks(interval)
    filesystems = Self.filesystems(current)
    interfaces = Self.interfaces(interval)
  }

  /// A metric of the node that has only one series, such as `node_boot_time_seconds`.
  public func value(_ metric: String) -> Double? { now.value(metric) }

  /// A label of an information metric, such as `release` of `node_uname_info`.
  public func label(_ label: String, of metric: String) -> String? {
    now.layout.first(metric).map { now.layout.columns[$0].labels[label] }
  }
}

extension NodeDetail {
  /// The columns of a metric by the value of one label, in their order.
  private static func columns(_ metric: String, by label: String, _ layout: Layout) -> [(
    name: String, column: Int
  )] {
    layout.columns(of: metric).map { (layout.columns[$0].labels[label], $0) }
  }

  private static func cores(_ interval: Interval) -> [Core] {
    let layout = interval.now.layout
    var order: [String] = []
    var modes: [String: [String: Int]] = [:]
    for column in layout.columns(of: "node_cpu_seconds_total") {
      let labels = layout.columns[column].labels
      if modes[labels["cpu"]] == nil { order.append(labels["cpu"]) }
      modes[labels["cpu"], default: [:]][labels["mode"]] = column
    }
    return order.map { core(named: $0, modes[$0] ?? [:], interval) }
  }

  private static func core(named name: String, _ modes: [String: Int], _ interval: Interval) -> Core {
    guard let total = interval.increase(of: Array(modes.values)), total > 0 else {
      return Core(name: name, busy: .nan, user: .nan, system: .nan, iowait: .nan)
    }
    func share(_ names: String...) -> Float {
      Float((interval.increase(of: names.compactMap { modes[$0] }) ?? 0) / total)
    }
    return Core(
      name: name, busy: 1 - share("idle", "iowait"), user: share("user", "nice"),
      system: share("system", "irq", "softirq"), iowait: share("iowait"))
  }

  private static func disks(_ interval: Interval) -> [Disk] {
    let layout = interval.now.layout
    return columns("node_disk_io_time_seconds_total", by: "device", layout).map { name, _ in
      func rate(_ metrics: String...) -> Float {
        let found = metrics.compactMap { layout.position(of: Layout.Column($0, ["device": name])) }
        return interval.rate(of: found) ?? .nan
      }
      return Disk(
        name: name, read: rate("node_disk_read_bytes_total"), written: rate("node_disk_written_bytes_total"),
        operations: rate("node_disk_reads_completed_total", "node_disk_writes_completed_total"),
        busy: min(rate("node_disk_io_time_seconds_total"), 1),
        queue: rate("node_disk_io_time_weighted_seconds_total"))
    }
  }

  private static func filesystems(_ scrape: Scrape) -> [Filesystem] {
    let layout = scrape.layout
    return layout.columns(of: "node_filesystem_size_bytes").map { column in
      let labels = layout.columns[column].labels
      func value(_ metric: String) -> Double {
        layout.position(of: Layout.Column(metric, labels)).map { scrape.values[$0] } ?? .nan
      }
      return Filesystem(
        mountpoint: labels["mountpoint"], device: labels["device"], type: labels["fstype"],
        size: scrape.values[column], available: value("node_filesystem_avail_bytes"),
        isReadOnly: value("node_filesystem_readonly") == 1)
    }
  }

  private static func interfaces(_ interval: Interval) -> [Interface] {
    let layout = interval.now.layout
    return columns("node_network_receive_bytes_total", by: "device", layout).map { name, _ in
      func rate(_ metrics: String...) -> Float {
        let found = metrics.compactMap {
          layout.position(of: Layout.Column("node_network_\($0)_total", ["device": name]))
        }
        return interval.rate(of: found) ?? .nan
      }
      let up = layout.position(of: Layout.Column("node_network_up", ["device": name])).map {
        interval.now.values[$0]
      }
      return Interface(
        name: name, received: rate("receive_bytes"), sent: rate("transmit_bytes"),
        packets: rate("receive_packets", "transmit_packets"), errors: rate("receive_errs", "transmit_errs"),
        drops: rate("receive_drop", "transmit_drop"), isUp: up.map { $0 == 1 } ?? true)
    }
  }
}
