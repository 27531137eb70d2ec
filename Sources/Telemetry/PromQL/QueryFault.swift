/// What is wrong with an expression or came in the way of its answer, and where.
public struct QueryFault: Error, Hashable, CustomStringConvertible {
  /// Why there is no answer.
  public enum Kind: Sendable {
    /// The expression is not one, or asks for what cannot be.
    case badData
    /// Working it out failed on what the series hold.
    case execution
    /// It is right and only beyond what can be answered here.
    case refused
    case timeout
    case cancelled

    /// The `errorType` by which Prometheus's HTTP API tells it.
    public var errorType: String {
      switch self {
      case .badData: "bad_data"
      case .execution, .refused: "execution"
      case .timeout: "timeout"
      case .cancelled: "canceled"
      }
    }
  }

  /// Offsets into the UTF-8 text.
  public let place: Range<Int>
  public let reason: String
  public let kind: Kind

  public init(_ place: Range<Int>, _ reason: String, kind: Kind = .execution) {
    self.place = place
    self.reason = reason
    self.kind = kind
  }

  /// Whether the expression is right and only beyond what can be answered here.
  public var isRefusal: Bool { kind == .refused }

  public var description: String { "at \(place.lowerBound + 1): \(reason)" }
}

extension QueryFault {
  static func sameLabels(_ place: Range<Int>) -> QueryFault {
    QueryFault(place, "vector cannot contain metrics with the same labelset")
  }

  static func nativeHistogram(_ place: Range<Int>) -> QueryFault {
    QueryFault(place, "native histograms are not reckoned with here", kind: .refused)
  }
}
