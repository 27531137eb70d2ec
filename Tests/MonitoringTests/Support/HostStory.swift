import Basics
import Monitoring
import Telemetry

/// A host as a test tells of it: counters that grow by so much a second and gauges that stay, from a time on.
struct HostStory {
  private var figures: [String: [(from: Int64, value: Double)]] = [:]
  /// Seconds between two scrapes, and how many there are in all.
  static let (step, length): (Int64, Int64) = (15, 900)

  /// A host of four cores on which nothing is out of the ordinary.
  static let healthy: HostStory = {
    var story = HostStory()
    for core in 0..<4 {
      for (mode, share) in [("idle", 0.7), ("user", 0.2), ("system", 0.08), ("iowait", 0.02), ("steal", 0)] {
        story.set("node_cpu_seconds_total{cpu=\(core),mode=\(mode)}", share)
      }
    }
    story.setAll([
      "node_load1": 1.2, "node_procs_running": 2, "node_context_switches_total": 8_000,
      "node_pressure_cpu_waiting_seconds_total": 0.02, "node_pressure_io_waiting_seconds_total": 0.01,
      "node_pressure_memory_stalled_seconds_total": 0, "node_memory_MemTotal_bytes": 16e9,
      "node_memory_MemAvailable_bytes": 9e9, "node_vmstat_pgmajfault": 3, "node_vmstat_pswpin": 0,
      "node_vmstat_pswpout": 0, "node_vmstat_oom_kill": 0,
    ])
    story.disk(busy: 0.2, perSecond: 100, inside: 0.3)
    story.set("node_network_transmit_bytes_total{device=eth0}", 1e7)
    story.set("node_network_receive_bytes_total{device=eth0}", 1e7)
    story.set("node_network_speed_bytes{device=eth0}", 1.25e8)
    story.set("node_netstat_Tcp_OutSegs", 8_000)
    story.set("node_netstat_Tcp_RetransSegs", 4)
    return story
  }()

  mutating func set(_ column: String, _ value: Double, from: Int64 = 0) {
    figures[column, default: []].append((from, value))
  }

  mutating func setAll(_ values: [String: Double], from: Int64 = 0) {
    for (column, value) in values { set(column, value, from: from) }
  }

  /// What the host does not tell.
  mutating func hide(_ part: String) { figures = figures.filter { !$0.key.contains(part) } }

  /// A disk that is busy for a part of the time, does so many requests a second, and holds so many at once.
  mutating func disk(busy: Double, perSecond: Double, inside: Double, waiting: Double? = nil, from: Int64 = 0)
  {
    setAll(
      [
        "node_disk_io_time_seconds_total{device=sda}": busy,
        "node_disk_reads_completed_total{device=sda}": perSecond / 2,
        "node_disk_writes_completed_total{device=sda}": perSecond / 2,
        "node_disk_read_time_seconds_total{device=sda}": perSecond / 2 * (waiting ?? inside / perSecond),
        "node_disk_write_time_seconds_total{device=sda}": perSecond / 2 * (waiting ?? inside / perSecond),
        "node_disk_io_time_weighted_seconds_total{device=sda}": inside,
        "node_disk_read_bytes_total{device=sda}": perSecond / 2 * 16_384,
        "node_disk_written_bytes_total{device=sda}": perSecond / 2 * 16_384,
      ], from: from)
  }

  /// All cores alike.
  mutating func cores(_ modes: [String: Double], from: Int64 = 0) {
    for core in 0..<4 {
      for (mode, share) in modes {
        set("node_cpu_seconds_total{cpu=\(core),mode=\(mode)}", share, from: from)
      }
    }
  }

  /// What is found at the end of the story.
  func diagnosis(_ book: ResourceBook) -> Diagnosis {
    let names = figures.keys.sorted()
    let host = Host(names)
    var (head, totals) = (Head(), [Double](repeating: 0, count: names.count))
    for time in stride(from: 0, through: Self.length, by: Int(Self.step)) {
      let values = names.indices.map { place in
        let value = figures[names[place]]?.last { $0.from <= time }?.value ?? 0
        totals[place] += value * Double(Self.step)
        return Self.isCounter(names[place]) ? totals[place] : value
      }
      head.append(host.scrape(at: time, values))
    }
    let series = HostSeries(host: "instance=\"vm\"", recent: head, history: head, now: second(Self.length))
    return Diagnosis(of: series, by: book)
  }

  private static func isCounter(_ column: String) -> Bool {
    let name = column.prefix { $0 != "{" }
    return name.hasSuffix("_total") || name.hasPrefix("node_vmstat") || name.hasPrefix("node_netstat")
  }
}
