/// An amount as plans and targets state it: `10+`, `3-5`, `98 %+`, `<= 5 %`, `Top 3`, `unlimited`.
public struct Quantity: Hashable, Sendable {
  /// How a measured value is held against the amount; the raw value is the sign people write.
  public enum Comparator: String, CaseIterable, Sendable {
    case exactly = "="
    case atLeast = ">="
    case atMost = "<="
    case range
  }

  /// Nil when the amount is words or has no bound.
  public var value: Double?
  /// The upper end of a range.
  public var upper: Double?
  public var comparator: Comparator
  public var unit: String?
  public var isApproximate: Bool
  public var isUnlimited: Bool

  public init(
    _ value: Double?, upTo upper: Double? = nil, _ comparator: Comparator = .exactly, unit: String? = nil
  ) {
    self.value = value
    self.upper = upper
    self.comparator = comparator
    self.unit = unit
    isApproximate = false
    isUnlimited = false
  }

  /// Whether a value meets the amount; nil when the amount is not a number.
  public func isMet(by measured: Double) -> Bool? {
    guard let value else { return nil }
    switch comparator {
    case .exactly: return measured == value
    case .atLeast: return measured >= value
    case .atMost: return measured <= value
    case .range: return measured >= value && measured <= (upper ?? value)
    }
  }
}
