/// Load averages, open files and tracked connections.
/// A class because it keeps its files open.
final class LoadReader: HostReader {
  private let load: SystemFile
  private let files: SystemFile
  private let connections: SystemFile
  private let connectionLimit: SystemFile

  private static let loads = [Metric("node_load1"), Metric("node_load5"), Metric("node_load15")]
  private static let allocated = Metric("node_filefd_allocated")
  private static let maximum = Metric("node_filefd_maximum")
  private static let tracked = Metric("node_nf_conntrack_entries")
  private static let trackable = Metric("node_nf_conntrack_entries_limit")

  init(_ root: HostRoot, _ buffer: SystemBuffer) {
    load = SystemFile(root.proc("loadavg"), buffer: buffer)
    files = SystemFile(root.proc("sys/fs/file-nr"), buffer: buffer)
    connections = SystemFile(root.proc("sys/net/netfilter/nf_conntrack_count"), buffer: buffer)
    connectionLimit = SystemFile(root.proc("sys/net/netfilter/nf_conntrack_max"), buffer: buffer)
  }

  func read(into scrape: inout ScrapeBuilder) {
    load.read { words in
      for metric in Self.loads { scrape.add(metric, words.number()) }
    }
    files.read { words in
      scrape.add(Self.allocated, words.number())
      words.skip(1)
      scrape.add(Self.maximum, words.number())
    }
    connections.read { scrape.add(Self.tracked, $0.number()) }
    connectionLimit.read { scrape.add(Self.trackable, $0.number()) }
  }
}
