import Basics
import Monitoring
import Telemetry
import Testing

@Suite struct NodeDetailTests {
  /// The detail after ten seconds in which each metric went from the first value to the second.
  private func detail(_ metrics: KeyValuePairs<String, (Double, Double)>) -> NodeDetail {
    let host = Host(metrics.map(\.key))
    return NodeDetail(
      host.scrape(at: 10, metrics.map(\.value.1)), after: host.scrape(at: 0, metrics.map(\.value.0)))
  }

  @Test func `every core has its own shares`() {
    let cores = detail([
      "node_cpu_seconds_total{cpu=1,mode=idle}": (0, 8), "node_cpu_seconds_total{cpu=1,mode=user}": (0, 2),
      "node_cpu_seconds_total{cpu=0,mode=iowait}": (0, 5),
      "node_cpu_seconds_total{cpu=0,mode=softirq}": (0, 5),
      "node_cpu_seconds_total{cpu=2,mode=idle}": (7, 7),
    ]).cores
    #expect(cores.map(\.name) == ["1", "0", "2"])
    #expect(cores.prefix(2).map(\.busy) == [0.19999999, 0.5])
    #expect(cores.prefix(2).map(\.system) == [0, 0.5])
    #expect(cores[2].busy.isNaN)
  }

  @Test func `a disk shows what it did`() {
    let disks = detail([
      "node_disk_io_time_seconds_total{device=sda}": (0, 20),
      "node_disk_read_bytes_total{device=sda}": (0, 10),
      "node_disk_reads_completed_total{device=sda}": (0, 30),
      "node_disk_writes_completed_total{device=sda}": (0, 20),
      "node_disk_io_time_weighted_seconds_total{device=sda}": (0, 15),
    ]).disks
    #expect(disks.map(\.name) == ["sda"])
    #expect([disks[0].busy, disks[0].read, disks[0].operations, disks[0].queue] == [1, 1, 5, 1.5])
    #expect(disks[0].written.isNaN)
  }

  @Test func `a filesystem shows its room, an empty one none`() {
    let systems = detail([
      "node_filesystem_size_bytes{device=a,fstype=ext4,mountpoint=/}": (0, 100),
      "node_filesystem_avail_bytes{device=a,fstype=ext4,mountpoint=/}": (0, 25),
      "node_filesystem_readonly{device=a,fstype=ext4,mountpoint=/}": (0, 1),
      "node_filesystem_size_bytes{mountpoint=/proc}": (0, 0),
    ]).filesystems
    #expect(systems.map(\.mountpoint) == ["/", "/proc"])
    #expect((systems[0].used, systems[0].isReadOnly, systems[0].type) == (0.75, true, "ext4"))
    #expect(systems[1].used.isNaN)
    #expect(!systems[1].isReadOnly)
  }

  @Test func `an interface shows its traffic and whether it is up`() {
    let interfaces = detail([
      "node_network_receive_bytes_total{device=eth0}": (0, 100),
      "node_network_transmit_bytes_total{device=eth0}": (0, 50),
      "node_network_receive_packets_total{device=eth0}": (0, 10), "node_network_up{device=eth0}": (1, 0),
      "node_network_receive_bytes_total{device=lo}": (0, 0),
    ]).interfaces
    #expect(interfaces.map(\.name) == ["eth0", "lo"])
    #expect([interfaces[0].received, interfaces[0].sent, interfaces[0].packets] == [10, 5, 1])
    #expect(interfaces.map(\.isUp) == [false, true])
    #expect(interfaces[0].errors.isNaN)
  }

  @Test func `single metrics and labels are at hand`() {
    let node = detail(["node_boot_time_seconds": (1, 1), "node_uname_info{release=6.1}": (1, 1)])
    #expect(node.value("node_boot_time_seconds") == 1)
    #expect(node.label("release", of: "node_uname_info") == "6.1")
    #expect(node.label("nothing", of: "node_uname_info") == "")
    #expect(node.label("release", of: "nothing") == nil)
    #expect(node.value("nothing") == nil)
  }
}
