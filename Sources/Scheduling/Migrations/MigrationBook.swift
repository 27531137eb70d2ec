import Basics

/// The migrations that are on their way and those of late, and which of them may go on.
public struct MigrationBook: Sendable {
  /// How fast things may go.
  public struct Pace: Sendable {
    /// How many migrations are under way at once.
    public var atOnce = 64
    /// How many a node loads at once.
    public var perNode = 4
    /// How long a node may take to load a unit before it is given up.
    public var patience = Span.minutes(2)

    public init() {}
  }

  /// By number.
  public private(set) var entries: [Int64: Migration] = [:]
  /// The numbers of those that changed since they were last taken.
  public private(set) var changed: Set<Int64> = []
  public var pace = Pace()
  private var last: Int64 = 0
  private var open: Set<Int64> = []
  /// The newest migration of each unit that is not undone, by the unit's name.
  private var newest: [String: Int64] = [:]

  /// How many that are over are kept in mind.
  public static let memory = 1_000

  public init(_ known: [Migration] = []) {
    for migration in known.sorted(by: { $0.number < $1.number }) { put(migration) }
    changed = []
  }

  private mutating func put(_ migration: Migration) {
    let number = migration.number
    entries[number] = migration
    last = max(last, number)
    changed.insert(number)
    if migration.isOver { open.remove(number) } else { open.insert(number) }
    if migration.stage != .undone {
      newest[migration.unit] = number
    } else if newest[migration.unit] == number {
      let others = entries.values.filter { $0.unit == migration.unit && $0.stage != .undone }
      newest[migration.unit] = others.map(\.number).max()
    }
  }

  /// The next number that is free.
  public var nextNumber: Int64 { last + 1 }

  /// Those that are not over, the oldest first.
  public var unfinished: [Migration] { open.sorted().compactMap { entries[$0] } }

  public subscript(number: Int64) -> Migration? { entries[number] }

  /// The newest of a unit that was not undone.
  public func newest(of unit: String) -> Migration? { newest[unit].flatMap { entries[$0] } }

  /// Whether a unit is to go, or on its way. One that has arrived counts no more, though its old node may still have
  /// to let go.
  public func isMoving(_ unit: String) -> Bool {
    newest(of: unit).map { $0.stage == .planned || $0.stage == .loading } ?? false
  }

  /// Takes in what was decided.
  public mutating func add(_ migrations: [Migration]) { for migration in migrations { put(migration) } }

  /// Takes in what nodes say; returns those that came to another stage.
  public mutating func heed(_ answers: [Migration.Answer], at now: Instant) -> [Migration] {
    answers.compactMap { answer in
      guard var migration = entries[answer.migration], let stage = migration.stage(after: answer.outcome)
      else { return nil }
      if case .failed(let reason) = answer.outcome { migration.fault = reason }
      enter(stage, &migration, at: now)
      return migration
    }
  }

  private mutating func enter(_ stage: Migration.Stage, _ migration: inout Migration, at now: Instant) {
    (migration.stage, migration.changedAt) = (stage, now)
    put(migration)
  }

  /// Lets begin what may begin and gives up what takes too long; returns those that came to another stage.
  /// - Parameters:
  ///   - isPaused: whether nothing new may begin.
  ///   - isReady: whether a node may take units now.
  public mutating func proceed(at now: Instant, isPaused: Bool = false, isReady: (String) -> Bool)
    -> [Migration]
  {
    var moved = giveUp(at: now, isReady: isReady)
    if isPaused { return moved }
    let waiting = unfinished
    var busy = waiting.count { $0.stage == .loading }
    var loading: [String: Int] = [:]
    for migration in waiting where migration.stage == .loading { loading[migration.target, default: 0] += 1 }
    let waves = Dictionary(waiting.map { ($0.plan, $0.wave) }, uniquingKeysWith: min)
    for var migration in waiting where migration.stage == .planned && migration.startsAt <= now {
      guard busy < pace.atOnce else { break }
      guard loading[migration.target, default: 0] < pace.perNode else { continue }
      guard migration.wave <= waves[migration.plan] ?? migration.wave else { continue }
      enter(.loading, &migration, at: now)
      loading[migration.target, default: 0] += 1
      busy += 1
      moved.append(migration)
    }
    return moved
  }

  /// What cannot come to its end: the new node is not there any more, or takes too long.
  private mutating func giveUp(at now: Instant, isReady: (String) -> Bool) -> [Migration] {
    var given: [Migration] = []
    for var migration in unfinished {
      let isLate = migration.stage == .loading && now - migration.changedAt > pace.patience
      let isGone = (migration.stage == .loading || migration.stage == .planned) && !isReady(migration.target)
      guard isLate || isGone else { continue }
      migration.fault = isGone ? "target_gone" : "took_too_long"
      enter(migration.stage == .planned ? .undone : .undoing, &migration, at: now)
      given.append(migration)
      given += cancel(after: migration, at: now)
    }
    return given
  }

  /// Later waves of a plan rest on the earlier ones.
  private mutating func cancel(after failed: Migration, at now: Instant) -> [Migration] {
    let later = unfinished.filter {
      $0.plan == failed.plan && $0.wave > failed.wave && $0.stage == .planned
    }
    return later.map { migration in
      var migration = migration
      migration.fault = "earlier_failed"
      enter(.undone, &migration, at: now)
      return migration
    }
  }

  /// Gives up what has not begun and fits; returns it.
  public mutating func withdraw(at now: Instant, _ fault: String, where fits: (Migration) -> Bool)
    -> [Migration]
  {
    unfinished.filter { $0.stage == .planned && fits($0) }.map { migration in
      var migration = migration
      migration.fault = fault
      enter(.undone, &migration, at: now)
      return migration
    }
  }

  /// The changes since the last call; what is over for long is forgotten.
  public mutating func takeChanges() -> Set<Int64> {
    forget()
    defer { changed = [] }
    return changed
  }

  private mutating func forget() {
    guard entries.count - open.count > Self.memory * 5 / 4 else { return }
    let over = entries.keys.filter { !open.contains($0) && !changed.contains($0) }.sorted()
    for number in over.dropLast(Self.memory) {
      if let unit = entries[number]?.unit, newest[unit] == number { newest[unit] = nil }
      entries[number] = nil
    }
  }
}
