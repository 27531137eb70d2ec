import Basics
import Telemetry

extension AlertRule {
  /// The number that the rule's expression is compared with, for drawing it: the 0.9 of `… > 0.9`.
  public var threshold: Double? { comparison?.threshold }

  /// The parts of an expression that compares a vector with a number and filters by that.
  private var comparison: (measured: Expression, sign: Binary.Operator, threshold: Double)? {
    guard case .binary(let binary) = query.form, binary.sign.isComparison, !binary.returnsBool,
      binary.left.kind == .vector, let number = binary.right.constant
    else { return nil }
    return (binary.left, binary.sign, number)
  }

  /// What is asked at every evaluation, to be kept from one to the next: what the rule measures, where it compares
  /// that with a number, else its whole expression.
  public var prepared: PreparedQuery { PreparedQuery(comparison?.measured ?? query) }

  /// The text of that. Rules which differ in their limits alone ask the same.
  public var preparedText: String {
    guard let place = comparison?.measured.place else { return expression }
    return String(decoding: Array(expression.utf8)[place], as: UTF8.self)
  }

  /// What the rule sees at a time: every series it measures, where it compares with a number, and those for which the
  /// condition holds.
  public func observe(
    _ source: any SeriesSource, at now: Instant, with query: PreparedQuery? = nil
  ) throws(QueryFault) -> (measured: [VectorSample], holding: [VectorSample]) {
    observe(try (query ?? prepared).value(in: source, at: now))
  }

  /// What the rule sees in what `prepared` came to.
  public func observe(_ value: QueryValue) -> (measured: [VectorSample], holding: [VectorSample]) {
    if let comparison {
      guard case .vector(let measured) = value else { return ([], []) }
      let holding = measured.filter { comparison.sign.holds($0.value, comparison.threshold) }
      return (measured, holding)
    }
    switch value {
    case .vector(let samples): return ([], samples)
    case .scalar(let number): return ([], [VectorSample(labels: [:], value: number)])
    case .text, .matrix: return ([], [])
    }
  }

  /// What the rule's condition is about, where the series that hold it have the labels of those it is about: what
  /// stands left of the comparisons, of `and` and of `unless`. Nil where that cannot be told.
  var measured: Expression? { Self.measured(query) }

  private static func measured(_ expression: Expression) -> Expression? {
    switch expression.form {
    case .group(let inner): return measured(inner)
    case .binary(let binary):
      let isFilter = binary.sign == .and || binary.sign == .unless
      if isFilter { return measured(binary.left) }
      guard binary.sign.isComparison, !binary.returnsBool, binary.left.kind == .vector else { return nil }
      let keepsLabels =
        binary.right.kind == .scalar || binary.matching.labels.isEmpty && !binary.matching.isOn
      return keepsLabels ? measured(binary.left) ?? binary.left : nil
    case .number, .text, .vector, .matrix, .subquery, .negation, .aggregation, .call: return nil
    }
  }

  /// What is asked besides at every evaluation, to tell a series that is gone from one whose condition is; nil where
  /// the rule does not want to know.
  public var preparedMeasure: PreparedQuery? {
    guard onNoData != .ok, comparison == nil else { return nil }
    return measured.map(PreparedQuery.init)
  }

  /// Whether the rule asks for the series that alerts themselves are.
  public var readsAlerts: Bool { query.readsAlerts }
}

extension RecordingRule {
  /// Whether the rule asks for the series that alerts themselves are.
  public var readsAlerts: Bool { query.readsAlerts }
}

extension Expression {
  /// Every selector within.
  var selectors: [VectorSelector] {
    switch form {
    case .number, .text: []
    case .vector(let selector), .matrix(let selector, range: _): [selector]
    case .subquery(let subquery): subquery.expression.selectors
    case .negation(let inner), .group(let inner): inner.selectors
    case .binary(let binary): binary.left.selectors + binary.right.selectors
    case .aggregation(let aggregation):
      aggregation.expression.selectors + (aggregation.parameter?.selectors ?? [])
    case .call(let call): call.arguments.flatMap(\.selectors)
    }
  }

  /// Whether series of alerts may be among those asked for.
  var readsAlerts: Bool {
    selectors.contains { selector in
      guard let metric = selector.selector.metric else { return true }
      return metric == AlertSeries.state || metric == AlertSeries.since
    }
  }
}
