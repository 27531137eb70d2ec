/// Pressure stall information: how long work waited for processor, memory or disk. Absent on older kernels.
/// A class because it keeps its files open.
final class PressureReader: HostReader {
  private let parts: [(file: SystemFile, waiting: Metric?, stalled: Metric?)]

  init(_ root: HostRoot, _ buffer: SystemBuffer) {
    func part(_ name: String, waiting: Bool = true, stalled: Bool = true) -> (SystemFile, Metric?, Metric?) {
      (
        SystemFile(root.proc("pressure/\(name)"), buffer: buffer),
        waiting ? Metric("node_pressure_\(name)_waiting_seconds_total") : nil,
        stalled ? Metric("node_pressure_\(name)_stalled_seconds_total") : nil
      )
    }
    parts = [part("cpu", stalled: false), part("io"), part("memory"), part("irq", waiting: false)]
  }

  func read(into scrape: inout ScrapeBuilder) {
    for part in parts {
      part.file.read { words in
        while var line = words.line() {
          let isSome = line.word()?.isText("some") ?? false
          guard let metric = isSome ? part.waiting : part.stalled else { continue }
          line.skip(3)
          guard let total = line.word(), total.starts(withText: "total=") else { continue }
          scrape.add(metric, Words.number(total.dropFirst(6)).map { $0 / 1_000_000 })
        }
      }
    }
  }
}
