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
      \.acts.way, .flexible(19), key: { .text($0.origin ?? "") }, line: { row, drawing in way(row, drawing) }),
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
  static func place(of row: Migration) -> Place? { (row.owner ?? row.target ?? row.origin).map(Place.node) }

  static func text(of row: Migration, _ drawing: Drawing) -> String {
    "\(row.unit) \(way(row, drawing).text) \(drawing.phrases.acts.stage(row.stage)) \(row.motive[drawing.language])"
  }

  /// From where to where; what is only stored is nowhere.
  static func way(_ row: Migration, _ drawing: Drawing) -> Line {
    let ghost = drawing.phrases.acts.ghost.ink(.past)
    return (row.origin.map { $0.ink(.muted) } ?? ghost) + " → ".ink(.faint)
      + (row.target.map { $0.ink(.base) } ?? ghost)
  }

  static func sign(_ row: Migration, _ drawing: Drawing) -> Line {
    let (sign, ink) = look(row, drawing.glyphs)
    return sign.ink(ink)
  }

  /// The sign of a stage and its colour.
  private static func look(_ row: Migration, _ glyphs: Glyphs) -> (sign: String, ink: Role) {
    switch row.stage {
    case .planned: (glyphs.idle, .muted)
    case .loading: (glyphs.pointer, .accent)
    case .releasing where row.makesGhost: (glyphs.pointer, .accent)
    case .releasing, .done: (glyphs.ok, .ok)
    case .undoing, .undone: (glyphs.lost, .watch)
    }
  }

  static func state(_ row: Migration, _ drawing: Drawing) -> Line {
    let words = drawing.phrases.acts
    let isStoring = row.makesGhost && row.stage == .releasing
    return (isStoring ? words.storing : words.stage(row.stage)).ink(look(row, drawing.glyphs).ink)
  }
}
