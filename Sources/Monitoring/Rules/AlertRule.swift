import Basics
import Telemetry

/// A condition that becomes an alert when it has held long enough, as a Prometheus rule file states it.
public struct AlertRule: Sendable {
  public let name: String
  /// The text of the expression; every series it yields is one alert.
  public let expression: String
  let query: Expression
  /// How long the condition must hold before the alert fires.
  public let holdFor: Span
  /// How long the alert keeps firing after the condition is gone.
  public let keepFiringFor: Span
  public let labels: Labels
  /// Texts by name; `summary_zh` is the Chinese of `summary`.
  public let annotations: [String: Template]

  public var severity: Severity { Severity(label: labels["severity"]) }

  /// Rules that are evaluated together, in their order.
  public struct Group: Sendable {
    public let name: String
    public let interval: Span
    /// Rules of either kind.
    public let steps: [Rule]

    /// The rules that make alerts.
    public var rules: [AlertRule] {
      steps.compactMap { if case .alert(let rule) = $0 { rule } else { nil } }
    }
  }

  /// The number that the rule's expression is compared with, for drawing it: the 0.9 of `… > 0.9`.
  public var threshold: Double? { comparison?.threshold }

  /// The parts of an expression that compares a vector with a number and filters by that.
  private var comparison: (measured: Expression, sign: Binary.Operator, threshold: Double)? {
    guard case .binary(let binary) = query.form, binary.sign.isComparison, !binary.returnsBool,
      binary.left.kind == .vector, case .number(let number) = binary.right.form
    else { return nil }
    return (binary.left, binary.sign, number)
  }

  /// What is asked at every evaluation, to be kept from one to the next: what the rule measures, where it compares
  /// that with a number, else its whole expression.
  public var prepared: PreparedQuery { PreparedQuery(comparison?.measured ?? query) }

  /// What the rule sees at a time: every series it measures, where it compares with a number, and those for which the
  /// condition holds.
  public func observe(
    _ source: any SeriesSource, at now: Instant, with query: PreparedQuery? = nil
  ) throws(QueryFault) -> (measured: [VectorSample], holding: [VectorSample]) {
    let value = try (query ?? prepared).value(in: source, at: now)
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

  /// The labels of the alert that a sample makes.
  public func labels(of sample: VectorSample) -> Labels {
    sample.labels.withoutName.merging(labels).setting("alertname", to: name)
  }
}
