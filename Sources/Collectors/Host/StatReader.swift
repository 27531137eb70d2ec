import Telemetry

/// Processor time by core and mode, and what else `/proc/stat` counts.
/// A class because it keeps its file open.
final class StatReader: HostReader {
  private let file: SystemFile
  /// Clock ticks a second, in which the kernel counts processor time.
  private let ticks: Double

  private static let seconds = Metric("node_cpu_seconds_total")
  private static let guest = Metric("node_cpu_guest_seconds_total")
  private static let modes = ["user", "nice", "system", "idle", "iowait", "irq", "softirq", "steal"]
  private static let totals: [(line: StaticString, metric: Metric)] = [
    ("intr", Metric("node_intr_total")), ("ctxt", Metric("node_context_switches_total")),
    ("btime", Metric("node_boot_time_seconds")), ("processes", Metric("node_forks_total")),
    ("procs_running", Metric("node_procs_running")), ("procs_blocked", Metric("node_procs_blocked")),
  ]

  init(_ root: HostRoot, _ buffer: SystemBuffer, ticks: Double) {
    file = SystemFile(root.proc("stat"), buffer: buffer)
    self.ticks = ticks
  }

  func read(into scrape: inout ScrapeBuilder) {
    file.read { words in
      while var line = words.line() {
        guard let name = line.word() else { continue }
        if name.starts(withText: "cpu") {
          if name.count > 3 { readCore(name, &line, into: &scrape) }
        } else if let total = Self.totals.first(where: { name.isText($0.line) }) {
          scrape.add(total.metric, line.number())
        }
      }
    }
  }

  private func readCore(_ name: Words.Word, _ line: inout Words, into scrape: inout ScrapeBuilder) {
    let core = name.dropFirst(3)
    let digest = Self.seconds.signature &* 31 ^ core.digest
    for (index, mode) in Self.modes.enumerated() {
      guard let spent = line.number() else { return }
      scrape.add(
        digest &+ UInt64(index), spent / ticks,
        .init(Self.seconds.name, ["cpu": core.text, "mode": mode]))
    }
    for (index, mode) in ["user", "nice"].enumerated() {
      guard let spent = line.number() else { return }
      scrape.add(
        digest &+ UInt64(16 + index), spent / ticks, .init(Self.guest.name, ["cpu": core.text, "mode": mode]))
    }
  }
}
