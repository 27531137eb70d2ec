import Basics
import Scheduling

/// Moves that the scheduler proposes by itself for a better layout.
public struct LayoutProposal: Hashable, Sendable {
  public struct Move: Hashable, Sendable {
    /// What the nodes call it.
    public let unit: String
    public let from: String
    public let to: String

    public init(unit: String, from: String, to: String) {
      (self.unit, self.from, self.to) = (unit, from, to)
    }
  }

  public let moves: [Move]
  /// What is gained in an hour by cost, delay and balance, in thousandths of the currency.
  public let saving: Double
  /// What the nodes in use cost less in an hour, in thousandths of the currency.
  public let cheaper: Double
  /// The standard deviation of the loads of nodes in use, as things are and as they would be.
  public let unevenness: Double
  public let evened: Double
  /// When the moves begin unless somebody says no; nil where they are only advised.
  public let startsAt: Instant?

  public init(_ moves: [Move], _ gain: LayoutGain, startsAt: Instant?) {
    (self.moves, self.startsAt) = (moves, startsAt)
    (saving, cheaper) = (gain.saving, gain.before.cost - gain.after.cost)
    (unevenness, evened) = (gain.before.imbalance, gain.after.imbalance)
  }

  /// `5 moves gain 0.42 an hour`.
  public var headline: Bilingual {
    let gained = Figures.fixed(saving / 1_000, 2)
    return Bilingual(
      english: (moves.count == 1 ? "1 move gains" : "\(moves.count) moves gain") + " \(gained) an hour",
      chinese: "\(moves.count) 个迁移每小时增益 \(gained)")
  }

  /// `nodes in use cost 0.50 less, unevenness 12 % → 9 %`.
  public var detail: Bilingual {
    let less = Figures.fixed(cheaper / 1_000, 2)
    let uneven = "\(Figures.percent(unevenness)) → \(Figures.percent(evened))"
    return Bilingual(
      english: "nodes in use cost \(less) less, unevenness \(uneven)",
      chinese: "在用节点少花 \(less)，不均衡度 \(uneven)")
  }

  public var words: Bilingual {
    Bilingual(
      english: "\(headline.english): \(detail.english)", chinese: "\(headline.chinese)：\(detail.chinese)")
  }
}

extension LayoutProposal {
  /// As the store keeps it.
  public var value: JSONValue {
    let moves = moves.map { move in
      JSONValue.object([("unit", .text(move.unit)), ("from", .text(move.from)), ("to", .text(move.to))])
    }
    return .object([
      ("moves", .array(moves)), ("saving", .number(saving)), ("cheaper", .number(cheaper)),
      ("unevenness", .number(unevenness)), ("evened", .number(evened)),
      ("starts_at", .optional(startsAt?.rfc3339)),
    ])
  }

  /// Reads what `value` wrote.
  public init(_ node: JSONNode) throws(JSONFault) {
    var moves: [Move] = []
    for move in try node.required("moves").items() {
      moves.append(
        Move(
          unit: try move.required("unit").text(), from: try move.required("from").text(),
          to: try move.required("to").text()))
    }
    self.moves = moves
    (saving, cheaper) = (try node.required("saving").number(), try node.required("cheaper").number())
    (unevenness, evened) = (try node.required("unevenness").number(), try node.required("evened").number())
    let start = try node.optional("starts_at")
    startsAt = Instant(rfc3339: try start?.text() ?? "")
  }
}
