import Basics
import Canvas
import Model
import Scheduling

extension Stage {
  private var words: Phrases.Acts { phrases.acts }

  /// Whether the scheduler acts, or only says what it would do.
  var acting: Line {
    let acts = snapshot.acts
    if !acts.isExecuting { return words.adviceOnly.ink(.faint) }
    if acts.stillness != nil { return "\(glyphs.act) \(words.still)".ink(.act) }
    if acts.settings.isPaused { return "\(glyphs.watch) \(words.paused)".ink(.watch) }
    if acts.isOutsideWindows, acts.migrations.contains(where: { $0.stage == .planned }) {
      return words.outsideWindows.ink(.watch)
    }
    if acts.settings.fallBack != nil {
      return "\(glyphs.act) \(phrases.learning.fellBackShort(acts.settings.policy))".ink(.act)
    }
    return words.acting(acts.settings.initiative).ink(.ok)
  }

  mutating func drawMoves(in rect: Rect) {
    let count = snapshot.acts.migrations.count { $0.stage == .planned || $0.stage == .loading }
    let note = count > 0 ? words.underWay(count).ink(.accent) : Line.empty
    list(.moves, phrases.lists.title(.moves), note: note, empty: words.noMoves, in: rect)
  }

  /// As many rows as there are groups, and no more than there is room for.
  func groupRows(of height: Int) -> Int {
    snapshot.groups.isEmpty ? 0 : min(snapshot.groups.count + 3, height * 2 / 5)
  }

  mutating func drawGroups(in rect: Rect) {
    let count = snapshot.groups.reduce(0) { $0 + $1.ghosts }
    let note = count > 0 ? words.ghostUnits(count).ink(.accent) : Line.empty
    list(.groups, phrases.lists.title(.groups), note: note, empty: "", in: rect)
  }

  /// How a unit came to where it is, or that it is to go; nil where it has always been there.
  func history(of unit: UnitView) -> Line? {
    if let reason = snapshot.acts.stranded[unit.identifier] {
      return words.noPlace(reason[language]).ink(.act)
    }
    guard let migration = snapshot.acts.migration(of: unit) else { return nil }
    let motive = migration.motive[language]
    if migration.target ?? "" == unit.node, migration.owner == migration.target {
      let before = migration.origin ?? words.ghost
      return words.came(before, figures.since(migration.changedAt), motive).ink(.info)
    }
    guard !migration.isOver else { return nil }
    return words.goes(migration.target ?? words.ghost, figures.since(migration.plannedAt), motive).ink(.info)
  }

  /// Why one unit moved, and why to that node.
  mutating func drawMove(_ migration: Migration, in rect: Rect) {
    let note = acting + "  ".ink(.faint) + words.cause(migration.cause).ink(.accent)
    let title = "\(migration.unit.printable)  \(MoveList.way(migration, drawing).text)"
    var inside = panel(title, note: note, in: rect)
    let lines =
      [
        MoveList.sign(migration, drawing) + " " + MoveList.state(migration, drawing) + "  "
          + (migration.fault.map(words.fault) ?? migration.motive[language]).ink(.base)
      ] + grounds(of: migration) + [progress(of: migration)]
    for line in lines where inside.height > 0 { write(line, in: inside.takeTop(1)) }
  }

  private func grounds(of migration: Migration) -> [Line] {
    let grounds = migration.grounds
    if migration.makesGhost { return [words.chosenToGo(grounds.nodes, Int(grounds.score)).ink(.base)] }
    let score = CandidateList.score(grounds.score)
    let told = words.scored(score, grounds.fitting, grounds.nodes, grounds.policy).ink(.base)
    let next = grounds.next.map { words.next($0.node, CandidateList.score($0.score)) } ?? words.onlyOne
    return [told + "  \(next)".ink(.muted), CandidateList.sum(grounds.terms, drawing)]
  }

  private func progress(of migration: Migration) -> Line {
    let times = "\(figures.clock(migration.plannedAt)) → \(figures.clock(migration.changedAt))".ink(.muted)
    guard migration.stage == .releasing, let origin = migration.origin, snapshot.node(origin)?.state == .lost
    else { return times }
    return times + "  " + words.fenced(origin).ink(.watch)
  }
}
