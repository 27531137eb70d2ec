import Basics
import Testing

@testable import Scheduling

/// Units on their way from node to node, as the journal has them.
@Suite struct MigrationBookTests {
  private static let start = Instant(rfc3339: "2026-03-14T09:00:00Z")!

  private func migration(
    _ number: Int64, _ unit: String, _ origin: String?, _ target: String?, plan: Int64? = nil,
    cause: Migration.Cause = .order, startsAt: Instant = start
  ) -> Migration {
    let grounds = Migration.Grounds(
      policy: "best-fit", score: 1, terms: [], fitting: 1, nodes: 2, next: nil)
    return Migration(
      number: number, plan: plan ?? number, unit: unit, from: origin, to: target, cause: cause,
      motive: Bilingual("test"), grounds: grounds, cores: 1, memory: 1, plannedAt: Self.start,
      startsAt: startsAt)
  }

  @Test func `the new node serves before the old one lets go, and one of them always answers for the unit`() {
    var book = MigrationBook()
    book.add([migration(1, "a", "n1", "n2")])
    #expect(book[1]?.owner == "n1" && book[1]?.command == nil)
    _ = book.proceed(at: Self.start) { _ in false }
    #expect(book[1]?.owner == "n1")
    #expect(book[1]?.command == .init(migration: 1, verb: .load, unit: "a", node: "n2", origin: "n1"))
    _ = book.heed([.init(1, .loaded)], at: Self.start)
    #expect(book[1]?.owner == "n2")
    #expect(book[1]?.command == .init(migration: 1, verb: .release, unit: "a", node: "n1", origin: "n1"))
    _ = book.heed([.init(1, .released)], at: Self.start)
    #expect(book[1]?.stage == .done && book[1]?.owner == "n2" && book.unfinished.isEmpty)
  }

  @Test func `an answer that comes twice, too late or to nothing changes nothing`() {
    var book = MigrationBook()
    book.add([migration(1, "a", "n1", "n2")])
    #expect(book.heed([.init(1, .loaded), .init(7, .released)], at: Self.start).isEmpty)
    _ = book.proceed(at: Self.start) { _ in false }
    #expect(book.heed([.init(1, .released)], at: Self.start).isEmpty)
    #expect(book.heed([.init(1, .loaded), .init(1, .loaded)], at: Self.start).count == 1)
    #expect(book[1]?.stage == .releasing)
  }

  @Test func `what a new node cannot load, or not in time, stays where it is`() {
    var book = MigrationBook()
    book.add([migration(1, "a", "n1", "n2"), migration(2, "b", "n1", "n3"), migration(3, "c", "n1", "n4")])
    _ = book.proceed(at: Self.start) { _ in false }
    _ = book.heed([.init(1, .failed("no room"))], at: Self.start)
    #expect(book[1]?.stage == .undoing && book[1]?.owner == "n1" && book[1]?.fault == "no room")
    #expect(book[1]?.command == .init(migration: 1, verb: .release, unit: "a", node: "n2", origin: "n1"))
    let late = Self.start + book.pace.patience + .seconds(1)
    let given = book.proceed(at: late) { $0 == "n4" }
    #expect(Set(given.map(\.fault)) == ["took_too_long", "target_gone"])
    #expect([1, 2, 3].allSatisfy { book[$0]?.owner == "n1" && !book.isMoving(book[$0]?.unit ?? "") })
    _ = book.heed([.init(1, .released)], at: late)
    #expect(book[1]?.stage == .undone)
  }

  @Test func `no more begin at once than may, of which a node loads only some`() {
    var book = MigrationBook()
    book.pace.atOnce = 5
    book.pace.perNode = 2
    book.add((1...20).map { migration($0, "u\($0)", "n0", "n\(1 + $0 % 3)") })
    for round in 1...10 {
      let begun = book.proceed(at: Self.start + .seconds(Int64(round))) { _ in false }
      let loading = book.unfinished.filter { $0.stage == .loading }
      #expect(loading.count <= 5)
      #expect(Dictionary(grouping: loading, by: \.target).values.allSatisfy { $0.count <= 2 })
      #expect(begun.count <= 5)
      _ = book.heed(loading.map { .init($0.number, .loaded) }, at: Self.start)
      _ = book.heed(loading.map { .init($0.number, .released) }, at: Self.start)
    }
    #expect(book.unfinished.isEmpty)
  }

