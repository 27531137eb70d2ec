/// What is wrong with an expression, and where.
public struct QueryFault: Error, Hashable, CustomStringConvertible {
  /// Offsets into the UTF-8 text.
  public let place: Range<Int>
  public let reason: String
  /// Whether the expression is right and only beyond what can be answered here.
  public let isRefusal: Bool

  public init(_ place: Range<Int>, _ reason: String, isRefusal: Bool = false) {
    self.place = place
    self.reason = reason
    self.isRefusal = isRefusal
  }

  public var description: String { "at \(place.lowerBound + 1): \(reason)" }
}

extension QueryFault {
  static func sameLabels(_ place: Range<Int>) -> QueryFault {
    QueryFault(place, "vector cannot contain metrics with the same labelset")
  }

  static func nativeHistogram(_ place: Range<Int>) -> QueryFault {
    QueryFault(place, "native histograms are not reckoned with here", isRefusal: true)
  }
}
