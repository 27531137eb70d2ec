import Basics
import Glibc
import Model
import Telemetry

/// Reads this host as node_exporter would: the same names, the same units.
/// A class because it keeps the kernel's files open and remembers processes between readings.
public final class HostCollector {
  private let labels: Labels
  private let readers: [HostReader]
  private let slow: SlowReadings
  private let processes: ProcessReader
  private var builder = ScrapeBuilder()

  private static let time = Metric("node_time_seconds")
  private static let cost = Metric("binnacle_host_scrape_seconds")

  /// - Parameters:
  ///   - root: the real kernel, or a saved tree.
  ///   - labels: what all series share, at least `instance`.
  ///   - usage: answers how full a filesystem is.
  public init(
    root: HostRoot = HostRoot(), labels: Labels,
    usage: @escaping @Sendable (String) -> FilesystemUsage? = FilesystemUsage.ask
  ) {
    self.labels = labels
    let buffer = SystemBuffer()
    slow = SlowReadings(root, ask: usage)
    readers = [
      StatReader(root, buffer, ticks: Self.ticks), LoadReader(root, buffer), MemoryReader(root, buffer),
      DiskReader(root, buffer), NetworkReader(root, buffer), PressureReader(root, buffer),
      NetstatReader(root, buffer), VirtualMemoryReader(root, buffer), IdentityReader(root), SlowReader(slow),
    ]
    processes = ProcessReader(root, buffer, ticks: Self.ticks)
  }

  deinit { slow.stop() }

  private static let ticks = Double(max(1, sysconf(Int32(_SC_CLK_TCK))))

  /// The host as it is now.
  public func collect(at now: Instant) -> [Observation] {
    builder.add(Self.time, now.seconds)
    for reader in readers { reader.read(into: &builder) }
    let scrape = builder.finish(source: labels, at: now)
    let table = processes.read(
      at: now, source: labels, bootTime: scrape.value("node_boot_time_seconds") ?? now.seconds)
    return [.scrape(scrape), .processes(table)]
  }

  /// Reads filesystems and `/sys` once, now. Without `keepSlowReadingsFresh` this is the only reading of them.
  public func readSlowParts(at now: Instant) { slow.refresh(at: now) }

  /// Work for a thread of its own: keeps what may hang up to date until the collector goes.
  public var slowWork: @Sendable (_ clock: @escaping @Sendable () -> Instant) -> Void {
    let slow = slow
    return { clock in slow.run(every: .seconds(5), clock: clock) }
  }

  /// Whether the thread of `slowWork` hangs on a dead mount, so that a new one is due.
  public func slowWorkHangs(at now: Instant) -> Bool { slow.giveUpHanging(at: now, after: .seconds(15)) }

  /// The name of this host, for the `instance` label.
  public static func hostName(root: HostRoot = HostRoot()) -> String {
    TextFile.line(root.proc("sys/kernel/hostname")) ?? "localhost"
  }
}
