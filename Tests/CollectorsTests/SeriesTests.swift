import Testing

/// Names, labels and units, one by one, of a saved host.
@Suite struct SeriesTests {
  private static let series = SavedTree(SavedHosts.plain).series()

  @Test(arguments: [
    ("node_time_seconds", 1_773_480_413), ("node_boot_time_seconds", 1_795_283_786),
    ("node_cpu_seconds_total{cpu=\"0\", mode=\"user\"}", 1_117.71),
    ("node_cpu_seconds_total{cpu=\"0\", mode=\"nice\"}", 1.74),
    ("node_cpu_seconds_total{cpu=\"0\", mode=\"system\"}", 108.23),
    ("node_cpu_seconds_total{cpu=\"0\", mode=\"idle\"}", 10_509.63),
    ("node_cpu_seconds_total{cpu=\"0\", mode=\"iowait\"}", 27.09),
    ("node_cpu_seconds_total{cpu=\"0\", mode=\"irq\"}", 0.05),
    ("node_cpu_seconds_total{cpu=\"0\", mode=\"softirq\"}", 0.54),
    ("node_cpu_seconds_total{cpu=\"1\", mode=\"steal\"}", 3.69),
    ("node_cpu_guest_seconds_total{cpu=\"0\", mode=\"user\"}", 0.12),
    ("node_cpu_guest_seconds_total{cpu=\"0\", mode=\"nice\"}", 0.03),
    ("node_intr_total", 1_826_085), ("node_context_switches_total", 1_780_883), ("node_forks_total", 17_654),
    ("node_procs_running", 3), ("node_procs_blocked", 1),
    ("node_load1", 0.42), ("node_load5", 1.07), ("node_load15", 2.5),
    ("node_filefd_allocated", 1_504), ("node_filefd_maximum", 9_223_372_036_854_775_808),
    ("node_nf_conntrack_entries", 37), ("node_nf_conntrack_entries_limit", 262_144),
  ])
  func `processors, load and tables`(name: String, value: Double) { #expect(Self.series[name] == value) }

  @Test(arguments: [
    ("node_memory_MemTotal_bytes", 8_232_222_720), ("node_memory_MemAvailable_bytes", 6_340_337_664),
    ("node_memory_Active_anon_bytes", 10_891_264), ("node_memory_HugePages_Total", 4),
    ("node_memory_Hugepagesize_bytes", 2_097_152),
    ("node_vmstat_pgpgin", 2_092_000), ("node_vmstat_pgpgout", 7_024_568), ("node_vmstat_pswpin", 1),
    ("node_vmstat_pgfault", 900), ("node_vmstat_oom_kill", 2),
    ("node_pressure_cpu_waiting_seconds_total", 215.03622), ("node_pressure_io_waiting_seconds_total", 1.5),
    ("node_pressure_io_stalled_seconds_total", 0.000001), ("node_pressure_memory_waiting_seconds_total", 2),
    ("node_pressure_memory_stalled_seconds_total", 1),
  ])
  func `memory, paging and pressure`(name: String, value: Double) { #expect(Self.series[name] == value) }

  @Test(arguments: [
    ("node_disk_reads_completed_total", 29_985), ("node_disk_reads_merged_total", 8_502),
    ("node_disk_read_bytes_total", 2_125_579_264), ("node_disk_read_time_seconds_total", 18.495),
    ("node_disk_writes_completed_total", 27_443), ("node_disk_writes_merged_total", 46_250),
    ("node_disk_written_bytes_total", 7_193_157_632), ("node_disk_write_time_seconds_total", 131.837),
    ("node_disk_io_now", 2), ("node_disk_io_time_seconds_total", 14.94),
    ("node_disk_io_time_weighted_seconds_total", 151.835), ("node_disk_discards_completed_total", 6_904),
    ("node_disk_discards_merged_total", 0), ("node_disk_discarded_sectors_total", 726_592),
    ("node_disk_discard_time_seconds_total", 1.411), ("node_disk_flush_requests_total", 1_743),
    ("node_disk_flush_requests_time_seconds_total", 0.091),
  ])
  func `a disk in completed requests, bytes and seconds`(name: String, value: Double) {
    #expect(Self.series["\(name){device=\"vda\"}"] == value)
  }

  @Test(arguments: [
    ("receive_bytes", 9_007_199_254_740_992), ("receive_packets", 200), ("receive_errs", 1),
    ("receive_drop", 2),
    ("receive_fifo", 3), ("receive_frame", 4), ("receive_compressed", 5), ("receive_multicast", 6),
    ("transmit_bytes", 7), ("transmit_packets", 8), ("transmit_errs", 9), ("transmit_drop", 10),
    ("transmit_fifo", 11), ("transmit_colls", 12), ("transmit_carrier", 13), ("transmit_compressed", 14),
  ])
  func `an interface whose counter touches its name`(name: String, value: Double) {
    #expect(Self.series["node_network_\(name)_total{device=\"eth0\"}"] == value)
  }

  @Test(arguments: [
    ("node_netstat_Ip_Forwarding", 1), ("node_netstat_Tcp_ActiveOpens", 33),
    ("node_netstat_Tcp_CurrEstab", 5),
    ("node_netstat_Tcp_RetransSegs", 8), ("node_netstat_Tcp_OutRsts", 9), ("node_netstat_Udp_NoPorts", 2),
    ("node_netstat_TcpExt_ListenDrops", 2), ("node_netstat_TcpExt_TCPTimeouts", 11),
    ("node_netstat_IpExt_OutOctets", 987_654_321), ("node_sockstat_sockets_used", 74),
    ("node_sockstat_TCP_inuse", 5), ("node_sockstat_TCP_tw", 1), ("node_sockstat_TCP_mem", 1),
  ])
  func `protocols and sockets`(name: String, value: Double) { #expect(Self.series[name] == value) }

  @Test(arguments: [
    "node_netstat_Ip_DefaultTTL", "node_netstat_Tcp_RtoAlgorithm", "node_netstat_TcpExt_TCPAbortOnData",
    "node_vmstat_nr_free_pages", "node_pressure_cpu_stalled_seconds_total",
    "node_pressure_irq_stalled_seconds_total",
  ])
  func `what node_exporter leaves out by default`(name: String) { #expect(Self.series[name] == nil) }

  @Test func `the host names its kernel and its system`() {
    #expect(
      Self.series.of("node_uname_info").keys.first == """
        node_uname_info{domainname="(none)", nodename="edge-17", release="6.1.0-18-amd64", sysname="Linux", \
        version="#1 SMP Debian"}
        """)
    #expect(
      Self.series.of("node_os_info").keys.first == """
        node_os_info{id="debian", name="Debian", pretty_name="Debian GNU/Linux 12", version_id="12"}
        """)
  }

  @Test(arguments: [
    ("node_network_up{device=\"eth0\"}", 1), ("node_network_up{device=\"eth1\"}", 0),
    ("node_network_speed_bytes{device=\"eth0\"}", 125_000_000),
    ("node_thermal_zone_temp{type=\"x86_pkg_temp\", zone=\"0\"}", 47.5),
  ])
  func `links and sensors`(name: String, value: Double) { #expect(Self.series[name] == value) }

  @Test func `a link without a speed says none`() {
    #expect(Self.series["node_network_speed_bytes{device=\"eth1\"}"] == nil)
  }
}
