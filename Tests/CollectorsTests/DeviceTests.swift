import Collectors
import Glibc
import Telemetry
import Testing

/// Devices that come, go, begin anew or have strange names.
@Suite struct DeviceTests {
  private func disks(_ names: [String]) -> String {
    names.enumerated().map { "8 \($0) \($1) \($0 + 1) 0 0 0 0 0 0 0 0 0 0\n" }.joined()
  }

  private func reads(_ collector: HostCollector) -> [String: Double] {
    collector.series().of("node_disk_reads_completed_total")
  }

  private func name(_ disk: String) -> String { "node_disk_reads_completed_total{device=\"\(disk)\"}" }

  @Test(arguments: [
    "vda1", "sda1", "sdb12", "hda3", "xvda1", "nvme0n1p2", "nvme12n3p45", "loop0", "loop17", "ram0", "zram0",
    "fd0",
  ])
  func `parts of disks and devices in memory are passed over`(disk: String) {
    #expect(reads(SavedTree(["proc/diskstats": disks([disk])]).collector()) == [:])
  }

  @Test(arguments: [
    "vda", "sda", "sdaa", "nvme0n1", "nvme10n2", "mmcblk0", "md0", "md127", "dm-0", "sr0", "nbd1",
  ])
  func `whole disks are watched`(disk: String) {
    #expect(reads(SavedTree(["proc/diskstats": disks([disk])]).collector()) == [name(disk): 1])
  }

  @Test func `a disk that is plugged in appears, one that is pulled disappears`() {
    let tree = SavedTree(["proc/diskstats": disks(["sda", "sdb"])])
    let collector = tree.collector()
    #expect(reads(collector) == [name("sda"): 1, name("sdb"): 2])
    tree.write(disks(["sda", "sdb", "sdc"]), to: "proc/diskstats")
    #expect(reads(collector) == [name("sda"): 1, name("sdb"): 2, name("sdc"): 3])
    tree.write(disks(["sdc"]), to: "proc/diskstats")
    #expect(reads(collector) == [name("sdc"): 1])
    tree.write("", to: "proc/diskstats")
    #expect(reads(collector) == [:])
  }

  @Test func `disks that change places keep their own values`() {
    let tree = SavedTree(["proc/diskstats": disks(["sda", "sdb"])])
    let collector = tree.collector()
    _ = collector.scrape()
    tree.write(disks(["sdb", "sda"]), to: "proc/diskstats")
    #expect(reads(collector) == [name("sdb"): 1, name("sda"): 2])
  }

  @Test func `what stands behind a device that came is not mixed up`() {
    let tree = SavedTree(SavedHosts.plain)
    let collector = tree.collector()
    collector.readSlowParts(at: SavedTree.now)
    var before = collector.series()
    tree.write(
      (SavedHosts.plain["proc/diskstats"] ?? "") + "8 0 sdz 5 0 0 0 0 0 0 0 0 0 0\n", to: "proc/diskstats")
    let after = collector.series().filter { !$0.key.contains("sdz") }
    before["node_time_seconds"] = after["node_time_seconds"]
    #expect(after == before)
  }

  @Test func `an old kernel with fewer columns gives those it has`() {
    let series = SavedTree(SavedHosts.plain).series()
    #expect(series["node_disk_io_time_weighted_seconds_total{device=\"nvme0n1\"}"] == 0.016)
    #expect(series["node_disk_discards_completed_total{device=\"nvme0n1\"}"] == nil)
  }

  @Test func `an interface comes and goes`() {
    let head = "head\nhead\n"
    let line = ": 1 2 0 0 0 0 0 0 3 4 0 0 0 0 0 0\n"
    let tree = SavedTree(["proc/net/dev": head + "eth0" + line])
    let collector = tree.collector()
    #expect(collector.series().of("node_network_receive_bytes_total").count == 1)
    tree.write(head + "eth0" + line + "  wg0" + line, to: "proc/net/dev")
    #expect(collector.series()["node_network_transmit_bytes_total{device=\"wg0\"}"] == 3)
    tree.write(head + "  wg0" + line, to: "proc/net/dev")
    #expect(
      collector.series().of("node_network_receive_bytes_total").keys.sorted() == [
        "node_network_receive_bytes_total{device=\"wg0\"}"
      ])
  }

  @Test func `a processor that is taken out leaves, and comes back with its own number`() {
    let tree = SavedTree(["proc/stat": "cpu0 100 0 0 0\ncpu1 200 0 0 0\ncpu2 300 0 0 0\n"])
    let collector = tree.collector()
    func user() -> [String] {
      collector.series().of("node_cpu_seconds_total").keys.filter { $0.contains("user") }.sorted()
    }
    #expect(user().count == 3)
    tree.write("cpu0 100 0 0 0\ncpu2 300 0 0 0\n", to: "proc/stat")
    #expect(user() == [0, 2].map { "node_cpu_seconds_total{cpu=\"\($0)\", mode=\"user\"}" })
    tree.write("cpu0 100 0 0 0\ncpu1 200 0 0 0\ncpu2 300 0 0 0\n", to: "proc/stat")
    #expect(user().count == 3)
  }

  @Test func `a counter that begins anew is told as it is`() {
    let tree = SavedTree(["proc/stat": "ctxt 1000000\n"])
    let collector = tree.collector()
    #expect(collector.scrape().value("node_context_switches_total") == 1_000_000)
    tree.write("ctxt 7\n", to: "proc/stat")
    #expect(collector.scrape().value("node_context_switches_total") == 7)
  }

  @Test func `a file that grows beyond the buffer is read whole`() {
    let many = (0..<1_500).map { "dm-\($0)" }
    #expect(reads(SavedTree(["proc/diskstats": disks(many)]).collector()).count == 1_500)
  }
}
