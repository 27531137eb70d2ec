import Basics
import Canvas
import Model
import Monitoring
import Scheduling

/// The units of all nodes, the worst first.
enum UnitList: ListKind {
  static let identifier = ListID.units

  static let columns: [ListColumn<UnitView>] = [
    ListColumn({ _ in "" }, .fixed(1), line: { unit, drawing in sign(unit, drawing) }),
    ListColumn(
      \.scheduler.unit, .flexible(14), key: { .text($0.name) },
      line: { unit, _ in
        unit.name.printable.ink(unit.state == .lost ? .strong : unit.state == .ghost ? .past : .base)
      }),
    ListColumn(
      \.lists.node, .flexible(8), key: { .text($0.node) }, line: { unit, _ in unit.node.ink(.muted) }),
    ListColumn(
      \.lists.cores, .fixed(5), .right, startsFalling: true, key: { .number($0.cores ?? -1) },
      line: { unit, drawing in figure(unit, drawing, unit.cores.map { Figures.fixed($0, 2) }) }),
    ListColumn(
      \.scheduler.memory, .fixed(8), .right, startsFalling: true, key: { .number($0.memory ?? -1) },
      line: { unit, drawing in figure(unit, drawing, unit.memory.map(Figures.bytes)) }),
    ListColumn(
      \.scheduler.ofNode, .fixed(14), rank: 3, startsFalling: true, key: { .number($0.share ?? -1) },
      line: { unit, drawing in share(unit, drawing) }),
    ListColumn(
      \.scheduler.quota, .fixed(5), .right, rank: 1, startsFalling: true, key: { .number($0.quota ?? -1) },
      line: { unit, drawing in
        unit.quota.map { Figures.fixed($0, 2).ink(unit.isAtQuota ? .watch : .muted) }
          ?? drawing.glyphs.dash.ink(.faint)
      }),
    ListColumn(
      \.acts.serviceClass, .fixed(11), rank: 4, startsFalling: true, key: { .number(Double($0.priority)) },
      line: { unit, drawing in
        (unit.serviceClass?.name[drawing.language] ?? String(unit.priority)).ink(.muted)
      }),
    ListColumn(\.lists.state, .fixed(13), rank: 2, line: { unit, drawing in state(unit, drawing) }),
  ]

  static func rows(of snapshot: Snapshot, in context: ListContext) -> [UnitView] { snapshot.units }
  static func identity(of row: UnitView) -> String { row.identifier }
  static func text(of row: UnitView, _ drawing: Drawing) -> String { row.identifier }
  static func place(of row: UnitView) -> Place? { row.state == .ghost ? nil : .node(row.node) }

  static func sign(_ unit: UnitView, _ drawing: Drawing) -> Line {
    switch unit.state {
    case .lost: return drawing.glyphs.lost.ink(unit.needsPlace ? .act : .past)
    case .ghost: return drawing.glyphs.idle.ink(.past)
    case .materialising, .evicting: return drawing.glyphs.pointer.ink(.accent)
    case .running: break
    }
    return Readable(drawing).sign(unit.isAtQuota || unit.fillsNode ? .watch : .ok)
  }

  /// What a silent node said last is not how it is.
  private static func figure(_ unit: UnitView, _ drawing: Drawing, _ text: String?) -> Line {
    guard let text else { return drawing.glyphs.dash.ink(.faint) }
    return text.ink(unit.state == .lost || unit.state == .ghost ? .past : .base)
  }

  private static func share(_ unit: UnitView, _ drawing: Drawing) -> Line {
    guard let share = unit.share else { return drawing.glyphs.dash.ink(.faint) }
    let text = Figures.percent(share).padded(to: 5, onLeft: true)
    guard unit.state != .lost else { return (String(repeating: " ", count: 9) + text).ink(.past) }
    return drawing.glyphs.gauge(share, columns: 8, ink: .load(share)) + " " + text.ink(.base)
  }

  private static func state(_ unit: UnitView, _ drawing: Drawing) -> Line {
    let words = drawing.phrases.scheduler
    let acts = drawing.phrases.acts
    switch unit.state {
    case .lost: return words.nodeLost.ink(unit.needsPlace ? .act : .past)
    case .ghost: return acts.ghost.ink(.past)
    case .materialising: return acts.materialising.ink(.accent)
    case .evicting: return acts.evicting.ink(.accent)
    case .running: break
    }
    if unit.isAtQuota { return words.atQuota.ink(.watch) }
    if unit.fillsNode { return words.fillsNode.ink(.watch) }
    return (unit.isBound ? words.boundToNode : words.running).ink(.muted)
  }
}

extension UnitView {
  /// Whether it uses as good as all that it may.
  var isAtQuota: Bool { quota.map { (cores ?? 0) >= $0 * 0.95 } ?? false }
  /// Whether it leaves little of its node to others.
  var fillsNode: Bool { (share ?? 0) >= 0.75 }
}

