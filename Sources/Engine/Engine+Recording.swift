import Basics
import Monitoring
import Telemetry

extension Engine {
  /// Records what a rule comes to, so that the rules after it see that already.
  func apply(
    _ rule: RecordingRule, at place: Int, of group: AlertRule.Group, _ recorded: inout Set<Labels>
  ) {
    let key = Evaluations.key(place, group)
    do throws(QueryFault) {
      let samples = try evaluations.query(of: rule).value(in: series, at: now).recordable
      var recorder = recorders[key] ?? Recorder(group: group.name, place: place)
      if group.limit > 0, samples.count > group.limit {
        throw QueryFault(
          0..<rule.expression.utf8.count, "exceeded limit of \(group.limit) with \(samples.count) series")
      }
      let (scrape, twice) = try recorder.scrape(of: rule, samples, at: now, taken: &recorded)
      recorders[key] = recorder
      take(scrape, isOurs: true)
      evaluations.setFault(twice.map { "the series \($0) is recorded twice" }, of: key)
    } catch {
      evaluations.setFault(error.description, of: key)
    }
  }

  /// Ends the series of the recording rules that are not there any more.
  func endRecordings() {
    endAlertRecordings()
    guard !recorders.isEmpty else { return }
    let kept = configuration.index.recordings
    for (key, recorder) in recorders where !kept.contains(key) {
      take(recorder.end(at: now), isOurs: true)
      recorders[key] = nil
    }
  }
}

extension QueryValue {
  /// The samples that can be recorded: those of a vector, or a number by itself.
  fileprivate var recordable: [VectorSample] {
    switch self {
    case .vector(let samples): samples
    case .scalar(let number): [VectorSample(labels: [:], value: number)]
    case .text, .matrix: []
    }
  }
}
