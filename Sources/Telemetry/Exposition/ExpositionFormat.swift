/// The texts in which programs expose their metrics.
public enum ExpositionFormat: String, CaseIterable, Sendable {
  /// OpenMetrics 1.0.
  case openMetrics = "openmetrics"
  /// The text format 0.0.4 of Prometheus.
  case text

  /// The media type a page of this format is served under.
  public var mediaType: String {
    switch self {
    case .openMetrics: "application/openmetrics-text; version=1.0.0; charset=utf-8"
    case .text: "text/plain; version=0.0.4; charset=utf-8"
    }
  }

  /// The format that a page's media type names; whatever is not OpenMetrics is taken for text.
  public init(mediaType: String) {
    let kind = mediaType.prefix { $0 != ";" && $0 != " " }.lowercased()
    self = kind == "application/openmetrics-text" ? .openMetrics : .text
  }
}
