import Basics

/// What each feature counts in a learned score, and how the fabric is kept warm: all that is learned.
public struct Weights: Hashable, Sendable {
  public private(set) var values: [Double]
  /// How much more than what is expected stays awake.
  public var headroom: Double
  /// By how much a node asleep must be better than the best awake to be woken.
  public var reluctance: Double

  public init(_ values: [Feature: Double] = [:], headroom: Double = 0.15, reluctance: Double = 1) {
    self.values = Feature.allCases.map { values[$0] ?? 0 }
    self.headroom = headroom
    self.reluctance = reluctance
  }

  public subscript(feature: Feature) -> Double {
    get { values[feature.rawValue] }
    set { values[feature.rawValue] = newValue }
  }

  /// One line, each weight by the name of its feature.
  public var json: JSONValue {
    .object(
      Feature.allCases.map { (key: "\($0)", value: .number(self[$0])) }
        + [("headroom", .number(headroom)), ("reluctance", .number(reluctance))])
  }

  /// No weight counts more than this, so that a score is a number a node can have.
  private static let most = 100.0

  /// Reads what `json` wrote; a feature that is missing counts nothing.
  public init(_ node: JSONNode) throws(JSONFault) {
    self.init(headroom: 0, reluctance: 0)
    for member in try node.members() {
      let value = try member.node.number()
      guard abs(value) <= Self.most else {
        throw member.node.fault("expected a weight from -\(Int(Self.most)) to \(Int(Self.most))")
      }
      if let feature = Feature.allCases.first(where: { "\($0)" == member.key }) {
        self[feature] = value
      } else if member.key == "headroom" {
        headroom = value
      } else if member.key == "reluctance" {
        reluctance = value
      } else {
        throw member.node.fault("no feature is called \(member.key)")
      }
    }
  }
}

extension JSONNode {
  /// A number that is neither infinite nor none.
  func finite() throws(JSONFault) -> Double {
    let number = try number()
    guard number.isFinite else { throw fault("expected a finite number") }
    return number
  }
}
