/// What passed over each network interface, `/proc/net/dev`.
/// A class because it keeps its file open.
final class NetworkReader: HostReader {
  private let file: SystemFile

  private static let metrics = [
    "receive_bytes", "receive_packets", "receive_errs", "receive_drop", "receive_fifo", "receive_frame",
    "receive_compressed", "receive_multicast", "transmit_bytes", "transmit_packets", "transmit_errs",
    "transmit_drop",
    "transmit_fifo", "transmit_colls", "transmit_carrier", "transmit_compressed",
  ].map { Metric("node_network_\($0)_total") }

  init(_ root: HostRoot, _ buffer: SystemBuffer) { file = SystemFile(root.proc("net/dev"), buffer: buffer) }

  func read(into scrape: inout ScrapeBuilder) {
    file.read { words in
      while var line = words.line() {
        guard let device = line.word(upTo: 0x3A) else { continue }
        for metric in Self.metrics {
          guard let count = line.number() else { break }
          scrape.add(metric, "device", device, count)
        }
      }
    }
  }
}
