/// A priority as a plan states it. Plans use four notations; the order among them is a table people may disagree with.
public struct Priority: Hashable, Comparable, Sendable {
  /// As printed: `P0`, `high`, `1`.
  public let given: String

  public init(_ given: String) { self.given = given }

  /// P0 comes first, then P1, high and ordinal 1, then P2, medium and ordinal 2, then P3 and low; all else last.
  public static let order: [String: Int] = [
    "P0": 1, "P1": 2, "high": 2, "1": 2, "P2": 3, "medium": 3, "2": 3, "P3": 4, "low": 4,
  ]

  /// The place for things without a priority, which sort last and are never dropped.
  public static let none = 5

  public var rank: Int { Self.order[given] ?? Self.none }

  public static func < (left: Priority, right: Priority) -> Bool { left.rank < right.rank }
}
