import Basics
import Monitoring

/// A bottleneck of a node as screens and listings show it.
public struct BottleneckView: Sendable {
  /// The name of the node.
  public let node: String
  /// As it was when it was last looked at.
  public var bottleneck: Bottleneck
  public var since: Instant
  /// When it was gone; nil while it lasts.
  public var until: Instant?
  /// What the node does not tell.
  public var unseen: [Unseen]
  /// What people have done about it, the latest last.
  public var applied: [AppliedSuggestion] = []
  /// 0 for what holds the node up most.
  public var rank: Int

  public init(node: String, bottleneck: Bottleneck, unseen: [Unseen], rank: Int) {
    self.node = node
    self.bottleneck = bottleneck
    self.unseen = unseen
    self.rank = rank
    since = bottleneck.since
  }

  /// The name, unique in the house: `node-3:disk.sda`.
  public var identifier: String { Self.identifier(node, bottleneck.resource) }
  public var isActive: Bool { until == nil }

  public static func identifier(_ node: String, _ resource: Resource) -> String { "\(node):\(resource)" }

  public func address(of suggestion: Suggestion) -> Address {
    Address(.suggestion, "\(identifier):\(suggestion.name)")
  }

  /// The suggestion under an address; nil where it is another's.
  public func suggestion(_ address: Address) -> Suggestion? {
    bottleneck.suggestions.first { self.address(of: $0) == address }
  }

  /// Those that last before those that are gone, then the worst first.
  public static func isWorse(_ left: BottleneckView, _ right: BottleneckView) -> Bool {
    if left.isActive != right.isActive { return left.isActive }
    if left.bottleneck.severity != right.bottleneck.severity {
      return left.bottleneck.severity > right.bottleneck.severity
    }
    let points = (left.bottleneck.score.total, right.bottleneck.score.total)
    return points.0 == points.1 ? left.identifier < right.identifier : points.0 > points.1
  }
}

/// A suggestion that somebody has carried out, and what came of it.
public struct AppliedSuggestion: Sendable, Hashable {
  /// The order that said so.
  public let order: Int64
  public let address: Address
  public let by: String
  public let at: Instant
  public var effect: Suggestion.Effect

  public init(order: Int64, address: Address, by: String, at: Instant, effect: Suggestion.Effect) {
    self.order = order
    self.address = address
    self.by = by
    self.at = at
    self.effect = effect
  }

  /// The part of an address of a suggestion that names the bottleneck.
  public var bottleneck: String {
    address.identifier.split(separator: ":").dropLast().joined(separator: ":")
  }

  /// From when on it can be told what came of it: rates look back, and the means are over windows of one length.
  public func due(_ window: Span) -> Instant { at + Self.settling + window }

  /// How far the rates look back.
  public static let settling = Span.minutes(2)
}

extension Suggestion.Effect {
  /// As the fields of the order that applies a suggestion.
  public var fields: [String: String] {
    var fields = [
      "measure": measure, "unit": unit.rawValue, "expression": expression, "part": part,
      "before": "\(before)", "predicted": "\(predicted)", "formula": formula,
    ]
    fields["label"] = label
    fields["waiting"] = waiting.map { "\($0)" }
    return fields
  }

  /// Of the fields of such an order; nil where they say something else.
  public init?(fields: [String: String]) {
    guard let measure = fields["measure"], let expression = fields["expression"],
      let unit = fields["unit"].flatMap({ Measure.Unit(rawValue: $0) }),
      let before = fields["before"].flatMap({ Double($0) }),
      let predicted = fields["predicted"].flatMap({ Double($0) }), before.isFinite, predicted.isFinite
    else { return nil }
    self.init(
      measure: measure, unit: unit, expression: expression, label: fields["label"],
      part: fields["part"] ?? "", before: before, predicted: predicted,
      waiting: fields["waiting"].flatMap { Double($0) }, formula: fields["formula"] ?? "")
  }
}
