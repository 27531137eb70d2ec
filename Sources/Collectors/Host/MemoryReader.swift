import Telemetry

/// Memory in the kernel's own terms, `/proc/meminfo`.
/// A class because it keeps its file open.
final class MemoryReader: HostReader {
  private let file: SystemFile
  private static let family = Metric("node_memory")

  init(_ root: HostRoot, _ buffer: SystemBuffer) { file = SystemFile(root.proc("meminfo"), buffer: buffer) }

  func read(into scrape: inout ScrapeBuilder) {
    file.read { words in
      while var line = words.line() {
        guard let name = line.word(upTo: 0x3A), let amount = line.number() else { continue }
        let isKibibytes = line.word()?.isText("kB") ?? false
        scrape.add(
          Self.family.signature ^ name.digest, isKibibytes ? amount * 1_024 : amount,
          .init(Self.metric(name.text, isBytes: isKibibytes)))
      }
    }
  }

  /// `Active(anon)` in bytes is `node_memory_Active_anon_bytes`.
  private static func metric(_ name: String, isBytes: Bool) -> String {
    let plain = name.filter { $0 != ")" }.map { $0 == "(" ? "_" : String($0) }.joined()
    return "node_memory_\(plain)" + (isBytes ? "_bytes" : "")
  }
}