/// The nodes as they stand for the selected unit: those that take it, the best first, and those that do not.
enum CandidateList: ListKind {
  static let identifier = ListID.candidates

  static let columns: [ListColumn<PlacementAdvice.Row>] = [
    ListColumn({ _ in "" }, .fixed(1), line: { row, drawing in sign(row, drawing) }),
    ListColumn(
      \.lists.node, .fixed(15), key: { .text($0.node) }, line: { row, drawing in node(row, drawing) }),
    ListColumn(
      \.scheduler.score, .fixed(8), .right, startsFalling: true,
      key: { .number($0.score.map { Double($0) } ?? -.infinity) },
      line: { row, drawing in
        row.score.map { score($0).ink(row.isChosen ? .strong : .base) }
          ?? drawing.phrases.scheduler.refused.ink(.muted)
      }),
    ListColumn(\.scheduler.why, .flexible(26), line: { row, drawing in why(row, drawing) }),
  ]

  static func rows(of snapshot: Snapshot, in context: ListContext) -> [PlacementAdvice.Row] {
    context.advice?.rows ?? []
  }
  static func identity(of row: PlacementAdvice.Row) -> String { row.node }
  static func place(of row: PlacementAdvice.Row) -> Place? { .node(row.node) }

  static func text(of row: PlacementAdvice.Row, _ drawing: Drawing) -> String {
    "\(row.node) \(why(row, drawing).text)"
  }

  private static func sign(_ row: PlacementAdvice.Row, _ drawing: Drawing) -> Line {
    let glyphs = drawing.glyphs
    if row.isChosen { return glyphs.pointer.ink(.accent) }
    if row.score == nil { return glyphs.lost.ink(row.isHere ? .act : .past) }
    return row.isHere ? glyphs.ok.ink(.ok) : glyphs.idle.ink(.muted)
  }

  private static func node(_ row: PlacementAdvice.Row, _ drawing: Drawing) -> Line {
    let name = row.node.ink(row.isHere ? .strong : row.score == nil ? .muted : .base)
    return row.isHere ? name + " \(drawing.phrases.scheduler.here)".ink(.accent) : name
  }

  /// What the score is made of, or all that is against the node.
  private static func why(_ row: PlacementAdvice.Row, _ drawing: Drawing) -> Line {
    guard row.score != nil else {
      return row.refusals.map { $0.words[drawing.language].ink(row.isHere ? .watch : .muted) }
        .joined(by: ", ".ink(.muted))
    }
    return sum(row.terms, drawing)
  }

  /// `CPU left 412 + memory left 330`.
  static func sum(_ terms: [Term], _ drawing: Drawing) -> Line {
    terms.enumerated().map { place, term in
      let sign = term.value < 0 ? "- " : place > 0 ? "+ " : ""
      return "\(sign)\(term.name[drawing.language]) ".ink(.muted)
        + Figures.grouped(Int(abs(term.value).rounded())).ink(.base)
    }.joined(by: " ")
  }

  static func score(_ score: Int32) -> String { Figures.grouped(Int(score)) }
}

/// What each policy would choose for the selected unit.
enum PolicyList: ListKind {
  static let identifier = ListID.policies

  static let columns: [ListColumn<Row>] = [
    ListColumn(
      { _ in "" }, .fixed(1),
      line: { row, drawing in row.isInForce ? drawing.glyphs.pointer.ink(.accent) : .empty }),
    ListColumn(
      \.scheduler.policy, .flexible(15),
      line: { row, _ in row.choice.policy.ink(row.isInForce ? .accent : .base) }),
    ListColumn(\.scheduler.chooses, .flexible(16), line: { row, drawing in choice(row.choice, drawing) }),
    ListColumn(
      \.scheduler.score, .fixed(9), .right,
      line: { row, drawing in
        row.choice.score.map { CandidateList.score($0).ink(.base) } ?? drawing.glyphs.dash.ink(.faint)
      }),
    ListColumn(
      \.scheduler.why, .flexible(24), rank: 1,
      line: { row, drawing in row.choice.about[drawing.language].ink(.muted) }),
  ]

  /// What a policy would choose, and whether it is the one that is looked at.
  struct Row {
    let choice: PlacementAdvice.Choice
    let isInForce: Bool
  }

  static func rows(of snapshot: Snapshot, in context: ListContext) -> [Row] {
    guard let advice = context.advice else { return [] }
    return advice.choices.map { Row(choice: $0, isInForce: $0.policy == advice.policy) }
  }
  static func identity(of row: Row) -> String { row.choice.policy }
  static func text(of row: Row, _ drawing: Drawing) -> String {
    "\(row.choice.policy) \(row.choice.node ?? "")"
  }

  private static func choice(_ choice: PlacementAdvice.Choice, _ drawing: Drawing) -> Line {
    let words = drawing.phrases.scheduler
    guard let node = choice.node else { return words.nowhere.ink(.watch) }
    return choice.isHere ? "\(node) ".ink(.base) + words.stays.ink(.ok) : node.ink(.base)
  }
}
