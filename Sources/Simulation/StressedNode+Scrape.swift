import Basics
import Model
import Telemetry

/// Writes the figures of a node in their order, and their names the first time.
private struct Pen {
  let isNaming: Bool
  private(set) var columns: [Layout.Column] = []
  private(set) var values: [Double] = []

  init(isNaming: Bool) { self.isNaming = isNaming }

  mutating func put(_ name: @autoclosure () -> String, _ value: Double) { put(name(), [:], value) }

  mutating func put(_ name: @autoclosure () -> String, _ labels: @autoclosure () -> Labels, _ value: Double) {
    if isNaming { columns.append(Layout.Column(name(), labels())) }
    values.append((value * 1_000).rounded() / 1_000)
  }
}

extension StressedNode {
  /// What the node says, with the names that node_exporter and cAdvisor use.
  mutating func scrape(at now: Instant) -> Scrape {
    var pen = Pen(isNaming: layout == nil)
    putHost(&pen, at: now)
    putCores(&pen)
    putDisk(&pen)
    putLine(&pen)
    putPressure(&pen)
    putUnits(&pen)
    let layout = self.layout ?? Layout(pen.columns)
    self.layout = layout
    return Scrape(source: labels, at: now, layout: layout, values: pen.values)
  }

  private func putHost(_ pen: inout Pen, at now: Instant) {
    pen.put("node_time_seconds", now.seconds)
    pen.put("node_boot_time_seconds", machine.boot)
    for name in ["node_load1", "node_load5", "node_load15"] { pen.put(name, moment.load) }
    pen.put("node_procs_running", moment.runnable.rounded() + 1)
    pen.put("node_procs_blocked", moment.blocked.rounded())
    pen.put("node_context_switches_total", counters.switches.rounded())
    pen.put("node_intr_total", counters.interrupts.rounded())
    pen.put("node_memory_MemTotal_bytes", machine.memory)
    pen.put("node_memory_MemAvailable_bytes", (machine.memory - moment.memory).rounded())
    pen.put("node_memory_SwapTotal_bytes", machine.swap)
    pen.put("node_memory_SwapFree_bytes", (machine.swap - moment.swapped).rounded())
    pen.put("node_vmstat_pswpin", counters.pagesIn.rounded())
    pen.put("node_vmstat_pswpout", counters.pagesOut.rounded())
    pen.put("node_vmstat_pgmajfault", counters.majorFaults.rounded())
    pen.put("node_vmstat_oom_kill", counters.kills)
    pen.put("node_filefd_allocated", 2_400)
    pen.put("node_filefd_maximum", 1_048_576)
    pen.put("node_nf_conntrack_entries", 8_000)
    pen.put("node_nf_conntrack_entries_limit", 262_144)
    pen.put("node_uname_info", ["release": "6.8.0-cloud", "sysname": "Linux"], 1)
    pen.put("node_os_info", ["pretty_name": "Debian GNU/Linux 12"], 1)
  }

  private func putCores(_ pen: inout Pen) {
    for (core, seconds) in counters.cores.enumerated() {
      let modes = [
        ("user", seconds.user), ("nice", 0), ("system", seconds.system), ("irq", 0),
        ("softirq", seconds.softirq), ("iowait", seconds.iowait), ("steal", seconds.steal),
        ("idle", seconds.idle),
      ]
      for (mode, value) in modes {
        pen.put("node_cpu_seconds_total", ["cpu": String(core), "mode": mode], value)
      }
    }
  }

  private func putDisk(_ pen: inout Pen) {
    let disk: [(String, Double)] = [
      ("io_time_seconds_total", counters.busySeconds), ("read_bytes_total", counters.readBytes.rounded()),
      ("written_bytes_total", counters.writtenBytes.rounded()),
      ("reads_completed_total", counters.reads.rounded()),
      ("writes_completed_total", counters.writes.rounded()),
      ("read_time_seconds_total", counters.readSeconds), ("write_time_seconds_total", counters.writeSeconds),
      ("io_time_weighted_seconds_total", counters.weightedSeconds),
    ]
    for (name, value) in disk { pen.put("node_disk_\(name)", ["device": "nvme0n1"], value) }
    let files: Labels = ["device": "/dev/nvme0n1p1", "fstype": "ext4", "mountpoint": "/"]
    pen.put("node_filesystem_size_bytes", files, 256e9)
    pen.put("node_filesystem_avail_bytes", files, 141e9)
    pen.put("node_filesystem_readonly", files, 0)
  }

  private func putLine(_ pen: inout Pen) {
    let line: [(String, Double)] = [
      ("receive_bytes_total", counters.received.rounded()), ("transmit_bytes_total", counters.sent.rounded()),
      ("receive_packets_total", counters.packetsReceived.rounded()),
      ("transmit_packets_total", counters.packetsSent.rounded()), ("receive_errs_total", 0),
      ("transmit_errs_total", 0), ("receive_drop_total", 0),
      ("transmit_drop_total", counters.dropped.rounded()), ("up", 1), ("speed_bytes", machine.line),
    ]
    for (name, value) in line { pen.put("node_network_\(name)", ["device": "eth0"], value) }
    pen.put("node_netstat_Tcp_OutSegs", counters.segments.rounded())
    pen.put("node_netstat_Tcp_RetransSegs", counters.resent.rounded())
    pen.put("node_netstat_TcpExt_ListenOverflows", 0)
    pen.put("node_netstat_TcpExt_ListenDrops", 0)
  }

  private func putPressure(_ pen: inout Pen) {
    pen.put("node_pressure_cpu_waiting_seconds_total", counters.cpuWaiting)
    pen.put("node_pressure_memory_waiting_seconds_total", counters.memoryWaiting)
    pen.put("node_pressure_memory_stalled_seconds_total", counters.memoryStalled)
    pen.put("node_pressure_io_waiting_seconds_total", counters.diskWaiting)
    pen.put("node_pressure_io_stalled_seconds_total", counters.diskStalled)
  }

  private func putUnits(_ pen: inout Pen) {
    for (place, unit) in units.enumerated() {
      let (name, totals): (Labels, _) = (["name": unit.name], counters.units[place])
      pen.put("container_cpu_usage_seconds_total", name, totals.seconds)
      pen.put("container_memory_working_set_bytes", name, moment.memories[place].rounded())
      pen.put("container_fs_reads_bytes_total", name, totals.read.rounded())
      pen.put("container_fs_writes_bytes_total", name, totals.written.rounded())
      pen.put("container_network_transmit_bytes_total", name, totals.sent.rounded())
      // A unit without a quota has the value that the kernel writes for that.
      pen.put("container_spec_cpu_quota", name, (moment.quotas[place] ?? -0.00001) * 100_000)
      pen.put("container_spec_cpu_period", name, 100_000)
      pen.put("container_cpu_cfs_periods_total", name, totals.periods.rounded())
      pen.put("container_cpu_cfs_throttled_periods_total", name, totals.throttled.rounded())
    }
  }
}
