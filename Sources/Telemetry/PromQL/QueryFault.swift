/// What is wrong with an expression, and where.
public struct QueryFault: Error, Hashable, CustomStringConvertible {
  /// Offsets into the UTF-8 text.
  public let place: Range<Int>
  public let reason: String

  public init(_ place: Range<Int>, _ reason: String) {
    self.place = place
    self.reason = reason
  }

  public var description: String { "at \(place.lowerBound + 1): \(reason)" }
}
