import Basics

/// A file of Prometheus's own tests of PromQL, run against the evaluator here.
public struct PromTest {
  /// A test that did not come out as written, or could not be put.
  public struct Finding: Hashable, Sendable {
    public let line: Int
    public let expression: String
    public let expected: String
    public let got: String
  }

  public private(set) var passed = 0
  public private(set) var failed: [Finding] = []
  /// Tests that need what is not reckoned with here; `got` says what.
  public private(set) var refused: [Finding] = []
  private var storage = PromTestStorage()

  /// Runs the commands of a file in their order.
  public init(_ text: String) {
    for command in PromTestReader.commands(of: text) { run(command) }
  }

  private mutating func run(_ command: PromTestCommand) {
    switch command {
    case .clear: storage = PromTestStorage()
    case .load(let step, let lines, let asHistograms):
      storage.load(lines, every: step)
      if asHistograms { storage.loadHistograms(of: lines, every: step) }
    case .evaluate(let test): run(test)
    case .unreadable(let line, let text, let reason):
      failed.append(Finding(line: line, expression: text, expected: "a command", got: reason))
    }
  }

  private mutating func run(_ test: PromTestCase) {
    var answer = PromTestAnswer(to: test, storage.source)
    if test.expectsHistogram { answer.refuse() }
    let verdict = test.verdict(on: answer)
    switch verdict {
    case .passed: passed += 1
    case .refused(let reason):
      refused.append(
        Finding(line: test.line, expression: test.expression, expected: "a native histogram", got: reason))
    case .failed(let expected, let got):
      failed.append(
        Finding(line: test.line, expression: test.expression, expected: expected, got: got))
    }
  }
}

/// The series loaded so far.
struct PromTestStorage {
  private var samples: [Labels: [Sample]] = [:]
  private(set) var source = SeriesList()

  mutating func load(_ lines: [SeriesLine], every step: Span) {
    // Of lines with the same labels in one load the last counts.
    let byLabels = Dictionary(lines.map { ($0.labels, $0.values) }) { _, last in last }
    for (labels, values) in byLabels {
      add(
        values.enumerated().compactMap { Self.sample($0.element, .epoch + step * Int64($0.offset)) },
        to: labels)
    }
    settle()
  }

  /// The native histograms with custom buckets that classic ones come to; only that they are there is kept.
  mutating func loadHistograms(of lines: [SeriesLine], every step: Span) {
    var times: [Labels: Set<Instant>] = [:]
    for line in lines {
      let name = line.labels[Labels.metricName]
      guard name.hasSuffix("_bucket"), line.labels.has("le") else { continue }
      let labels = line.labels.setting("le", to: "")
        .setting(Labels.metricName, to: String(name.dropLast("_bucket".count)))
      for (index, value) in line.values.enumerated() where value != .nothing {
        times[labels, default: []].insert(.epoch + step * Int64(index))
      }
    }
    for (labels, times) in times {
      add(times.sorted().map { Sample(at: $0, value: NativeHistogram.marker) }, to: labels)
    }
    settle()
  }

  private static func sample(_ value: SeriesLine.Value, _ at: Instant) -> Sample? {
    switch value {
    case .nothing: nil
    case .number(let number): Sample(at: at, value: number)
    case .histogram: Sample(at: at, value: NativeHistogram.marker)
    }
  }

  private mutating func add(_ new: [Sample], to labels: Labels) {
    var byTime = Dictionary(uniqueKeysWithValues: (samples[labels] ?? []).map { ($0.at, $0) })
    for sample in new { byTime[sample.at] = sample }
    samples[labels] = byTime.values.sorted { $0.at < $1.at }
  }

  private mutating func settle() {
    source = SeriesList(
      samples.filter { !$0.value.isEmpty }.map { Series(labels: $0.key, samples: $0.value) })
  }
}
