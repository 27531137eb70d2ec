import Basics
import Console
import Telemetry

extension Subcommand {
  static let export = Subcommand(
    "export", "openmetrics [SELECTOR] [--start A --end B] | openslo",
    english: "write series as OpenMetrics (as they are now, or every sample from --start), or the objectives",
    chinese: "以 OpenMetrics 输出序列（当前值，或 --start 起的全部样本），或输出服务目标"
  ) { invocation throws(Complaint) in
    let (arguments, options) = (invocation.arguments, invocation.options)
    if arguments.words == ["openslo"] {
      Output.write(ObjectiveShelf.file(options))
      return 0
    }
    guard arguments.words.first == "openmetrics", arguments.words.count <= 2 else {
      throw .usage(arguments.subcommand)
    }
    let selector = try ExportRun.selector(arguments.words.dropFirst().first)
    let end = try arguments.instant("end") ?? options.at ?? Clock.wall
    let start = try arguments.instant("start")
    let source = try QuerySource.open(options, readsHost: start == nil && options.at == nil)
    try ExportRun(source: source, selector: selector, start: start, end: end).write()
    return 0
  }
}

/// Writes series out, one metric after another, so that a long time need not fit into memory.
private struct ExportRun {
  let source: any SeriesSource
  let selector: Selector
  /// Nil for the latest sample of each series.
  let start: Instant?
  let end: Instant

  static func selector(_ text: String?) throws(Complaint) -> Selector {
    guard let text else { return Selector(metric: nil) }
    do throws(QueryFault) {
      if case .vector(let vector) = try Parser.parse(text).form { return vector.selector }
    } catch { throw .failed(Bilingual("\(text.printable): \(error)")) }
    throw .malformed(text, example: "node_load1{instance=\"edge-17\"}")
  }

  func write() throws(Complaint) {
    do throws(QueryFault) {
      for name in try source.labelValues(of: Labels.metricName, selector).sorted() {
        guard let one = Matcher(Labels.metricName, .equal, name) else { continue }
        let wanted = Selector(metric: selector.metric, matchers: selector.matchers + [one])
        let family = Self.family(name, try series(wanted))
        Output.write(ExpositionWriter.lines(of: family, in: .openMetrics))
      }
    } catch { throw .failed(Bilingual(error.reason)) }
    Output.write("# EOF\n")
  }

  private func series(_ wanted: Selector) throws(QueryFault) -> [Series] {
    guard let start else { return try source.instant(wanted, at: end, lookback: Head.lookback) }
    return try source.samples(wanted, after: start - .milliseconds(1), upTo: end)
  }

  /// The series of one metric as a family: a counter where its name says so, else of no known type.
  private static func family(_ name: String, _ series: [Series]) -> MetricFamily {
    let isCounter = name.hasSuffix("_total")
    let samples = series.flatMap { series in
      series.samples.lazy.filter { !Staleness.isMarker($0.value) }.map { sample in
        MetricFamily.Sample(name, series.labels.withoutName, sample.value, at: Timestamp(sample.at))
      }
    }
    return MetricFamily(isCounter ? String(name.dropLast(6)) : name, isCounter ? .counter : .unknown, samples)
  }
}
