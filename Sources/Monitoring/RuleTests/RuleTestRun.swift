import Basics
import Telemetry

/// One run of a group of tests: series come in, rules are evaluated interval by interval, and at the times the tests
/// name it is seen what came of it. The order of things is that of `promtool test rules`.
struct RuleTestRun {
  private let file: RuleTestFile
  private let test: RuleTestFile.Group
  private let groups: [AlertRule.Group]
  private var head: Head
  private var book = AlertBook()
  private var recorders: [String: Recorder] = [:]
  private var alertRecorders: [String: AlertRecorder] = [:]
  private var queries: [String: PreparedQuery] = [:]
  private var fed: [Int]
  private(set) var report = RuleTestReport()

  init(_ file: RuleTestFile, _ test: RuleTestFile.Group, _ groups: [AlertRule.Group]) {
    (self.file, self.test) = (file, test)
    self.groups = groups.enumerated().sorted { left, right in
      (file.order[left.element.name] ?? 0, left.offset) < (file.order[right.element.name] ?? 0, right.offset)
    }.map(\.element)
    var depth = Head.Depth()
    (depth.fine, depth.coarse) = (.days(100_000), .days(100_000))
    head = Head(depth: depth)
    fed = Array(repeating: 0, count: test.series.count)
  }

  /// How many evaluations a test may take.
  private static let most: Int64 = 1_000_000

  mutating func run() {
    guard test.length.milliseconds / file.interval.milliseconds < Self.most else {
      return report.fail(subject, "at most \(Self.most) evaluations", "\(test.length.prometheus) of them")
    }
    var at = Span.zero
    var waiting = test.alerts.sorted { $0.at < $1.at }[...]
    while at <= test.length {
      feed(upTo: at)
      let faults = evaluate(at: test.start + at)
      for fault in faults {
        report.fail("\(subject)rule \(fault.rule), time \(at.prometheus)", "no failure", fault.reason)
      }
      // As promtool does: after a failed evaluation nothing that follows means anything.
      guard faults.isEmpty else { return }
      while let next = waiting.first, next.at < at + file.interval {
        check(next)
        waiting.removeFirst()
      }
      at = at + file.interval
    }
    for expression in test.expressions { check(expression) }
  }

  /// What a failure begins with.
  private var subject: String { test.name.isEmpty ? "" : "\(test.name): " }

  /// Takes in the samples up to a time.
  private mutating func feed(upTo end: Span) {
    for place in test.series.indices {
      let line = test.series[place]
      while fed[place] < line.values.count, test.interval * Int64(fed[place]) <= end {
        let at = test.start + test.interval * Int64(fed[place])
        if case .number(let value) = line.values[fed[place]] { take(line, value, place, at) }
        fed[place] += 1
      }
    }
  }

  private mutating func take(_ line: SeriesLine, _ value: Double, _ place: Int, _ at: Instant) {
    let source: Labels = [Labels.sourceMark: "series \(place)"]
    let known = head.latest(of: source)?.current.layout
    let layout =
      known ?? Layout([Layout.Column(line.labels.metric, line.labels.setting(Labels.metricName, to: ""))])
    head.append(Scrape(source: source, at: at, layout: layout, values: [value]))
  }

  private mutating func evaluate(at now: Instant) -> [(rule: String, reason: String)] {
    var faults: [(rule: String, reason: String)] = []
    var (recorded, alerts): (Set<Labels>, Set<Labels>?) = ([], [])
    for group in groups {
      for (place, step) in group.steps.enumerated() {
        switch step {
        case .alert(let rule):
          if let reason = evaluate(rule, of: group, at: now, &alerts) { faults.append((rule.name, reason)) }
        case .recording(let rule):
          let key = "\(group.name)/\(place)"
          if let reason = evaluate(rule, key, of: group, place, at: now, &recorded) {
            faults.append((rule.name, reason))
          }
        }
      }
    }
    return faults
  }

  private mutating func evaluate(
    _ rule: AlertRule, of group: AlertRule.Group, at now: Instant, _ taken: inout Set<Labels>?
  ) -> String? {
    let outcome: RuleOutcome
    do throws(QueryFault) {
      let (measured, holding) = try rule.observe(head, at: now, with: query(of: rule))
      outcome = .seen(measured: measured, holding: holding)
    } catch { outcome = .failed(error.description) }
    let terms = AlertBook.Terms(
      interval: file.interval, limit: group.limit, surroundings: surroundings(at: now))
    let evaluation = book.evaluate(rule, outcome, at: now, terms)
    guard evaluation.fault == nil else { return evaluation.fault }
    var recorder = alertRecorders[rule.identity] ?? AlertRecorder(rule)
    let scrape = recorder.scrape(of: rule, in: book, at: now, taken: &taken)
    alertRecorders[rule.identity] = recorder
    if let scrape { head.append(scrape) }
    return nil
  }

