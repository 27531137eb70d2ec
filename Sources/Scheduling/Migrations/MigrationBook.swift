import Basics

/// The migrations that are on their way and those of late, and which of them may go on.
public struct MigrationBook: Sendable {
  /// How fast things may go.
  public struct Pace: Sendable {
    /// How many migrations are loading at once.
    public var atOnce = 64
    /// How many a node loads at once.
    public var perNode = 4
    /// How long a node may take to load a unit before it is given up.
    public var patience = Span.minutes(2)
    /// How many of a group are on their way at once; any number where nothing is said.
    public var perGroup: [String: Int] = [:]

    public init() {}
  }

  /// By number.
  public private(set) var entries: [Int64: Migration] = [:]
  /// The numbers of those that changed since they were last taken.
  public private(set) var changed: Set<Int64> = []
  /// Another one with every change.
  public private(set) var revision = 0
  public var pace = Pace()
  private var last: Int64 = 0
  /// The numbers of those that are not over, rising.
  private var open: [Int64] = []
  /// The numbers of each unit's migrations that are not undone, by the unit's name, rising.
  private var journeys: [String: [Int64]] = [:]

  /// How many that are over are kept in mind.
  public static let memory = 1_000

  public init(_ known: [Migration] = []) {
    for migration in known.sorted(by: { $0.number < $1.number }) { put(migration) }
    changed = []
  }

  private mutating func put(_ migration: Migration) {
    let number = migration.number
    let former = entries.updateValue(migration, forKey: number)
    let (isNew, wasOver) = (former == nil, former?.isOver == true)
    last = max(last, number)
    revision += 1
    changed.insert(number)
    if migration.isOver {
      open.removeAll { $0 == number }
    } else if isNew || wasOver {
      open.insert(number, at: open.firstIndex { $0 > number } ?? open.endIndex)
    }
    if migration.stage == .undone {
      journeys[migration.unit]?.removeAll { $0 == number }
    } else if isNew {
      journeys[migration.unit, default: []].append(number)
    }
    guard number >= ghosts[migration.unit] ?? 0 else { return }
    if migration.makesGhost {
      if migration.stage == .done { ghosts[migration.unit] = number }
    } else if migration.owner == migration.target {
      ghosts[migration.unit] = nil
    }
  }

  /// The next number that is free.
  public var nextNumber: Int64 { last + 1 }

  /// Those that are not over, the oldest first.
  public var unfinished: [Migration] { open.compactMap { entries[$0] } }
  /// How many are not over.
  public var openCount: Int { open.count }

  public subscript(number: Int64) -> Migration? { entries[number] }

  /// The newest of a unit that was not undone.
  public func newest(of unit: String) -> Migration? { journeys[unit]?.last.flatMap { entries[$0] } }

  /// What made ghosts of the units that are ghosts: all that is known of those.
  public private(set) var ghosts: [String: Int64] = [:]

  private func isOfGhost(_ migration: Migration) -> Bool { ghosts[migration.unit] == migration.number }

  /// Whether a unit is to go, or on its way. One that has arrived counts no more, though its old node may still
  /// have to let go.
  public func isMoving(_ unit: String) -> Bool {
    newest(of: unit).map { $0.stage == .planned || $0.stage == .loading } ?? false
  }

  /// What takes room on its new node, though that node does not tell of it yet.
  public func arriving(at now: Instant) -> [Migration] {
    entries.values.filter { migration in
      switch migration.stage {
      case .planned, .loading: true
      case .releasing, .done:
        now - migration.changedAt < Self.settling && newest(of: migration.unit)?.number == migration.number
      case .undoing, .undone: false
      }
    }
  }

  /// For so long after a unit arrived its new node may not tell what it uses yet.
  public static let settling = Span.minutes(1)

  /// The nodes that could not load each unit since a time, by the unit's name.
  public func failures(since start: Instant) -> [String: Set<String>] {
    entries.values.reduce(into: [:]) { failures, migration in
      let hasFailed = migration.stage == .undoing || migration.stage == .undone
      guard hasFailed, migration.changedAt >= start, migration.fault != Migration.calledOff,
        let target = migration.target
      else { return }
      failures[migration.unit, default: []].insert(target)
    }
  }

  /// The nodes that have still to let go of each unit, by the unit's name.
  public var owing: [String: Set<String>] {
    unfinished.reduce(into: [:]) { owing, migration in
      guard let command = migration.command, command.verb == .release else { return }
      owing[migration.unit, default: []].insert(command.node)
    }
  }

  /// Whether a node is one of those that a unit has left or come to.
  public func isOnJourney(_ unit: String, _ node: String) -> Bool {
    (journeys[unit] ?? []).contains { number in
      entries[number].map { $0.origin == node || $0.target == node } ?? false
    }
  }

  /// Takes in what was decided.
  public mutating func add(_ migrations: [Migration]) { for migration in migrations { put(migration) } }

  /// Takes in what nodes say; returns those that came to another stage.
  public mutating func heed(_ answers: [Migration.Answer], at now: Instant) -> [Migration] {
    defer { postponeUnfenced(answers, at: now) }
    return answers.compactMap { answer in
      guard var migration = entries[answer.migration], let stage = migration.stage(after: answer.outcome)
      else { return nil }
      if case .failed(let reason) = answer.outcome { migration.fault = reason }
      if case .unfenced = answer.outcome { migration.postpone(at: now) }
      enter(stage, &migration, at: now)
      return migration
    }
  }

