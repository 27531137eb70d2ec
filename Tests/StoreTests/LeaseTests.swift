import Basics
import Scratch
import Store
import Testing

@Suite struct LeaseTests {
  private let store: Store
  private let scratch = Scratch()

  init() throws { store = try Store(path: scratch["store.db"], use: .own) }

  private func take(
    _ pid: Int32, at uptime: Span = .seconds(1_000), boot: String = "boot-a", alive: Set<Int32> = [100, 200]
  ) throws -> Int64? {
    let beat = Beat(pid: pid, boot: boot, uptime: uptime)
    return try store.write { () throws(StoreFault) in
      try store.takeLease(beat, at: Sample.now) { alive.contains($0) }
    }
  }

  private func holder(at uptime: Span, boot: String = "boot-a", alive: Set<Int32> = [100, 200]) throws
    -> Int32?
  {
    try store.leaseHolder(Beat(pid: 1, boot: boot, uptime: uptime)) { alive.contains($0) }?.pid
  }

  @Test func `nobody holds the lease of a new store`() throws {
    #expect(try holder(at: .seconds(1_000)) == nil)
  }

  @Test func `the first who asks gets the lease`() throws {
    #expect(try take(100) == 1)
    let found = try store.leaseHolder(Sample.beat) { _ in true }
    #expect(found?.pid == 100)
    #expect(found?.since == Sample.now)
  }

  @Test func `a second who asks does not get it`() throws {
    _ = try take(100)
    #expect(try take(200, at: .seconds(1_001)) == nil)
    #expect(try holder(at: .seconds(1_001)) == 100)
  }

  @Test func `a dead holder is followed at once`() throws {
    _ = try take(100)
    #expect(try take(200, at: .seconds(1_001), alive: [200]) == 2)
    #expect(try holder(at: .seconds(1_001)) == 200)
  }

  @Test(arguments: [(2_999, nil), (3_000, 2)] as [(Int64, Int64?)])
  func `a silent holder is followed when patience ends`(silence: Int64, epoch: Int64?) throws {
    _ = try take(100)
    #expect(try take(200, at: .seconds(1_000) + .milliseconds(silence)) == epoch)
  }

  @Test func `a holder of another start of the machine is followed`() throws {
    _ = try take(100)
    #expect(try take(200, at: .seconds(1_000), boot: "boot-b") == 2)
  }

  @Test func `a holder that gave the lease up is followed at once`() throws {
    let epoch = try #require(try take(100))
    try store.releaseLease(epoch: epoch)
    #expect(try holder(at: .seconds(1_000)) == nil)
    #expect(try take(200) == 2)
  }

  @Test func `a sign of life prolongs the lease`() throws {
    let epoch = try #require(try take(100))
    let later = Beat(pid: 100, boot: "boot-a", uptime: .seconds(1_002))
    #expect(try store.keepLease(epoch: epoch, later, at: Sample.now + .seconds(2)))
    #expect(try take(200, at: .seconds(1_004)) == nil)
    #expect(try store.leaseHolder(later) { _ in true }?.tickedAt == Sample.now + .seconds(2))
  }

  @Test func `who lost the lease is told at the next sign of life`() throws {
    let epoch = try #require(try take(100))
    _ = try take(200, alive: [])
    #expect(try store.keepLease(epoch: epoch, Sample.beat, at: Sample.now) == false)
    #expect(try holder(at: .seconds(1_000)) == 200)
  }

  @Test func `giving up an old epoch does not touch the new holder`() throws {
    let epoch = try #require(try take(100))
    _ = try take(200, alive: [])
    try store.releaseLease(epoch: epoch)
    #expect(try holder(at: .seconds(1_000)) == 200)
  }

  @Test func `every holder has a greater epoch than the one before`() throws {
    var epochs: [Int64] = []
    for pid in Int32(1)...20 { epochs.append(try #require(try take(pid, alive: []))) }
    #expect(epochs == Array(1...20))
  }

  @Test func `two connections cannot both take the lease`() throws {
    let other = try Store(path: scratch["store.db"], use: .own)
    #expect(try take(100) == 1)
    let second = try other.write { () throws(StoreFault) in
      try other.takeLease(Beat(pid: 200, boot: "boot-a", uptime: .seconds(1_000)), at: Sample.now) { _ in true
      }
    }
    #expect(second == nil)
  }
}
