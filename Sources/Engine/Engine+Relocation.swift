import Basics
import Model
import Monitoring
import Scheduling

extension Engine {
  /// Finds new places for units that cannot stay where they are: their node is gone, or is to be empty.
  func planMigrations() {
    guard isHolder, purpose == .watch, configuration.isExecuting, !isRecollecting else { return }
    endDrains()
    if acts.plannedOn != units.cluster.revision {
      acts.plannedOn = units.cluster.revision
      (acts.stranded, acts.tried, acts.hasMore) = ([:], [], true)
      heedWidth()
    }
    guard acts.hasMore, acts.stillness == nil, !acts.settings.isPaused else { return }
    // What is decided far ahead of what can begin is decided on a cluster that will be another.
    guard acts.book.unfinished.count(where: \.isOpen) < Self.mostOpen else { return }
    acts.hasMore = false
    acts.calledOff = acts.calledOff.filter { $0.value > now }
    acts.keptUp = acts.keptUp.filter { $0.value > now }
    relocate(units.views.filter { $0.state == .lost && mayMove($0) }, .failover) { $0.failover($1) }
    relocate(units.views.filter { isLeaving($0) && mayMove($0) }, .drain) { $0.drain($1) }
    acts.told.formIntersection(acts.stranded.keys)
  }

  private static let mostOpen = 2_000

  private func mayMove(_ unit: UnitView) -> Bool {
    !unit.isBound && !acts.tried.contains(unit.identifier) && !acts.book.isMoving(unit.name)
      && acts.calledOff[unit.name] == nil
  }

  private func isLeaving(_ unit: UnitView) -> Bool {
    unit.state == .running && acts.holds[unit.node]?.isDraining == true
  }

  private func relocate(
    _ units: [UnitView], _ cause: Migration.Cause,
    _ find: (Relocation, [UnitView]) -> (found: [Relocation.Found], held: [Relocation.Held])
  ) {
    guard !units.isEmpty else { return }
    var relocation = relocation
    let (found, held) = find(relocation, units)
    acts.tried.formUnion(found.map(\.piece.unit.identifier) + held.map(\.unit.identifier))
    // The rest of a great many is seen to in the next step.
    if found.count + held.count < units.count { acts.hasMore = true }
    if cause == .failover, acts.settings.initiative == .advise {
      for one in found { acts.stranded[one.piece.unit.identifier] = Self.advice(one.target) }
    } else {
      enter(found, cause)
      learn(from: found, relocation)
      for one in found { relocation.occupy(one) }
    }
    for one in held { strand(one.unit, one.reason) }
    if cause == .failover { makeRoom(for: held.map(\.unit), relocation) }
  }

  private func strand(_ unit: UnitView, _ reason: Bilingual) {
    acts.stranded[unit.identifier] = reason
    guard acts.told.insert(unit.identifier).inserted else { return }
    note(
      .unitStranded, unit.address,
      subject: Bilingual(
        english: "\(unit.identifier): \(reason.english)", chinese: "\(unit.identifier)：\(reason.chinese)"))
  }

  private static func advice(_ target: String) -> Bilingual {
    Bilingual(
      english: "it would go to \(target); the scheduler only advises", chinese: "可迁往 \(target)；调度器仅提供建议")
  }

  /// For so long somebody may say no to what the scheduler does by itself.
  static let notice = Span.minutes(1)

  /// For so long a unit does not go where it could not be loaded.
  private static let memory = Span.minutes(10)

  /// The cluster as it will be when what is on its way has come.
  var relocation: Relocation {
    var view = units.cluster
    view.learned = learning.learner.learned
    var relocation = Relocation(
      view, policy: acts.settings.policyInForce, failed: acts.book.failures(since: now - Self.memory),
      owing: acts.book.owing)
    relocation.reserve(acts.book.arriving(at: now))
    return relocation
  }

  /// Writes down what was decided; nothing is asked of any node before that is in the store.
  /// - Parameter start: when the moves may begin; nil for what the cause and people's wish make of it.
  func enter(_ found: [Relocation.Found], _ cause: Migration.Cause, startsAt start: Instant? = nil) {
    // An order of before to let go would take away what is new there.
    let owing = acts.book.owing
    enter(
      found.filter { owing[$0.piece.unit.name]?.contains($0.target) != true }.enumerated().map { place, one in
        let unit = one.piece.unit
        return Migration(
          number: acts.book.nextNumber + Int64(place), plan: acts.book.nextNumber, unit: unit.name,
          of: unit.group, from: unit.state == .ghost ? nil : unit.node, to: one.target, cause: cause,
          motive: one.motive, grounds: one.grounds, cores: unit.cores ?? 0, memory: unit.memory ?? 0,
          plannedAt: now, startsAt: start ?? begin(of: cause))
      }, cause)
  }

