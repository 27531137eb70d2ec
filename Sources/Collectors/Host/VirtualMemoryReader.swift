import Telemetry

/// Paging and the out-of-memory killer, `/proc/vmstat`.
/// A class because it keeps its file open.
final class VirtualMemoryReader: HostReader {
  private let file: SystemFile
  private static let family = Metric("node_vmstat")

  init(_ root: HostRoot, _ buffer: SystemBuffer) { file = SystemFile(root.proc("vmstat"), buffer: buffer) }

  func read(into scrape: inout ScrapeBuilder) {
    file.read { words in
      while var line = words.line() {
        guard let name = line.word(), Self.isWanted(name), let count = line.number() else { continue }
        scrape.add(Self.family.signature ^ name.digest, count, .init("node_vmstat_\(name.text)"))
      }
    }
  }

  private static func isWanted(_ name: Words.Word) -> Bool {
    guard let first = name.first, first == UInt8(ascii: "o") || first == UInt8(ascii: "p") else {
      return false
    }
    return name.isText("oom_kill") || name.isText("pgfault") || name.isText("pgmajfault")
      || name.isText("pgpgin")
      || name.isText("pgpgout") || name.isText("pswpin") || name.isText("pswpout")
  }
}
