import Basics
import Model
import Monitoring
import Scheduling
import Store

extension Engine {
  /// What is to be asked of nodes: only what is written down already.
  public var commands: [Migration.Command] {
    guard isHolder, configuration.isExecuting, !isRecollecting else { return [] }
    return acts.book.unfinished.compactMap { migration in
      let isWritten =
        !unsaved.migrations.contains(migration.number) && !acts.book.changed.contains(migration.number)
      guard isWritten, var command = migration.command else { return nil }
      // What is not heard of lets nothing go; it is asked when it is back.
      if command.verb == .release { return fleet.node(named: command.node)?.state == .lost ? nil : command }
      command.fencesOrigin = command.origin != nil && !isHeard(migration)
      return command.fencesOrigin && !mayFence ? nil : command
    }
  }

  /// Whether the node that a unit leaves is heard of; since its loss was seen where that is why the unit leaves.
  private func isHeard(_ migration: Migration) -> Bool {
    guard let origin = migration.origin, let node = fleet.node(named: origin), node.state != .lost else {
      return false
    }
    return migration.cause != .failover || node.lastSeen > migration.plannedAt
  }

  /// Nobody has it paused, and who has just begun to listen has had the time to hear everybody.
  private var mayFence: Bool {
    guard configuration.fences else { return true }
    guard case .holder(_, let since) = role, now - since >= Self.hearing else { return false }
    return !acts.settings.isPaused && acts.stillness == nil
  }

  private static let hearing = Span.minutes(2)

  /// Takes in what nodes say.
  func heed(_ answers: [Migration.Answer]) {
    let moved = acts.book.heed(answers, at: now)
    for migration in moved where migration.stage == .undoing { tellFailed(migration) }
    // Who looks at a unit that has arrived sees it where it is.
    let isSeen = moved.contains { $0.stage == .releasing || $0.stage == .done && $0.changesKind }
    if isSeen, units.cluster.revision > 0 { settleUnits() }
  }

  /// Lets go on what may.
  func followMigrations() {
    guard !isRecollecting else { return }
    if configuration.isExecuting, acts.plannedOn == nil { heedWidth() }
    // What was to leave a node that is heard of again stays.
    _ = acts.book.callOff(at: now) { $0.cause == .failover && isHeard($0) }
    let lost = fleet.nodes.filter { $0.state == .lost }.map(\.identifier)
    let closed = Set(lost).union(acts.holds.keys)
    let isPaused = acts.settings.isPaused || acts.stillness != nil
    acts.isOutsideWindows =
      !configuration.windows.isEmpty
      && !configuration.windows.contains { $0.contains(now, local: configuration.zone) }
    let waits = acts.isOutsideWindows
    acts.book.pace = configuration.pace
    acts.book.pace.perGroup = configuration.scaling.reduce(into: [:]) { $0[$1.group] = $1.atOnce }
    let moved = acts.book.proceed(
      at: now, mayBegin: { !isPaused && !(waits && $0.cause.keepsToWindows) }, isClosed: closed.contains)
    for migration in moved where migration.fault != nil {
      tellFailed(migration)
    }
    tellPlans()
  }

  /// Where something was loaded long after it was given up, it is let go of again.
  func chaseStrays() {
    guard isHolder, purpose == .watch, configuration.isExecuting else { return }
    let seen = units.views.filter { $0.isBound && $0.state == .running }
      .map { (unit: $0.name, node: $0.node, at: $0.lastSeen) }
    for migration in acts.book.chase(seen, at: now) { tellFailed(migration) }
  }

  private func tellFailed(_ migration: Migration) {
    note(
      .moveFailed, Address(.migration, String(migration.number)),
      subject: migration.way,
      detail: migration.fault ?? "")
  }

  /// Says what came of plans of which every unit has arrived or stayed.
  private func tellPlans() {
    guard !acts.plans.isEmpty else { return }
    // A node is empty when the last has let go.
    let going = Set(acts.book.unfinished.filter(\.keepsPlanOpen).map(\.plan))
    for (plan, begun) in acts.plans.sorted(by: { $0.key < $1.key }) where !going.contains(plan) {
      acts.plans[plan] = nil
      let all = acts.book.entries.values.filter { $0.plan == plan }
      let moved = all.count { !$0.isOpen && $0.stage != .undone }
      tellEmptied(by: all)
      // That groups follow their work is told when it begins, and when something does not come about.
      if moved == all.count, all.allSatisfy({ $0.changesKind && $0.cause != .order }) { continue }
      note(
        .movesDone, Address(.migration, String(plan)), severity: moved == all.count ? .ok : .watch,
        subject: Bilingual(
          english: "\(moved) of \(all.count) units moved", chinese: "\(all.count) 个单元中 \(moved) 个已迁移"),
        detail: (now - begun).prometheus)
    }
  }

  func saveActs() throws(StoreFault) {
    for number in unsaved.migrations {
      if let migration = acts.book[number] { try store.save(migration) }
    }
    for node in unsaved.holds {
      if let hold = acts.holds[node] { try store.save(hold) } else { try store.removeHold(of: node) }
    }
    if unsaved.hasNewSettings { try store.save(acts.settings) }
    if unsaved.hasNewLearning { try store.save(learning: learning.document) }
  }

  func reloadActs() throws(StoreFault) {
    acts.book = MigrationBook(try store.migrations(limit: MigrationBook.memory))
    acts.holds = Dictionary(uniqueKeysWithValues: try store.holds().map { ($0.node, $0) })
    acts.settings = try store.actSettings()
    acts.settings.usual = configuration.initiative
    acts.restart()
    reloadLearning(try store.learning())
  }
}

extension Migration {
  /// `text-3: node-1 → node-2`.
  var way: Bilingual {
    let ghost = Bilingual(english: "ghost", chinese: "幽灵")
    let (from, to) = (origin.map { Bilingual($0) } ?? ghost, target.map { Bilingual($0) } ?? ghost)
    return Bilingual(
      english: "\(unit): \(from.english) → \(to.english)", chinese: "\(unit)：\(from.chinese) → \(to.chinese)")
  }
}

extension Migration.Cause {
  /// Whether nobody ordered it.
  var isOwn: Bool {
    switch self {
    case .failover, .demand, .idle, .room: true
    case .drain, .order, .rebalance, .consolidate: false
    }
  }

  /// Whether it can wait for a time that suits: what somebody orders of one unit does not, nor what a lost node makes
  /// needful.
  fileprivate var keepsToWindows: Bool { [.drain, .rebalance, .consolidate].contains(self) }
}
