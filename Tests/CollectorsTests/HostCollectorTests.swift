import Basics
import Collectors
import Model
import Telemetry
import Testing

@Suite struct HostCollectorTests {
  private let now = SavedTree.now

  @Test func `a host without a single kernel file still gives its time`() {
    let host = HostCollector(root: HostRoot("/nonexistent"), labels: ["instance": "bare"])
    #expect(host.scrape().value("node_time_seconds") == now.seconds)
    #expect(host.processes() == ProcessTable(source: ["instance": "bare"], at: now, total: 0, processes: []))
  }

  @Test func `a scrape bears the labels and the time it was asked for`() {
    let scrape = SavedTree(SavedHosts.plain).collector().scrape()
    #expect(scrape.source == ["instance": "saved"])
    #expect(scrape.at == now)
  }

  @Test func `no series comes twice`() {
    let collector = SavedTree(SavedHosts.plain).collector()
    collector.readSlowParts(at: now)
    let columns = collector.scrape().layout.columns
    #expect(Set(columns).count == columns.count)
    #expect(columns.count > 100)
  }

  @Test func `a steady host keeps its layout and only its values change`() {
    let tree = SavedTree(SavedHosts.plain)
    let collector = tree.collector()
    let first = collector.scrape()
    tree.write("7.00 6.00 5.00 1/2 3\n", to: "proc/loadavg")
    let second = collector.scrape(at: now + .seconds(1))
    #expect(first.layout === second.layout)
    #expect(second.value("node_load1") == 7)
  }

  @Test func `a container gives what it has and asks nothing of sys`() {
    let series = SavedTree(SavedHosts.container).series()
    #expect(series["node_load1"] == 0.01)
    #expect(series["node_memory_MemAvailable_bytes"] == 524_288)
    #expect(series["node_network_transmit_bytes_total{device=\"eth0\"}"] == 2)
    #expect(series.of("node_network_up").isEmpty)
    #expect(series.of("node_thermal_zone_temp").isEmpty)
    #expect(series.of("node_pressure_cpu_waiting_seconds_total").isEmpty)
  }

  @Test func `the only filesystem of a container is its root`() {
    let series = SavedTree(SavedHosts.container).series()
    let root = "{device=\"overlay\", fstype=\"overlay\", mountpoint=\"/\"}"
    #expect(series.of("node_filesystem_size_bytes") == ["node_filesystem_size_bytes\(root)": 102_400])
  }

  @Test func `the host is called by its own name, else localhost`() {
    let tree = SavedTree(SavedHosts.plain)
    withExtendedLifetime(tree) { #expect(HostCollector.hostName(root: tree.root) == "edge-17") }
    #expect(HostCollector.hostName(root: HostRoot("/nonexistent")) == "localhost")
  }

  @Test func `a missing part takes nothing else with it`() {
    for missing in SavedHosts.plain.keys {
      let series = SavedTree(SavedHosts.plain.filter { $0.key != missing }).series()
      #expect(series["node_time_seconds"] == now.seconds, "without \(missing)")
      #expect(series.count > 60, "without \(missing)")
    }
  }

  @Test func `a file that comes later is read from then on`() {
    let tree = SavedTree()
    let collector = tree.collector()
    #expect(collector.series()["node_load1"] == nil)
    tree.write("0.42 1 2\n", to: "proc/loadavg")
    #expect(collector.series()["node_load1"] == 0.42)
  }

  @Test func `the real kernel of this host is read`() {
    let scrape = HostCollector(labels: ["instance": "here"]).scrape()
    #expect(scrape.value("node_memory_MemTotal_bytes") ?? 0 > 0)
    #expect(scrape.value("node_boot_time_seconds") ?? 0 > 1e9)
    #expect(!scrape.layout.columns(of: "node_cpu_seconds_total").isEmpty)
  }
}
