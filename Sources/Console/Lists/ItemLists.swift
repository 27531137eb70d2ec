import Basics
import Canvas
import Model
import Roadmap

/// What belongs to an item: a milestone's tasks and outputs, a programme's checkpoints, goals and statements.
enum ItemPartList: ListKind {
  /// A part with the programme it stands in.
  struct Part {
    let programme: Programme
    let item: PlanItem
  }

  static let identifier = ListID.itemParts

  static let columns: [ListColumn<Part>] = [
    ListColumn(
      \.plan.kind, .fixed(8), rank: 1,
      line: { part, drawing in drawing.phrases.plan.kindName(part.item.kind).ink(.muted) }),
    ListColumn(
      \.plan.item, .flexible(24), key: { .text($0.item.identifier) },
      line: { part, drawing in title(part, drawing) }),
    ListColumn(\.plan.amount, .fixed(16), .right, rank: 3, line: { part, drawing in amount(part, drawing) }),
    ListColumn(\.plan.standingName, .fixed(13), rank: 2, line: { part, drawing in state(part, drawing) }),
    ListColumn(
      \.plan.owner, .fixed(12), rank: 4,
      line: { part, _ in (part.item.state.owner ?? "").ink(.muted)
      }),
    ListColumn(\.plan.source, .fixed(9), .right, rank: 5, line: { part, _ in part.item.source.ink(.faint) }),
  ]

  static func rows(of snapshot: Snapshot, in context: ListContext) -> [Part] {
    guard let subject = context.subject else { return [] }
    if let programme = snapshot.plan.programme(subject) {
      let kinds: [PlanItem.Kind] = [.checkpoint, .goal, .vision, .achievement, .remainder, .factor, .outlook]
      return kinds.flatMap { programme.items(of: $0) }.map { Part(programme: programme, item: $0) }
    }
    guard let (programme, item) = snapshot.plan.find(subject) else { return [] }
    let children = programme.children(of: item, .milestone) + programme.children(of: item, .task)
    let outputs = programme.children(of: item, .deliverable) + programme.children(of: item, .detail)
    return (children.flatMap { [$0] + programme.children(of: $0, .detail) } + outputs).map {
      Part(programme: programme, item: $0)
    }
  }

  static func identity(of row: Part) -> String { row.item.identifier }
  static func place(of row: Part) -> Place? { row.item.kind == .detail ? nil : .item(row.item.identifier) }

  static func text(of row: Part, _ drawing: Drawing) -> String {
    "\(row.item.identifier) \(row.item.title[drawing.language])"
  }

  private static func title(_ part: Part, _ drawing: Drawing) -> Line {
    let words = part.item.title[drawing.language]
    if part.item.kind == .detail { return "  \(drawing.glyphs.dot) \(words)".ink(.muted) }
    let tick =
      part.item.isMarked ? "  \(drawing.glyphs.done) \(drawing.phrases.plan.ticked)".ink(.claimed) : .empty
    return words.ink(.base) + tick
  }

  private static func amount(_ part: Part, _ drawing: Drawing) -> Line {
    guard let amount = part.item.amount, amount.value != nil || amount.isUnlimited else { return .empty }
    let unit = amount.unit.map { drawing.snapshot.measures[$0]?[drawing.language] ?? $0 } ?? ""
    let delivered = part.item.state.delivered.map { "\(Figures.brief($0)) / ".ink(.strong) } ?? .empty
    var plain = amount
    plain.unit = nil
    return delivered + plain.written.ink(.base) + " \(unit)".ink(.muted)
  }

  private static func state(_ part: Part, _ drawing: Drawing) -> Line {
    switch part.item.kind {
    case .detail, .vision, .achievement, .remainder, .factor, .outlook: return .empty
    case .checkpoint:
      let early = part.programme.earlyCheckpoints.first { $0.checkpoint.identifier == part.item.identifier }
      if part.item.state.waiver != nil { return drawing.phrases.plan.waived.ink(.past) }
      if let early {
        return "\(drawing.glyphs.watch) \(drawing.phrases.plan.tooEarly(early.months))".ink(.watch)
      }
      return Readable(drawing).standing(part.programme.standing(of: part.item, on: drawing.today))
    case .phase, .milestone, .goal:
      return Readable(drawing).standing(part.programme.standing(of: part.item, on: drawing.today))
    case .task, .deliverable:
      let progress = part.programme.progress(of: part.item)
      if part.item.state.status == .done {
        return "\(drawing.glyphs.done) \(drawing.phrases.plan.statusName(.done))".ink(.ok)
      }
      if progress > 0 { return Figures.percent(progress).ink(.info) }
      return drawing.phrases.plan.statusName(part.item.state.status).ink(.muted)
    }
  }
}
