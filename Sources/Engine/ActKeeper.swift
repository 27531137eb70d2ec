import Basics
import Model
import Scheduling

/// What the scheduler does with units: the journal of those that move, the nodes that people hold, and what it could
/// not do.
struct ActKeeper {
  var settings = ActSettings()
  var holds: [String: NodeHold] = [:]
  var book = MigrationBook()
  /// Why units stay where they cannot stay, by the unit's identifier.
  var stranded: [String: Bilingual] = [:]
  /// Those of them that the log has told of.
  var told: Set<String> = []
  /// Units that somebody wants to stay for now, by their names, and until when.
  var calledOff: [String: Instant] = [:]
  /// Units that somebody brought back, by their names, and until when they are not let go for lack of work.
  var keptUp: [String: Instant] = [:]
  /// The groups that somebody wants to leave as they are, whether they were to grow, and until when.
  private var refusals: [String: (growing: Bool, until: Instant)] = [:]
  /// Why nothing is done by itself; nil where it is.
  var stillness: Bilingual?
  /// Whether drains and rebalancing wait for their time.
  var isOutsideWindows = false
  /// The revision of the cluster that plans were made on; nil after something was ordered.
  var plannedOn: Int?
  /// The units that were seen to on that cluster, and whether there are more.
  var tried: Set<String> = []
  var hasMore = false
  /// The plans of which units are on their way, and when each began.
  var plans: [Int64: Instant] = [:]

  /// What is shown of the book as it was at a revision.
  private var listed: (revision: Int, migrations: [Migration]) = (-1, [])
  /// How many that are over are shown.
  private static let shown = 200

  /// What is known only to who decides is forgotten: another process has decided meanwhile.
  mutating func restart() {
    (stranded, told, stillness, plannedOn, listed.revision) = ([:], [], nil, nil, -1)
    plans = book.unfinished.filter(\.keepsPlanOpen)
      .reduce(into: [:]) { $0[$1.plan] = min($0[$1.plan] ?? $1.plannedAt, $1.plannedAt) }
  }

  /// Brings times that lie ahead of a clock that was set back down to now.
  mutating func rewind(to now: Instant) {
    book.rewind(to: now)
    holds = holds.mapValues { $0.rewound(to: now) }
    plans = plans.mapValues { min($0, now) }
    calledOff = calledOff.mapValues { min($0, now + Self.respite) }
    keptUp = keptUp.mapValues { min($0, now + Self.respite) }
    refusals = refusals.mapValues { ($0.growing, min($0.until, now + Self.respite)) }
  }

  /// Somebody said no to what a group was to do.
  mutating func refuse(_ group: String, growing: Bool, at now: Instant) {
    refusals[group] = (growing, now + Self.respite)
  }

  func isRefused(_ group: String, growing: Bool, at now: Instant) -> Bool {
    refusals[group].map { $0.growing == growing && now < $0.until } ?? false
  }

  /// For so long what somebody called off is not planned again.
  static let respite = Span.hours(1)

  /// The migration that took a unit away from a node which still tells of it; nil where it belongs there. What a node
  /// tells of a ghost long after it let it go, somebody has started there.
  func departure(of unit: UnitView) -> Migration? {
    guard let newest = book.newest(of: unit.name), newest.owner != unit.node,
      book.isOnJourney(unit.name, unit.node)
    else { return nil }
    let isStale = newest.makesGhost && newest.stage == .done
    return isStale && unit.lastSeen - newest.changedAt > MigrationBook.settling ? nil : newest
  }

  /// Those on their way first, then those of late and those that made ghosts of what is one still, the newest first.
  private var shown: [Migration] {
    let under = book.unfinished.reversed().filter(\.isOpen)
    let over = book.entries.values.filter { !$0.isOpen }
      .sorted { ($1.changedAt, $1.number) < ($0.changedAt, $0.number) }
    let late = over.enumerated().filter { place, migration in
      place < Self.shown || book.ghosts[migration.unit] == migration.number
    }
    return under + late.map(\.element)
  }

  mutating func view(isExecuting: Bool) -> ActsView {
    if listed.revision != book.revision { listed = (book.revision, shown) }
    var view = ActsView(
      isExecuting: isExecuting, settings: settings, holds: holds, migrations: listed.migrations,
      stranded: stranded, stillness: stillness)
    view.isOutsideWindows = isOutsideWindows
    return view
  }
}
