import Basics
import Canvas
import Model
import Scheduling

/// The units that move: those on their way first, then those of late.
enum MoveList: ListKind {
  static let identifier = ListID.moves

  static let columns: [ListColumn<Migration>] = [
    ListColumn({ _ in "" }, .fixed(1), line: { row, drawing in sign(row, drawing) }),
    ListColumn(
      \.acts.unit, .flexible(14), key: { .text($0.unit) }, line: { row, _ in row.unit.printable.ink(.base) }),
    ListColumn(
      \.acts.way, .flexible(19), key: { .text($0.origin) },
      line: { row, _ in row.origin.ink(.muted) + " → ".ink(.faint) + row.target.ink(.base) }),
    ListColumn(
      \.acts.state, .fixed(8), key: { .text($0.stage.rawValue) },
      line: { row, drawing in state(row, drawing) }),
    ListColumn(
      \.acts.reason, .flexible(16), rank: 2, key: { .text($0.motive.english) },
      line: { row, drawing in
        (row.fault.map(drawing.phrases.acts.fault) ?? row.motive[drawing.language]).ink(.muted)
      }),
    ListColumn(
      \.lists.running, .fixed(4), .right, rank: 1, startsFalling: true,
      key: { .number(Double($0.changedAt.milliseconds)) },
      line: { row, drawing in Readable(drawing).since(row.changedAt).ink(.muted) }),
  ]

  static func rows(of snapshot: Snapshot, in context: ListContext) -> [Migration] { snapshot.acts.migrations }
  static func identity(of row: Migration) -> String { String(row.number) }
  static func place(of row: Migration) -> Place? { .node(row.owner) }

  static func text(of row: Migration, _ drawing: Drawing) -> String {
    "\(row.unit) \(row.origin) \(row.target) \(drawing.phrases.acts.stage(row.stage)) \(row.motive[drawing.language])"
  }

  static func sign(_ row: Migration, _ drawing: Drawing) -> Line {
    let glyphs = drawing.glyphs
    switch row.stage {
    case .planned: return glyphs.idle.ink(.muted)
    case .loading: return glyphs.pointer.ink(.accent)
    case .releasing, .done: return glyphs.ok.ink(.ok)
    case .undoing, .undone: return glyphs.lost.ink(.watch)
    }
  }

  private static func state(_ row: Migration, _ drawing: Drawing) -> Line {
    let ink: Role =
      switch row.stage {
      case .planned: .muted
      case .loading: .accent
      case .releasing, .done: .ok
      case .undoing, .undone: .watch
      }
    return drawing.phrases.acts.stage(row.stage).ink(ink)
  }
}
