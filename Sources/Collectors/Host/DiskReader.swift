/// What each disk did, `/proc/diskstats`. Partitions and devices in memory are left out, as node_exporter does.
/// A class because it keeps its file open.
final class DiskReader: HostReader {
  private let file: SystemFile

  /// The columns behind a device's name: metric and the factor to its unit.
  private static let columns: [(metric: Metric, factor: Double)] = [
    (Metric("node_disk_reads_completed_total"), 1), (Metric("node_disk_reads_merged_total"), 1),
    (Metric("node_disk_read_bytes_total"), 512), (Metric("node_disk_read_time_seconds_total"), 0.001),
    (Metric("node_disk_writes_completed_total"), 1), (Metric("node_disk_writes_merged_total"), 1),
    (Metric("node_disk_written_bytes_total"), 512), (Metric("node_disk_write_time_seconds_total"), 0.001),
    (Metric("node_disk_io_now"), 1), (Metric("node_disk_io_time_seconds_total"), 0.001),
    (Metric("node_disk_io_time_weighted_seconds_total"), 0.001),
    (Metric("node_disk_discards_completed_total"), 1), (Metric("node_disk_discards_merged_total"), 1),
    (Metric("node_disk_discarded_sectors_total"), 1), (Metric("node_disk_discard_time_seconds_total"), 0.001),
    (Metric("node_disk_flush_requests_total"), 1),
    (Metric("node_disk_flush_requests_time_seconds_total"), 0.001),
  ]

  init(_ root: HostRoot, _ buffer: SystemBuffer) { file = SystemFile(root.proc("diskstats"), buffer: buffer) }

  func read(into scrape: inout ScrapeBuilder) {
    file.read { words in
      while var line = words.line() {
        line.skip(2)
        guard let device = line.word(), !Self.isPassedOver(device) else { continue }
        for (metric, factor) in Self.columns {
          guard let count = line.number() else { break }
          // Divided where that is exact, so that 1 ms reads 0.001 and not its neighbour.
          scrape.add(metric, "device", device, factor == 0.001 ? count / 1_000 : count * factor)
        }
      }
    }
  }

  /// `loop0`, `ram1`, `zram0`, `fd0`, and partitions such as `sda1`, `vda2`, `nvme0n1p3`.
  static func isPassedOver(_ device: Words.Word) -> Bool {
    let letters = device.prefix { !(0x30...0x39).contains($0) }
    let digits = device.dropFirst(letters.count)
    guard let last = digits.last, (0x30...0x39).contains(last) else { return false }
    if letters.isText("loop") || letters.isText("ram") || letters.isText("zram") || letters.isText("fd") {
      return true
    }
    if letters.isText("nvme") { return digits.contains(UInt8(ascii: "p")) }
    let isPlain = digits.allSatisfy { (0x30...0x39).contains($0) }
    let kind = letters.dropLast()
    return isPlain && (kind.isText("hd") || kind.isText("sd") || kind.isText("vd") || kind.isText("xvd"))
  }
}
