import Basics
import Monitoring
import Telemetry
import Testing

@Suite struct VitalsReaderTests {
  /// The vitals after ten seconds in which each metric went from the first value to the second.
  private func vitals(_ metrics: KeyValuePairs<String, (Double, Double)>) -> Vitals {
    let host = Host(metrics.map(\.key))
    var reader = VitalsReader()
    let before = host.scrape(at: 0, metrics.map(\.value.0))
    return reader.vitals(host.scrape(at: 10, metrics.map(\.value.1)), after: before)
  }

  @Test func `the processor's time is shared out among its modes`() {
    let vitals = vitals([
      "node_cpu_seconds_total{cpu=0,mode=idle}": (100, 104),
      "node_cpu_seconds_total{cpu=0,mode=user}": (5, 7),
      "node_cpu_seconds_total{cpu=0,mode=nice}": (0, 1), "node_cpu_seconds_total{cpu=0,mode=system}": (3, 4),
      "node_cpu_seconds_total{cpu=0,mode=iowait}": (1, 2), "node_cpu_seconds_total{cpu=0,mode=steal}": (0, 1),
    ])
    #expect(
      [vitals[.cpu], vitals[.user], vitals[.system], vitals[.iowait], vitals[.steal]] == [
        0.5, 0.3, 0.1, 0.1, 0.1,
      ])
  }

  @Test func `the load is per core`() {
    let vitals = vitals([
      "node_load1": (0, 3), "node_cpu_seconds_total{cpu=0,mode=idle}": (0, 1),
      "node_cpu_seconds_total{cpu=1,mode=idle}": (0, 1), "node_procs_running": (0, 4),
    ])
    #expect(vitals[.load] == 1.5)
    #expect(vitals[.runQueue] == 4)
  }

  @Test func `memory is what is not available`() {
    let vitals = vitals([
      "node_memory_MemTotal_bytes": (8, 8), "node_memory_MemAvailable_bytes": (8, 2),
      "node_memory_SwapTotal_bytes": (0, 0),
      "node_memory_SwapFree_bytes": (0, 0),
    ])
    #expect(vitals[.memory] == 0.75)
    #expect(vitals[.swap].isNaN)
  }

  @Test func `rates are those of the devices that count`() {
    let vitals = vitals([
      "node_network_receive_bytes_total{device=lo}": (0, 1e9),
      "node_network_receive_bytes_total{device=eth0}": (0, 100),
      "node_network_receive_bytes_total{device=eth1}": (0, 50),
      "node_network_transmit_bytes_total{device=eth0}": (0, 20),
      "node_network_receive_errs_total{device=eth0}": (0, 10),
      "node_network_transmit_drop_total{device=eth0}": (0, 10),
      "node_disk_io_time_seconds_total{device=a}": (0, 5),
      "node_disk_io_time_seconds_total{device=b}": (0, 25),
      "node_disk_read_bytes_total{device=a}": (0, 10), "node_disk_written_bytes_total{device=a}": (0, 30),
    ])
    #expect([vitals[.netIn], vitals[.netOut], vitals[.netFaults]] == [15, 2, 2])
    #expect([vitals[.diskBusy], vitals[.diskRead], vitals[.diskWrite]] == [1, 1, 3])
  }

  @Test func `the fullest filesystem that can fill up counts`() {
    let vitals = vitals([
      "node_filesystem_size_bytes{mountpoint=/}": (100, 100),
      "node_filesystem_avail_bytes{mountpoint=/}": (40, 40),
      "node_filesystem_size_bytes{fstype=tmpfs,mountpoint=/run}": (10, 10),
      "node_filesystem_avail_bytes{fstype=tmpfs,mountpoint=/run}": (0, 0),
      "node_filesystem_size_bytes{mountpoint=/x}": (0, 0),
      "node_filesystem_avail_bytes{mountpoint=/x}": (0, 0),
    ])
    #expect(vitals[.fullness] == 0.6)
  }

  @Test func `the hottest sensor that tells counts`() {
    let vitals = vitals([
      "node_thermal_zone_temp{zone=0}": (0, .nan), "node_thermal_zone_temp{zone=1}": (0, 40),
      "node_hwmon_temp_celsius": (0, 55),
    ])
    #expect(vitals[.temperature] == 55)
  }

  @Test func `pressure is a share of time, and a counter reset counts from zero`() {
    let vitals = vitals([
      "node_pressure_cpu_waiting_seconds_total": (2, 4),
      "node_pressure_memory_waiting_seconds_total": (50, 1),
    ])
    #expect([vitals[.cpuPressure], vitals[.memoryPressure]] == [0.2, 0.1])
    #expect(vitals[.ioPressure].isNaN)
  }

  @Test(arguments: [(1_000.0, Float(0.02)), (500.0, 0.04), (499.0, .nan)])
  func `of the segments sent a share goes again, of a handful it says nothing`(sent: Double, share: Float) {
    let vitals = vitals(["node_netstat_Tcp_RetransSegs": (10, 30), "node_netstat_Tcp_OutSegs": (0, sent)])
    #expect(vitals[.retransmits] == share || vitals[.retransmits].isNaN && share.isNaN)
  }

  @Test func `without a scrape before, rates are unknown and levels are not`() {
    let host = Host(["node_pressure_io_waiting_seconds_total", "node_procs_running"])
    var reader = VitalsReader()
    let vitals = reader.vitals(host.scrape(at: 0, [1, 2]), after: nil)
    #expect(vitals[.ioPressure].isNaN)
    #expect(vitals[.runQueue] == 2)
    let same = reader.vitals(host.scrape(at: 0, [1, 2]), after: host.scrape(at: 0, [0, 0]))
    #expect(same[.ioPressure].isNaN)
  }

  @Test func `a series that comes or goes leaves the others their rates`() {
    let (read, user, idle) = (
      "node_disk_read_bytes_total{device=a}", "node_cpu_seconds_total{cpu=0,mode=user}",
      "node_cpu_seconds_total{cpu=0,mode=idle}"
    )
    var reader = VitalsReader()
    let before = Host([idle, user]).scrape(at: 0, [10, 20])
    let more = reader.vitals(Host([read, user, idle]).scrape(at: 10, [500, 22.5, 17.5]), after: before)
    #expect(more[.cpu] == 0.25 && more[.diskRead].isNaN)
    let fewer = reader.vitals(Host([idle]).scrape(at: 10, [17.5]), after: before)
    #expect(fewer[.cpu] == 0)
  }

  @Test func `a host that tells nothing has no vitals`() {
    #expect(vitals([:]).values.allSatisfy { $0.isNaN })
  }
}