  /// Units that are to be only stored.
  func enter(_ departures: [Relocation.Departure], _ cause: Migration.Cause) {
    enter(
      departures.enumerated().map { place, one in
        Migration(
          number: acts.book.nextNumber + Int64(place), plan: acts.book.nextNumber, unit: one.unit.name,
          of: one.unit.group, from: one.unit.node, to: nil, cause: cause, motive: one.motive,
          grounds: one.grounds, cores: one.unit.cores ?? 0, memory: one.unit.memory ?? 0, plannedAt: now,
          startsAt: begin(of: cause))
      }, cause)
  }

  /// When something may begin: of what nobody ordered people may want to be told first.
  private func begin(of cause: Migration.Cause) -> Instant {
    cause.isOwn && acts.settings.initiative == .veto ? now + Self.notice : now
  }

  private func enter(_ migrations: [Migration], _ cause: Migration.Cause) {
    guard let first = migrations.first else { return }
    acts.book.add(migrations)
    acts.plans[first.number] = now
    let waits = first.startsAt > now
    let words = waits ? "\(cause.rawValue), in \(Self.notice.prometheus)" : cause.rawValue
    note(
      .movesPlanned, Address(.migration, String(first.number)),
      severity: cause == .failover || cause == .room ? .watch : .info, subject: Self.summary(migrations),
      detail: words)
  }

  private static func summary(_ migrations: [Migration]) -> Bilingual {
    let (first, count) = (migrations[0], migrations.count)
    if count == 1 { return first.way }
    if first.makesGhost {
      return Bilingual(english: "\(count) units become ghosts", chinese: "\(count) 个单元转为幽灵")
    }
    guard first.origin != nil else {
      return Bilingual(english: "\(count) ghosts are brought back", chinese: "唤回 \(count) 个幽灵单元")
    }
    let nodes = Set(migrations.map(\.origin)).count
    return Bilingual(
      english: "\(count) units of \(nodes) nodes go elsewhere", chinese: "\(nodes) 个节点上的 \(count) 个单元迁往他处")
  }

  /// Where most of the fleet is silent it is more likely that this house cannot hear; then units stay where they are
  /// (as Kubernetes' node life-cycle controller stops evictions when 55 % of a zone are unhealthy).
  func heedWidth() {
    let lost = fleet.nodes.count { $0.state == .lost }
    let before = acts.stillness
    acts.stillness = nil
    if lost > 1, Double(lost) > Self.tooMany * Double(fleet.nodes.count) {
      acts.stillness = Bilingual(
        english:
          "\(lost) of \(fleet.nodes.count) nodes are silent: perhaps it is this house that cannot hear",
        chinese: "\(fleet.nodes.count) 个节点中 \(lost) 个失声：可能是本机无法收听")
    }
    if let stillness = acts.stillness, before == nil {
      note(.schedulerStill, Address(.scheduler, "acts"), subject: stillness)
    }
  }

  private static let tooMany = 0.55

  /// Says that drained nodes are empty, and gives up what is not gone by its deadline; the node stays cordoned.
  private func endDrains() {
    for hold in acts.holds.values.sorted(by: { $0.node < $1.node }) where hold.isDraining {
      guard units.cluster.revision > 0, let node = fleet.node(named: hold.node) else { continue }
      // What a node that is gone has copies of, it lets go when it is back.
      let going = acts.book.unfinished.count {
        $0.origin == hold.node && !$0.cameLate && ($0.owner == hold.node || node.state != .lost)
      }
      let left = max(going, units.views.count { $0.node == hold.node && !$0.isBound })
      let isLate = hold.deadline.map { now > $0 } ?? false
      guard left == 0 || isLate else { continue }
      callOffDrain(of: hold.node)
      acts.holds[hold.node] = NodeHold(
        node: hold.node, isDraining: false, since: now, who: hold.who, reason: hold.reason)
      unsaved.holds.insert(hold.node)
      note(
        .drainEnded, Address(.node, hold.node), severity: left == 0 ? .ok : .act,
        subject: left == 0
          ? Bilingual(hold.node)
          : Bilingual(
            english: "\(hold.node): its time is over, \(left) units are left",
            chinese: "\(hold.node)：已到期限，剩余 \(left) 个单元"), detail: (now - hold.since).prometheus)
    }
  }

  /// What was to leave a node and has not begun to stays.
  func callOffDrain(of node: String) {
    _ = acts.book.callOff(at: now) { $0.origin == node && $0.cause == .drain }
  }
}
