import Basics
import Canvas
import Model
import Scheduling

/// The groups that are kept at the size their work needs, the most urgent first.
enum GroupList: ListKind {
  static let identifier = ListID.groups

  static let columns: [ListColumn<GroupView>] = [
    ListColumn({ _ in "" }, .fixed(1), line: { group, drawing in sign(group, drawing) }),
    ListColumn(
      \.acts.group, .flexible(8), key: { .text($0.name) },
      line: { group, _ in group.name.printable.ink(group.shortage == nil ? .base : .strong) }),
    ListColumn(
      \.acts.serviceClass, .fixed(11), rank: 3,
      line: { group, drawing in group.serviceClass.name[drawing.language].ink(.muted) }),
    ListColumn(
      \.acts.serving, .fixed(11), .right, startsFalling: true, key: { .number(Double($0.residents)) },
      line: { group, drawing in serving(group, drawing) }),
    ListColumn(
      \.acts.ghosts, .fixed(6), .right, startsFalling: true, key: { .number(Double($0.ghosts)) },
      line: { group, _ in String(group.ghosts).ink(group.ghosts > 0 ? .accent : .faint) }),
    ListColumn(
      \.acts.busy, .fixed(11), .right, rank: 1, startsFalling: true, key: { .number($0.utilisation ?? -1) },
      line: { group, drawing in busy(group, drawing) }),
    ListColumn(
      \.acts.reason, .flexible(16), rank: 2,
      line: { group, drawing in
        group.shortage.map { $0[drawing.language].ink(.watch) } ?? group.reason[drawing.language].ink(.muted)
      }),
  ]

  static func rows(of snapshot: Snapshot, in context: ListContext) -> [GroupView] { snapshot.groups }
  static func identity(of row: GroupView) -> String { row.name }
  static func place(of row: GroupView) -> Place? { nil }

  static func text(of row: GroupView, _ drawing: Drawing) -> String {
    "\(row.name) \(row.serviceClass.name[drawing.language])"
  }

  private static func sign(_ group: GroupView, _ drawing: Drawing) -> Line {
    if group.shortage != nil {
      return drawing.glyphs.act.ink(group.serviceClass == .interactive ? .act : .watch)
    }
    guard let wanted = group.wanted else { return drawing.glyphs.idle.ink(.faint) }
    return group.residents == wanted ? drawing.glyphs.ok.ink(.ok) : drawing.glyphs.pointer.ink(.accent)
  }

  /// How many serve, come and go, and how many there should be: `12 +3/15`.
  private static func serving(_ group: GroupView, _ drawing: Drawing) -> Line {
    let signs = [(group.coming, "+"), (group.leaving, "-")].filter { $0.0 > 0 }.map { " \($0.1)\($0.0)" }
    let wanted = group.wanted.map { "/\($0)" } ?? ""
    return String(group.residents).ink(.base) + signs.joined().ink(.accent) + wanted.ink(.muted)
  }

  private static func busy(_ group: GroupView, _ drawing: Drawing) -> Line {
    guard let share = group.utilisation else { return drawing.glyphs.dash.ink(.faint) }
    let text = Figures.percent(share).padded(to: 5, onLeft: true)
    return drawing.glyphs.gauge(share, columns: 5, ink: share < 0.9 ? .ok : .watch) + " " + text.ink(.base)
  }
}