  /// What else was to leave a node that could not be fenced waits with what did, and keeps nothing else from beginning.
  private mutating func postponeUnfenced(_ answers: [Migration.Answer], at now: Instant) {
    let silent = Set(
      answers.filter { $0.outcome == .unfenced }.compactMap { entries[$0.migration]?.origin })
    guard !silent.isEmpty else { return }
    for var migration in unfinished where migration.stage == .planned && migration.cause == .failover {
      guard let origin = migration.origin, silent.contains(origin), migration.startsAt <= now else {
        continue
      }
      migration.postpone(at: now)
      put(migration)
    }
  }

  /// What was given up has come about late, and is to be let go again.
  mutating func reopen(_ migration: Migration, at now: Instant) -> Migration {
    var migration = migration
    migration.fault = Migration.late
    enter(.undoing, &migration, at: now)
    return migration
  }

  private mutating func enter(_ stage: Migration.Stage, _ migration: inout Migration, at now: Instant) {
    (migration.stage, migration.changedAt) = (stage, now)
    put(migration)
  }

  /// Lets begin what may begin and gives up what cannot end; returns those that came to another stage.
  /// - Parameters:
  ///   - mayBegin: whether one that was planned may begin now.
  ///   - isClosed: whether a node is known to take nothing now.
  public mutating func proceed(
    at now: Instant, mayBegin: (Migration) -> Bool = { _ in true }, isClosed: (String) -> Bool
  ) -> [Migration] {
    var moved = giveUp(at: now, isClosed: isClosed)
    let waiting = unfinished
    // A node that does not let go of a ghost to be, for it is lost perhaps, holds nothing else up.
    var traffic = Traffic(waiting.filter { $0.isUnderWay && now - $0.changedAt <= pace.patience })
    let ready = waiting.filter { $0.stage == .planned && $0.startsAt <= now }
    // What has no node goes before what could wait.
    for var migration in ready.filter({ $0.cause == .failover }) + ready.filter({ $0.cause != .failover }) {
      guard mayBegin(migration) else { continue }
      guard traffic.count < pace.atOnce else { break }
      guard traffic.hasRoom(for: migration, pace) else { continue }
      traffic.add(migration)
      enter(migration.makesGhost ? .releasing : .loading, &migration, at: now)
      moved.append(migration)
    }
    return moved
  }

  /// How many are under way, to each node and of each group.
  private struct Traffic {
    private(set) var count = 0
    private var nodes: [String: Int] = [:]
    private var groups: [String: Int] = [:]

    init(_ migrations: [Migration]) { for migration in migrations { add(migration) } }

    mutating func add(_ migration: Migration) {
      count += 1
      if let node = migration.target { nodes[node, default: 0] += 1 }
      if let group = migration.group { groups[group, default: 0] += 1 }
    }

    func hasRoom(for migration: Migration, _ pace: Pace) -> Bool {
      let toNode = migration.target.flatMap { nodes[$0] } ?? 0
      let most = migration.group.flatMap { pace.perGroup[$0] } ?? .max
      return toNode < pace.perNode && (migration.group.flatMap { groups[$0] } ?? 0) < most
    }
  }

  /// The new node takes nothing any more, or takes too long.
  private mutating func giveUp(at now: Instant, isClosed: (String) -> Bool) -> [Migration] {
    var given: [Migration] = []
    for var migration in unfinished where migration.stage == .loading || migration.stage == .planned {
      let isLate = migration.stage == .loading && now - migration.changedAt > pace.patience
      let isGone = migration.target.map(isClosed) ?? false
      guard isLate || isGone else { continue }
      migration.fault =
        !isGone ? "took_too_long" : migration.hasBegun ? "target_gone" : Migration.closedBefore
      enter(migration.hasBegun ? .undoing : .undone, &migration, at: now)
      given.append(migration)
    }
    return given
  }

  /// Calls off what has not begun and fits, the newest first, and so many at most; returns it.
  public mutating func callOff(
    at now: Instant, most: Int = .max, where fits: (Migration) -> Bool
  ) -> [Migration] {
    unfinished.reversed().filter { $0.stage == .planned && fits($0) }.prefix(most).map { migration in
      var migration = migration
      migration.fault = Migration.calledOff
      enter(migration.hasBegun ? .undoing : .undone, &migration, at: now)
      return migration
    }
  }

  /// A node is out of service for good: it has nothing left to let go.
  public mutating func forget(_ node: String, at now: Instant) {
    for var migration in unfinished
    where migration.command?.verb == .release && migration.command?.node == node {
      enter(migration.stage == .undoing ? .undone : .done, &migration, at: now)
    }
  }

  /// Brings times that lie ahead of a clock that was set back down to now.
  public mutating func rewind(to now: Instant) {
    for var migration in entries.values where migration.isAhead(of: now) {
      migration.rewind(to: now)
      put(migration)
    }
  }

  /// The changes since the last call; what is over for long is forgotten.
  public mutating func takeChanges() -> Set<Int64> {
    forgetOld()
    defer { changed = [] }
    return changed
  }

  private mutating func forgetOld() {
    guard entries.count - open.count - ghosts.count > Self.memory * 5 / 4 else { return }
    let over = entries.values.filter { $0.isOver && !changed.contains($0.number) && !isOfGhost($0) }
      .map(\.number).sorted()
    revision += 1
    for number in over.dropLast(Self.memory) {
      guard let unit = entries.removeValue(forKey: number)?.unit else { continue }
      journeys[unit]?.removeAll { $0 == number }
      if journeys[unit]?.isEmpty == true { journeys[unit] = nil }
    }
  }
}