  @Test func `a unit does not go again where it could not be loaded of late`() {
    var book = MigrationBook()
    book.add([migration(1, "a", "n1", "n2"), migration(2, "b", "n1", "n3")])
    _ = book.proceed(at: Self.start) { _ in false }
    _ = book.heed([.init(1, .failed("no room"))], at: Self.start + .seconds(5))
    #expect(book.failures(since: Self.start) == ["a": ["n2"]])
    #expect(book.failures(since: Self.start + .minutes(1)).isEmpty)
    book.add([migration(3, "c", "n1", "n4")])
    #expect(book.callOff(at: Self.start) { $0.unit == "c" }.count == 1)
    #expect(book.failures(since: Self.start)["c"] == nil)
  }

  @Test func `a clock that was set back holds nothing up`() {
    var book = MigrationBook()
    book.add([
      migration(1, "a", "n1", "n2"), migration(2, "b", "n1", "n3", startsAt: Self.start + .minutes(1)),
    ])
    let now = Self.start - .hours(1)
    book.rewind(to: now)
    _ = book.proceed(at: now) { _ in false }
    #expect(book[1]?.stage == .loading && book[2]?.stage == .planned)
    _ = book.proceed(at: now + .minutes(1)) { _ in false }
    #expect(book[2]?.stage == .loading)
    #expect(book.proceed(at: now + .minutes(4)) { _ in false }.count == 2)
  }

  @Test func `a node that is out of service for good has nothing left to let go`() {
    var book = MigrationBook()
    book.add([migration(1, "a", "n1", "n2"), migration(2, "b", "n3", "n4")])
    _ = book.proceed(at: Self.start) { _ in false }
    _ = book.heed([.init(1, .loaded), .init(2, .loaded)], at: Self.start)
    book.forget("n1", at: Self.start)
    #expect(book[1]?.stage == .done && book[2]?.stage == .releasing)
  }

  @Test func `nothing begins while the acts are paused or before its time`() {
    var book = MigrationBook()
    book.add([
      migration(1, "a", "n1", "n2"), migration(2, "b", "n1", "n2", startsAt: Self.start + .minutes(1)),
    ])
    _ = book.proceed(at: Self.start, mayBegin: { _ in false }, isClosed: { _ in false })
    #expect(book.unfinished.allSatisfy { $0.stage == .planned })
    _ = book.proceed(at: Self.start) { _ in false }
    #expect(book[1]?.stage == .loading && book[2]?.stage == .planned)
    _ = book.proceed(at: Self.start + .minutes(1)) { _ in false }
    #expect(book[2]?.stage == .loading)
  }

  @Test func `a unit whose new node failed is where it was before, also after an earlier move`() {
    var book = MigrationBook()
    book.add([migration(1, "a", "n1", "n2")])
    _ = book.proceed(at: Self.start) { _ in false }
    _ = book.heed([.init(1, .loaded)], at: Self.start)
    book.add([migration(2, "a", "n2", "n3")])
    #expect(book.newest(of: "a")?.owner == "n2" && book.isMoving("a"))
    _ = book.proceed(at: Self.start) { $0 == "n3" }
    #expect(book[2]?.stage == .undone && book.newest(of: "a")?.number == 1)
  }

  @Test func `a unit that becomes a ghost is nobody's once it is asked to go, and a ghost once it has`() {
    var book = MigrationBook()
    book.add([migration(1, "a", "n1", nil)])
    #expect(book[1]?.owner == "n1" && book.ghosts.isEmpty && book.isMoving("a"))
    _ = book.proceed(at: Self.start) { _ in false }
    #expect(book[1]?.stage == .releasing && book[1]?.owner == nil && book.ghosts.isEmpty)
    #expect(book[1]?.command == .init(migration: 1, verb: .release, unit: "a", node: "n1", origin: "n1"))
    _ = book.heed([.init(1, .released)], at: Self.start)
    #expect(book[1]?.stage == .done && book.ghosts == ["a": 1])
  }

