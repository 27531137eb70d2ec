import Basics
import Canvas
import Model
import Scheduling

/// What would become of each unit: those without a place first, then those that move, in the order in which they go.
enum WhatIfList: ListKind {
  static let identifier = ListID.whatIf

  /// One unit and what would become of it.
  enum Row {
    case stranded(WhatIf.Stranded)
    case moves(WhatIf.Step)

    var unit: String {
      switch self {
      case .stranded(let stranded): stranded.unit
      case .moves(let step): step.unit
      }
    }

    /// Where it is; nil for one that is new.
    var node: String? {
      switch self {
      case .stranded(let stranded): stranded.node
      case .moves(let step): step.from
      }
    }
  }

  static let columns: [ListColumn<Row>] = [
    ListColumn({ _ in "" }, .fixed(1), line: { row, drawing in sign(row, drawing) }),
    ListColumn(\.acts.unit, .flexible(14), key: { .text($0.unit) }, line: { row, _ in name(row).ink(.base) }),
    ListColumn(
      \.acts.way, .flexible(19), key: { .text($0.node ?? "") }, line: { row, drawing in way(row, drawing) }),
    ListColumn(
      \.scheduler.score, .fixed(8), .right, rank: 1, startsFalling: true, key: { .number(score($0)) },
      line: { row, drawing in
        guard case .moves(let step) = row else { return drawing.glyphs.dash.ink(.faint) }
        return CandidateList.score(step.grounds.score).ink(.base)
      }),
    ListColumn(\.acts.reason, .flexible(26), line: { row, drawing in reason(row, drawing) }),
  ]

  static func rows(of snapshot: Snapshot, in context: ListContext) -> [Row] {
    guard case .success(let found) = context.whatIf?.result else { return [] }
    return found.stranded.map(Row.stranded) + found.moves.map(Row.moves)
  }

  /// An answer does not change.
  static func revision(in context: ListContext) -> Int? { context.whatIf?.number }

  static func identity(of row: Row) -> String { row.unit }

  static func place(of row: Row) -> Place? { row.node.map(Place.node) }

  static func text(of row: Row, _ drawing: Drawing) -> String {
    "\(row.unit) \(way(row, drawing).text) \(reason(row, drawing).text)"
  }

  /// Without its node, which stands beside it.
  private static func name(_ row: Row) -> String {
    guard let node = row.node, row.unit.hasPrefix("\(node)/") else { return row.unit.printable }
    return String(row.unit.dropFirst(node.count + 1)).printable
  }

  private static func score(_ row: Row) -> Double {
    if case .moves(let step) = row { Double(step.grounds.score) } else { -.infinity }
  }

  private static func sign(_ row: Row, _ drawing: Drawing) -> Line {
    switch row {
    case .stranded(let stranded):
      stranded.stays ? drawing.glyphs.watch.ink(.watch) : drawing.glyphs.act.ink(.act)
    case .moves: drawing.glyphs.pointer.ink(.accent)
    }
  }

  private static func way(_ row: Row, _ drawing: Drawing) -> Line {
    let words = drawing.phrases.whatIf
    let origin = (row.node?.printable ?? words.isNew).ink(.muted) + " → ".ink(.faint)
    switch row {
    case .stranded(let stranded):
      return origin + (stranded.stays ? words.stays.ink(.watch) : words.nowhere.ink(.act))
    case .moves(let step): return origin + step.to.printable.ink(.base)
    }
  }

  /// What is against it, or why it goes and what speaks for its new node.
  private static func reason(_ row: Row, _ drawing: Drawing) -> Line {
    switch row {
    case .stranded(let stranded): return stranded.reason[drawing.language].printable.ink(.base)
    case .moves(let step):
      let motive = step.motive[drawing.language].printable.ink(.base)
      return motive + "  " + CandidateList.sum(step.grounds.terms, drawing)
    }
  }
}
