/// What a reader should know about an answer that was given all the same.
public struct Annotation: Hashable, Sendable {
  /// How much it weighs; the raw value is how Prometheus names it.
  public enum Severity: String, Sendable {
    case warning = "PromQL warning"
    case info = "PromQL info"
  }

  public let severity: Severity
  public let reason: String
  /// Offsets into the UTF-8 text.
  public let place: Range<Int>

  /// As Prometheus writes it, with line and column in the query.
  public func text(in query: String) -> String {
    let before = query.utf8.prefix(place.lowerBound)
    let lineStart = before.lastIndex(of: 0x0A).map { before.index(after: $0) } ?? before.startIndex
    let column = before.distance(from: lineStart, to: before.endIndex) + 1
    return "\(severity.rawValue): \(reason) (\(before.count { $0 == 0x0A } + 1):\(column))"
  }
}

extension Annotation {
  static func quantile(_ value: Double, _ place: Range<Int>) -> Annotation {
    Annotation(
      severity: .warning,
      reason: "quantile value should be between 0 and 1, got \(GoNumber.general(value))", place: place)
  }

  static func ratio(_ value: Double, cappedTo cap: Double, _ place: Range<Int>) -> Annotation {
    Annotation(
      severity: .warning,
      reason: "ratio value should be between -1 and 1, got \(GoNumber.general(value)), capping to "
        + GoNumber.general(cap), place: place)
  }

  static func bucketLabel(_ value: String, of metric: String, _ place: Range<Int>) -> Annotation {
    let name = metric.isEmpty ? "" : " for metric name \(StrayBytes.quoted(metric))"
    return Annotation(
      severity: .warning,
      reason:
        "bucket label \"le\" is missing or has a malformed value of \(StrayBytes.quoted(value))\(name)",
      place: place)
  }

  static func monotonicity(_ metric: String, _ place: Range<Int>) -> Annotation {
    let name = metric.isEmpty ? "" : " for metric name \(StrayBytes.quoted(metric))"
    return Annotation(
      severity: .info,
      reason: "input to histogram_quantile needed to be fixed for monotonicity (see "
        + "https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile)\(name)",
      place: place)
  }

  static func possibleNonCounter(_ metric: String, _ place: Range<Int>) -> Annotation {
    Annotation(
      severity: .info,
      reason: "metric might not be a counter, name does not end in _total/_sum/_count/_bucket: "
        + StrayBytes.quoted(metric), place: place)
  }
}

// About native histograms among numbers.
extension Annotation {
  static func ignoredHistogram(_ aggregation: String, _ place: Range<Int>) -> Annotation {
    Annotation(
      severity: .info, reason: "ignored histogram in \(aggregation) aggregation", place: place)
  }

  static func histogramsInRange(_ metric: String, _ place: Range<Int>) -> Annotation {
    let name = metric.isEmpty ? "" : " for metric name \(StrayBytes.quoted(metric))"
    return Annotation(
      severity: .info, reason: "ignored histograms in a range containing both floats and histograms\(name)",
      place: place)
  }

  static func mixedRange(_ metric: String, _ place: Range<Int>) -> Annotation {
    let name = metric.isEmpty ? "" : " metric name \(StrayBytes.quoted(metric))"
    return Annotation(
      severity: .warning, reason: "encountered a mix of histograms and floats for\(name)", place: place)
  }

  static func classicAndNative(_ metric: String, _ place: Range<Int>) -> Annotation {
    Annotation(
      severity: .warning,
      reason: "vector contains a mix of classic and native histograms for metric name "
        + StrayBytes.quoted(metric), place: place)
  }

  static func mixedAggregation(_ place: Range<Int>) -> Annotation {
    Annotation(
      severity: .warning, reason: "encountered a mix of histograms and floats for aggregation", place: place)
  }

  static func incompatible(_ left: String, _ sign: String, _ right: String, _ place: Range<Int>)
    -> Annotation
  {
    Annotation(
      severity: .info,
      reason: "incompatible sample types encountered for binary operator \"\(sign)\": "
        + "\(left) \(sign) \(right)", place: place)
  }
}
