import Basics

extension PromTestCase {
  /// How an answer compares with what was expected.
  enum Verdict: Equatable {
    case passed
    case refused(String)
    case failed(expected: String, got: String)
  }

  func verdict(on answer: PromTestAnswer) -> Verdict {
    switch answer.outcome {
    case .fault(let fault) where fault.isRefusal: return .refused(fault.reason)
    case .fault(let fault):
      guard mayFail else { return .failed(expected: expectation, got: fault.reason) }
      guard failures.allSatisfy({ $0.accepts(fault.reason) }) else {
        return .failed(expected: failures.map(\.shown).joined(separator: "; "), got: fault.reason)
      }
      return .passed
    case .value(let value):
      guard !mayFail else { return .failed(expected: "a failure", got: Self.shown(value)) }
      let annotations = verdict(on: answer.warnings, warnings, isWithoutWarnings, "warning")
      guard annotations == .passed else { return annotations }
      let notes = verdict(on: answer.infos, infos, isWithoutInfos, "info")
      guard notes == .passed else { return notes }
      return matches(value) ? .passed : .failed(expected: expectation, got: Self.shown(value))
    }
  }

  private func verdict(
    on found: [String], _ expected: [Wording], _ isWithout: Bool, _ kind: String
  ) -> Verdict {
    let got = found.isEmpty ? "no \(kind)" : found.joined(separator: "; ")
    if isWithout, !found.isEmpty { return .failed(expected: "no \(kind)", got: got) }
    guard !expected.isEmpty else { return .passed }
    let isComplete =
      expected.allSatisfy { found.contains(where: $0.accepts) }
      && found.allSatisfy { text in expected.contains { $0.accepts(text) } }
    return isComplete
      ? .passed : .failed(expected: "\(kind) \(expected.map(\.shown).joined(separator: "; "))", got: got)
  }

  private func matches(_ value: QueryValue) -> Bool {
    switch value {
    case .text(let found): return found == text
    case .scalar(let found):
      guard case .number(let expected)? = number else { return false }
      return Self.isClose(found, expected)
    case .vector(let samples): return matches(samples)
    case .matrix(let found): return matches(found)
    }
  }

  private static func isClose(_ left: Double, _ right: Double) -> Bool {
    Closeness.areClose(left, right, within: 1e-6)
  }

  private func matches(_ samples: [VectorSample]) -> Bool {
    guard text == nil, number == nil, matrix == nil, samples.count == series.count else { return false }
    let places = Dictionary(series.enumerated().map { ($0.element.labels, $0.offset) }) { _, last in last }
    return samples.enumerated().allSatisfy { position, sample in
      guard let place = places[sample.labels], !isOrdered || place == position,
        case .number(let expected)? = series[place].values.first
      else { return false }
      return Self.isClose(sample.value, expected)
    }
  }

  private func matches(_ found: [Series]) -> Bool {
    let (start, step): (Instant, Span)
    switch times {
    case .range(let from, _, let by): (start, step) = (from, by)
    case .instant:
      guard let matrix else { return false }
      (start, step) = (matrix.from, matrix.step)
    }
    var rest = Dictionary(found.map { ($0.labels, $0.samples) }) { first, _ in first }
    for expected in series {
      let samples = rest.removeValue(forKey: expected.labels) ?? []
      guard Self.match(samples, expected.samples(from: start, every: step)) else { return false }
    }
    return !isOrdered && text == nil && number == nil && rest.isEmpty
  }

  private static func match(_ found: some Collection<Sample>, _ expected: [Sample]) -> Bool {
    found.count == expected.count
      && zip(found, expected).allSatisfy { $0.at == $1.at && isClose($0.value, $1.value) }
  }
}

extension PromTestCase.ExpectedSeries {
  fileprivate func samples(from start: Instant, every step: Span) -> [Sample] {
    values.enumerated().compactMap { index, value in
      guard case .number(let number) = value else { return nil }
      return Sample(at: start + step * Int64(index), value: number)
    }
  }
}

// The texts of a finding.
extension PromTestCase {
  fileprivate var expectation: String {
    if mayFail { return "a failure" }
    if let text { return StrayBytes.quoted(text) }
    if let number { return number.shown }
    let lines = series.map { "\($0.labels) \($0.values.map(\.shown).joined(separator: " "))" }
    return lines.isEmpty ? "nothing" : lines.joined(separator: ", ")
  }

  fileprivate static func shown(_ value: QueryValue) -> String {
    let lines: [String]
    switch value {
    case .text(let text): return StrayBytes.quoted(text)
    case .scalar(let number): return GoNumber.general(number)
    case .vector(let samples): lines = samples.map { "\($0.labels) \(GoNumber.general($0.value))" }
    case .matrix(let series):
      lines = series.map { series in
        let samples = series.samples.map {
          "\(GoNumber.general($0.value))@\(GoNumber.general($0.at.seconds))"
        }
        return "\(series.labels) \(samples.joined(separator: " "))"
      }
    }
    return lines.isEmpty ? "nothing" : lines.joined(separator: ", ")
  }
}

extension SeriesLine.Value {
  fileprivate var shown: String {
    switch self {
    case .nothing: "_"
    case .histogram: "{{}}"
    case .number(let number): Staleness.isMarker(number) ? "stale" : GoNumber.general(number)
    }
  }
}

extension PromTestCase.Wording {
  fileprivate var shown: String { text ?? (pattern == nil ? "of any kind" : "like a pattern") }
}
