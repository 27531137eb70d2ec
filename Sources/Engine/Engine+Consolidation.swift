import Basics
import Costs
import Model
import Scheduling

extension Engine {
  /// Empties nodes that hold little into others that are in use, once. There is nothing to take back: moves that have
  /// not begun may be called off.
  func consolidate(_ order: Order) throws(Refusal) -> Order.Draft? {
    guard order.draft.address.kind == .scheduler else {
      throw Refusal("no_such_item", order.draft.address.description)
    }
    guard configuration.isExecuting, purpose != .errand else {
      throw Refusal(purpose == .errand ? "nobody_watches" : "no_executor", "")
    }
    let kept = [acts.calledOff, acts.keptUp].flatMap { $0.filter { $0.value > now }.keys }
    let plan = ConsolidationPlan(units.views, in: units.cluster, acts.book, pinned: Set(kept), at: now)
    guard !plan.moves.isEmpty else { throw Refusal("nothing_to_consolidate") }
    enter(
      plan.moves.map { move in
        Relocation.Found(
          piece: Relocation.Piece(move.unit), target: move.target, motive: move.motive, grounds: move.grounds)
      }, .consolidate)
    return nil
  }

  /// Says which nodes a plan has emptied, and what they cost.
  func tellEmptied(by moves: [Migration]) {
    guard let first = moves.first, first.cause == .consolidate else { return }
    let left = Set(moves.filter { $0.stage != .done }.compactMap(\.origin))
      .union(units.views.filter { !$0.isBound }.map(\.node))
    let empty = Set(moves.compactMap(\.origin)).subtracting(left).sorted()
    guard !empty.isEmpty else { return }
    let thousandths = empty.compactMap { fleet.node(named: $0) }.reduce(0) { $0 + Int128(price(of: $1)) }
    let cost = configuration.prices.map {
      Money(trillionths: thousandths * (Money.grain / 1_000), currency: $0.currency).rounded(to: 2)
    }
    note(
      .nodesEmptied, Address(.migration, String(first.plan)), subject: Self.emptied(empty, cost),
      detail: String(empty.count))
  }

  private static func emptied(_ nodes: [String], _ cost: String?) -> Bilingual {
    let (named, rest) = (nodes.prefix(most).joined(separator: ", "), nodes.count - most)
    let english = rest > 0 ? "\(named) and \(rest) more" : named
    let chinese = rest > 0 ? "\(named) 等" : named
    let price =
      cost.map { Bilingual(english: " at \($0) an hour", chinese: "，每小时费用 \($0)") } ?? Bilingual("")
    let count =
      nodes.count == 1 ? "1 node\(price.english) is" : "\(nodes.count) nodes\(price.english) are"
    return Bilingual(
      english: "\(count) empty: \(english)",
      chinese: "\(nodes.count) 个节点已空\(price.chinese)：\(chinese)")
  }

  /// How many nodes are named in a line of the log.
  private static let most = 6
}
