import Basics
import Glibc
import Model
import Monitoring
import Telemetry

/// What the engine's thread tells the others of how it stands.
struct EngineStanding: Sendable {
  var counts = EngineCounts()
  var digest = Digest()
  var sources = 0
  var failingSources = 0
  var storeBytes: Int64 = 0
  /// The processor time of the last step, and of all.
  var lastStep = 0.0
  var allSteps = 0.0
}

/// The metrics that this program has of itself: as a source of its own, and as a page for the textfile collector of a
/// node exporter.
struct OwnMetrics {
  private let source: Labels
  private let page: String?
  private let layout: Layout

  init(source: Labels, page: String?) {
    (self.source, self.page) = (source, page)
    layout = Layout(
      Self.families(EngineStanding(), clockSteps: 0).flatMap { family in
        family.samples.map { Layout.Column($0.name, $0.labels) }
      })
  }

  func scrape(_ families: [MetricFamily], at now: Instant) -> Scrape {
    Scrape(source: source, at: now, layout: layout, values: families.flatMap { $0.samples.map(\.value) })
  }

  /// Writes the page when its time has come; tells when it cannot be written. It is written beside and then put in its
  /// place, so that no reader sees half of it.
  func write(_ families: [MetricFamily], at now: Instant) -> Observation? {
    guard let page, now.milliseconds / 1_000 % Self.interval == 0 else { return nil }
    let beside = "\(page).\(getpid())"
    var fault = Files.write(ExpositionWriter.text(families, in: .text), to: beside)
    chmod(beside, 0o644)
    if fault == nil, rename(beside, page) != 0 { fault = String(cString: strerror(errno)) }
    return .fault(source: page, reason: fault)
  }

  /// How many seconds lie between two pages.
  private static let interval: Int64 = 15

  static func families(_ standing: EngineStanding, clockSteps: Int) -> [MetricFamily] {
    let counts = standing.counts
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    let (user, system) = (usage.ru_utime, usage.ru_stime)
    let cpu = Double(user.tv_sec + system.tv_sec) + Double(user.tv_usec + system.tv_usec) / 1e6
    return [
      counter("process_cpu_seconds", "Processor time that this program has used.", cpu),
      gauge("process_resident_memory_bytes", "Memory that this program has resident.", resident),
      counter("binnacle_clock_steps", "How often the clock was set.", Double(clockSteps)),
      counter("binnacle_scrapes", "Scrapes that were taken in.", Double(counts.scrapes)),
      counter("binnacle_samples", "Samples that were taken in.", Double(counts.samples)),
      MetricFamily(
        "binnacle_samples_refused", .counter, help: "Samples that came too late.",
        [
          .init("binnacle_samples_refused_total", ["reason": "duplicate"], Double(counts.samplesTwice)),
          .init(
            "binnacle_samples_refused_total", ["reason": "out_of_order"], Double(counts.samplesOutOfOrder)),
        ]),
      counter("binnacle_samples_packed", "Samples that were put into blocks.", Double(counts.samplesPacked)),
      counter("binnacle_blocks", "Blocks that were made of scrapes.", Double(counts.blocks)),
      counter("binnacle_rule_evaluations", "Evaluations of rules.", Double(counts.ruleEvaluations)),
      counter("binnacle_rule_failures", "Evaluations of rules that failed.", Double(counts.ruleFailures)),
      counter("binnacle_engine_seconds", "Processor time of the engine.", standing.allSteps),
      gauge("binnacle_engine_step_seconds", "Processor time of the engine's last step.", standing.lastStep),
      gauge("binnacle_alerts_firing", "Alerts that fire.", Double(standing.digest.alerts.firing)),
      gauge("binnacle_nodes_up", "Nodes that are up.", Double(standing.digest.nodes.up)),
      gauge("binnacle_nodes_lost", "Nodes that are lost.", Double(standing.digest.nodes.lost)),
      gauge("binnacle_sources", "Sources that are known.", Double(standing.sources)),
      gauge("binnacle_sources_failing", "Sources that cannot be read.", Double(standing.failingSources)),
      gauge("binnacle_store_bytes", "Size of the store.", Double(standing.storeBytes)),
    ]
  }

  private static func counter(_ name: String, _ help: String, _ value: Double) -> MetricFamily {
    MetricFamily(name, .counter, help: help, [.init("\(name)_total", [:], value)])
  }

  private static func gauge(_ name: String, _ help: String, _ value: Double) -> MetricFamily {
    MetricFamily(name, .gauge, help: help, [.init(name, [:], value)])
  }

  /// Resident bytes, from `/proc/self/statm`.
  static var resident: Double {
    let fields = String(decoding: Files.bytes("/proc/self/statm") ?? [], as: UTF8.self).split(separator: " ")
    guard fields.count > 1, let pages = Double(fields[1]) else { return .nan }
    return pages * Double(sysconf(Int32(_SC_PAGESIZE)))
  }
}
