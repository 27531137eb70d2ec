import Basics
import Store
import Testing

@Suite struct OnlookerTests {
  private let store: Store

  init() throws { store = try Store() }

  private func lookOn(_ pid: Int32, at uptime: Int64, boot: String = "boot-a") throws {
    try store.lookOn(Beat(pid: pid, boot: boot, uptime: .seconds(uptime)))
  }

  @Test func `those who look on are known, oneself left out`() throws {
    for pid in [300, 200, 100] as [Int32] { try lookOn(pid, at: 1_000) }
    #expect(try store.onlookers(Sample.beat) == [200, 300])
  }

  @Test func `who is silent too long or of another start looks on no more`() throws {
    try lookOn(200, at: 997)
    try lookOn(300, at: 998)
    try lookOn(400, at: 1_000, boot: "boot-b")
    #expect(try store.onlookers(Sample.beat) == [300])
  }

  @Test func `who looks away is gone`() throws {
    try lookOn(200, at: 1_000)
    try store.lookAway(pid: 200)
    #expect(try store.onlookers(Sample.beat) == [])
  }

  @Test func `who takes the lease is no onlooker any more`() throws {
    try lookOn(100, at: 1_000)
    _ = try store.takeLease(Sample.beat, at: Sample.now) { _ in true }
    #expect(try store.onlookers(Beat(pid: 1, boot: "boot-a", uptime: .seconds(1_000))) == [])
  }
}