  private mutating func query(of rule: AlertRule) -> PreparedQuery {
    if let known = queries[rule.expression] { return known }
    let query = rule.prepared
    queries[rule.expression] = query
    return query
  }

  private func surroundings(at now: Instant) -> TemplateContext.Surroundings {
    let (head, options) = (head, options)
    return TemplateContext.Surroundings(
      externalLabels: test.externalLabels, externalURL: test.externalURL, now: now
    ) { text throws(QueryFault) in
      try Self.samples(of: text, in: head, at: now, options)
    }
  }

  private var options: QueryOptions {
    var options = QueryOptions()
    options.interval = file.interval
    return options
  }

  private static func samples(of text: String, in head: Head, at now: Instant, _ options: QueryOptions)
    throws(QueryFault) -> [VectorSample]
  {
    let expression = try Parser.parse(text)
    switch try Evaluator(head, at: now, options).value(of: expression) {
    case .vector(let samples): return samples
    case .scalar(let number): return [VectorSample(labels: [:], value: number)]
    case .text, .matrix: throw QueryFault(expression.place, "rule result is not a vector or scalar")
    }
  }

  private mutating func evaluate(
    _ rule: RecordingRule, _ key: String, of group: AlertRule.Group, _ place: Int, at now: Instant,
    _ taken: inout Set<Labels>
  ) -> String? {
    do throws(QueryFault) {
      let samples = try Self.samples(of: rule.expression, in: head, at: now, options)
      if group.limit > 0, samples.count > group.limit {
        return "exceeded limit of \(group.limit) with \(samples.count) series"
      }
      var recorder = recorders[key] ?? Recorder(group: group.name, place: place)
      let (scrape, _) = try recorder.scrape(of: rule, samples, at: now, taken: &taken)
      recorders[key] = recorder
      head.append(scrape)
      return nil
    } catch { return error.description }
  }
}

// What came of it.
extension RuleTestRun {
  private mutating func check(_ test: RuleTestFile.AlertCase) {
    let firing = book.active.values.filter { $0.rule == test.name && $0.state == .firing }
    let got = firing.map { RuleTestFile.ExpectedAlert(labels: $0.labels, annotations: $0.annotations) }
    let (wanted, found) = (Self.lines(test.expected), Self.lines(got))
    guard wanted != found else { return report.pass() }
    report.fail(
      "\(subject)alertname \(test.name), time \(test.at.prometheus)", Self.shown(wanted), Self.shown(found))
  }

  /// Alerts as text, in an order that does not depend on that of the rules.
  private static func lines(_ alerts: [RuleTestFile.ExpectedAlert]) -> [String] {
    alerts.map { alert in
      let texts = alert.annotations.sorted { $0.key < $1.key }.map { "\($0.key)=\(GoPrint.quoted($0.value))" }
      return "\(alert.labels) {\(texts.joined(separator: ", "))}"
    }.sorted()
  }

  private static func shown(_ lines: [String]) -> String {
    lines.isEmpty ? "nothing" : lines.joined(separator: "\n           ")
  }

  private mutating func check(_ test: RuleTestFile.ExpressionCase) {
    let name = "\(subject)expr \(GoPrint.quoted(test.expression)), time \(test.at.prometheus)"
    do throws(QueryFault) {
      let found = try Self.samples(of: test.expression, in: head, at: self.test.start + test.at, options)
      guard !areSame(found, test.expected) else { return report.pass() }
      report.fail(name, Self.shown(Self.lines(test.expected)), Self.shown(Self.lines(found)))
    } catch { report.fail(name, Self.shown(Self.lines(test.expected)), error.description) }
  }

  private static func lines(_ samples: [VectorSample]) -> [String] {
    samples.map { "\($0.labels) \(GoFormat.shortest($0.value))" }.sorted()
  }

  private func areSame(_ found: [VectorSample], _ expected: [VectorSample]) -> Bool {
    guard found.count == expected.count else { return false }
    let byLabels = Dictionary(expected.map { ($0.labels, $0.value) }) { first, _ in first }
    return found.allSatisfy { sample in
      guard let value = byLabels[sample.labels] else { return false }
      if value == sample.value || value.isNaN && sample.value.isNaN { return true }
      return file.isFuzzy && (value.nextUp == sample.value || value.nextDown == sample.value)
    }
  }
}