  @Test
  func
    `a ghost that is brought back is its new node's as soon as that has it, and there is nothing to let go`()
  {
    var book = MigrationBook()
    book.add([migration(1, "a", "n1", nil)])
    _ = book.proceed(at: Self.start) { _ in false }
    _ = book.heed([.init(1, .released)], at: Self.start)
    book.add([migration(2, "a", nil, "n2")])
    _ = book.proceed(at: Self.start) { _ in false }
    #expect(book[2]?.stage == .loading && book[2]?.owner == nil && book.ghosts == ["a": 1])
    _ = book.heed([.init(2, .failed("no room"))], at: Self.start)
    _ = book.heed([.init(2, .released)], at: Self.start)
    #expect(book[2]?.stage == .undone && book.ghosts == ["a": 1])
    book.add([migration(3, "a", nil, "n3")])
    _ = book.proceed(at: Self.start) { _ in false }
    _ = book.heed([.init(3, .loaded)], at: Self.start)
    #expect(
      book[3]?.stage == .done && book[3]?.owner == "n3" && book.ghosts.isEmpty && book.unfinished.isEmpty)
  }

  @Test func `a node that never lets go of a ghost to be holds others up for a while, not for ever`() {
    var book = MigrationBook()
    book.pace.atOnce = 1
    book.add([migration(1, "a", "n1", nil)])
    _ = book.proceed(at: Self.start) { _ in false }
    book.add([migration(2, "b", "n2", "n3")])
    #expect(book.proceed(at: Self.start + .minutes(1)) { _ in false }.isEmpty)
    let late = Self.start + book.pace.patience + .seconds(1)
    #expect(book.proceed(at: late) { _ in false }.map(\.number) == [2])
    #expect(book[1]?.command?.verb == .release)
  }

  @Test func `what has lost its node begins before what could wait`() {
    var book = MigrationBook()
    book.pace.atOnce = 2
    book.add((1...5).map { migration($0, "u\($0)", "n1", "n2") })
    book.add((6...7).map { migration($0, "u\($0)", "n1", "n3", cause: .failover) })
    #expect(book.proceed(at: Self.start) { _ in false }.map(\.number) == [6, 7])
  }

  @Test func `so many are called off as are too many, the newest first`() {
    var book = MigrationBook()
    book.add((1...5).map { migration($0, "u\($0)", "n1", "n2") })
    #expect(book.callOff(at: Self.start, most: 2) { $0.number != 5 }.map(\.number) == [4, 3])
    #expect(book.unfinished.map(\.number) == [1, 2, 5])
  }

  @Test func `ghosts are not forgotten, however much happens after`() {
    var book = MigrationBook()
    book.add([migration(1, "a", "n1", nil)])
    for number in 2...Int64(MigrationBook.memory * 3) {
      book.add([migration(number, "u\(number)", "n1", "n2")])
    }
    for _ in 0..<MigrationBook.memory where book.openCount > 0 {
      _ = book.proceed(at: Self.start) { _ in false }
      _ = book.heed(book.unfinished.map { .init($0.number, .loaded) }, at: Self.start)
      _ = book.heed(book.unfinished.map { .init($0.number, .released) }, at: Self.start)
    }
    _ = book.takeChanges()
    _ = book.takeChanges()
    #expect(book.entries.count < MigrationBook.memory * 2 && book[1] != nil && book.ghosts == ["a": 1])
  }

  /// Whatever answers come in whatever order, a unit has one owner, and no stage follows another that may not.
  @Test(arguments: 1...50) func `no order of events brings a unit an illegal step or two owners`(seed: UInt64)
  {
    let legal: [Migration.Stage: Set<Migration.Stage>] = [
      .planned: [.loading, .releasing, .undone], .loading: [.releasing, .undoing, .done], .releasing: [.done],
      .undoing: [.undone], .done: [], .undone: [],
    ]
    var (chance, book, now) = (Chance(seed: seed), MigrationBook(), Self.start)
    book.add(
      (1...9).map { number in
        let (from, to) = (number % 3 == 1 ? nil : "n0", number % 3 == 2 ? nil : "n\(number % 4 + 1)")
        return migration(Int64(number), "u\(number)", from, to, plan: 1)
      })
    for _ in 0..<400 {
      let before = book.entries
      now = now + .seconds(Int64(chance.next() % 40))
      let number = Int64(chance.next() % 10)
      switch chance.next() % 5 {
      case 0: _ = book.heed([.init(number, .loaded)], at: now)
      case 1: _ = book.heed([.init(number, .released)], at: now)
      case 2: _ = book.heed([.init(number, .failed("no"))], at: now)
      default:
        let (gone, isOpen) = (chance.next() % 6, chance.next() % 3 > 0)
        _ = book.proceed(at: now, mayBegin: { _ in isOpen }, isClosed: { $0 == "n\(gone)" })
      }
      for (number, migration) in book.entries {
        let old = before[number]?.stage ?? .planned
        var reached: Set = [old]
        // A step may give up what it began.
        for _ in 0..<2 { reached.formUnion(reached.flatMap { legal[$0] ?? [] }) }
        #expect(reached.contains(migration.stage))
        let isBetween = migration.makesGhost || migration.origin == nil
        #expect([migration.origin, migration.target].contains(migration.owner) || isBetween)
        if before[number]?.isOver == true { #expect(migration == before[number]) }
      }
    }
  }

  @Test func `what waits for its old node to be fenced goes back, and begins anew a minute later`() {
    var book = MigrationBook()
    book.add([migration(1, "a", "n1", "n2", cause: .failover)])
    _ = book.proceed(at: Self.start) { _ in false }
    _ = book.heed([.init(1, .unfenced)], at: Self.start)
    #expect(book[1]?.stage == .planned && book[1]?.owner == "n1" && book[1]?.fault == nil)
    #expect(book.proceed(at: Self.start + .seconds(59)) { _ in false }.isEmpty)
    #expect(book.proceed(at: Self.start + .seconds(60)) { _ in false }.map(\.stage) == [.loading])
    #expect(book.failures(since: Self.start).isEmpty)
    // Somebody may have loaded it before that was known: who is told to leave it is asked to let go.
    _ = book.heed([.init(1, .unfenced)], at: Self.start + .seconds(61))
    _ = book.callOff(at: Self.start + .seconds(62)) { _ in true }
    #expect(book[1]?.stage == .undoing && book[1]?.command?.node == "n2")
  }

  @Test func `a node that has still to let go of a unit is known until it has`() {
    var book = MigrationBook()
    book.add([migration(1, "a", "n1", "n2")])
    _ = book.proceed(at: Self.start) { _ in false }
    #expect(book.owing.isEmpty)
    _ = book.heed([.init(1, .loaded)], at: Self.start)
    #expect(book.owing == ["a": ["n1"]])
    _ = book.heed([.init(1, .released)], at: Self.start)
    #expect(book.owing.isEmpty)
  }

  @Test func `what is loaded long after it was given up is let go of again`() {
    var book = MigrationBook()
    book.add([migration(1, "a", "n1", "n2")])
    _ = book.proceed(at: Self.start) { _ in false }
    _ = book.heed([.init(1, .failed("no answer"))], at: Self.start)
    _ = book.heed([.init(1, .released)], at: Self.start)
    #expect(book[1]?.stage == .undone && !book.isOnJourney("a", "n2"))
    let later = Self.start + .minutes(5)
    let stray = [(unit: "a", node: "n2", at: later)]
    #expect(book.chase(stray, at: later).isEmpty, "nothing serves elsewhere")
    #expect(book.chase(stray + [(unit: "a", node: "n1", at: later)], at: later).map(\.number) == [1])
    #expect(book[1]?.command?.verb == .release && book[1]?.command?.node == "n2")
    #expect(book.unfinished.map(\.number) == [1] && book.newest(of: "a") == nil)
    _ = book.heed([.init(1, .released)], at: later)
    #expect(book.unfinished.isEmpty)
  }
}
