import Basics
import Collectors
import Model
import Telemetry
import Testing

/// Kernel files that are cut short or filled with anything: nothing may crash, and the rest of the host is read.
@Suite struct HostileTreeTests {
  private static let files = SavedHosts.plain.keys.filter { $0.hasPrefix("proc/") }.sorted()

  @Test(arguments: files)
  func `a file cut short anywhere does no harm`(file: String) {
    let tree = SavedTree(SavedHosts.plain)
    let collector = tree.collector()
    let whole = Array((SavedHosts.plain[file] ?? "").utf8)
    for length in stride(from: 0, to: whole.count, by: 3) {
      tree.write(Array(whole[..<length]), to: file)
      collector.readSlowParts(at: SavedTree.now)
      #expect(collector.scrape().value("node_time_seconds") == SavedTree.now.seconds, "\(file) at \(length)")
    }
  }

  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func `files full of anything do no harm`(seed: UInt64) {
    var chance = Chance(seed: seed)
    let tree = SavedTree(SavedHosts.plain)
    let collector = tree.collector()
    for file in Self.files {
      var bytes = Array((SavedHosts.plain[file] ?? "").utf8)
      for _ in 0..<(1 + Int(chance.next() % 8)) where !bytes.isEmpty {
        bytes[Int(chance.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: chance.next())
      }
      if chance.next() % 4 == 0 { bytes = (0..<200).map { _ in UInt8(truncatingIfNeeded: chance.next()) } }
      tree.write(bytes, to: file)
    }
    collector.readSlowParts(at: SavedTree.now)
    #expect(collector.scrape().value("node_time_seconds") == SavedTree.now.seconds, "seed \(seed)")
    #expect(collector.processes().total == 0, "seed \(seed)")
  }

  @Test(arguments: ["-", ".", "1.2.3", "1e9", "0x10", "٣", "+1", "NaN", "inf"])
  func `a word that is no plain decimal is no number`(word: String) {
    #expect(SavedTree(["proc/loadavg": "\(word) 1 2\n"]).series()["node_load1"] == nil)
  }

  @Test func `a number of twenty digits is read as near as can be`() {
    let series = SavedTree(["proc/stat": "ctxt 18446744073709551615\n"]).series()
    #expect(series["node_context_switches_total"] == 18_446_744_073_709_551_616)
  }

  @Test func `a device may have any name`() {
    let name = "\u{1B}[31m\"\\x"
    let series = SavedTree(["proc/diskstats": "8 0 \(name) 1 0 0 0 0 0 0 0 0 0 0\n"]).series()
    #expect(series.of("node_disk_reads_completed_total").count == 1)
  }
}
