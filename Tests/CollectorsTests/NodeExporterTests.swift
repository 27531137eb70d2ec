import Collectors
import Telemetry
import Testing

/// Names and label keys as a real node_exporter gave them, where its output lies beside the package.
@Suite struct NodeExporterTests {
  private static let path =
    "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    + "/shared/node_exporter/node_exporter_metrics.prom"
  private static let text = TextFile.bytes(path).map { String(decoding: $0, as: UTF8.self) }

  /// The label names of every metric in an exposition text.
  private static func keys(_ text: String) -> [String: Set<String>] {
    var keys: [String: Set<String>] = [:]
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let name = line.prefix { $0 != "{" && $0 != " " }
      let labels = line.contains("{") ? line.drop { $0 != "{" }.dropFirst().prefix { $0 != "}" } : ""
      let names = labels.split(separator: ",").compactMap { $0.split(separator: "=").first.map(String.init) }
      keys[String(name), default: []].formUnion(names)
    }
    return keys
  }

  /// What the saved host has and the other has not: other hardware, other features of the kernel.
  private static let elsewhere = [
    "node_thermal_zone_temp", "node_hwmon_temp_celsius", "node_nf_conntrack_entries",
    "node_nf_conntrack_entries_limit",
  ]

  @Test(.enabled(if: text != nil, "needs the saved output of a node_exporter beside the package"))
  func `every metric of a host is one of node_exporter's, with its label keys`() throws {
    let theirs = Self.keys(try #require(Self.text))
    let collector = SavedTree(SavedHosts.plain).collector()
    collector.readSlowParts(at: SavedTree.now)
    for column in collector.scrape().layout.columns where !Self.elsewhere.contains(column.name) {
      let keys = theirs[column.name]
      #expect(keys != nil, "\(column.name) is not one of node_exporter's")
      #expect(Set(column.labels.map(\.name)).isSubset(of: keys ?? []), "\(column.name)")
    }
  }

  @Test(.enabled(if: text != nil, "needs the saved output of a node_exporter beside the package"))
  func `every metric node_exporter gives of processors, disks, links, load and protocols is given`() throws {
    let theirs = Self.keys(try #require(Self.text)).keys.filter { name in
      [
        "node_cpu_", "node_disk_", "node_load", "node_netstat_Tcp", "node_vmstat_", "node_procs_",
        "node_pressure_",
      ]
      .contains { name.hasPrefix($0) }
    }
    let here = Set(HostCollector(labels: [:]).scrape().layout.columns.map(\.name))
    let saved = Set(SavedTree(SavedHosts.plain).collector().scrape().layout.columns.map(\.name))
    let missing = Set(theirs).subtracting(here).subtracting(saved)
    #expect(missing.sorted() == ["node_disk_info"])
  }
}
