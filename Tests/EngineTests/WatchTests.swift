import Basics
import Engine
import Model
import Roadmap
import Scratch
import Store
import Testing

/// Several programs on one store: one holds the watch, the others look on.
@Suite struct WatchTests {
  @Test func `the second looks on and sees what the first sees`() throws {
    let folder = Scratch()
    var first = try World(nodes: 2, store: Store(path: folder["binnacle.db"], use: .own), pid: 100)
    var second = try World(nodes: 0, store: Store(path: folder["binnacle.db"], use: .own), pid: 200)
    for _ in 0..<3 {
      first.pass(.seconds(1))
      second.pass(.seconds(1))
    }
    #expect(first.snapshot.watch.isOurs && !second.snapshot.watch.isOurs)
    #expect(second.snapshot.watch.pid == 100)
    #expect(first.snapshot.watch.onlookers == [200])
    #expect(second.snapshot.nodes.map(\.identifier) == first.snapshot.nodes.map(\.identifier))
  }

  @Test func `an order of the onlooker is carried out by the holder`() throws {
    let folder = Scratch()
    var first = try World(nodes: 1, store: Store(path: folder["binnacle.db"], use: .own), pid: 100)
    var second = try World(nodes: 0, store: Store(path: folder["binnacle.db"], use: .own), pid: 200)
    try second.order(Order.Draft(.set, Address(.milestone, "B-1.2"), ["field": "progress", "value": "25"]))
    first.pass(.seconds(1))
    second.pass(.seconds(1))
    #expect(second.snapshot.plan.find("B-1.2")?.item.state.progress == 0.25)
  }

  @Test func `when the holder is dead the onlooker takes the watch at once`() throws {
    let folder = Scratch()
    var first = try World(nodes: 1, store: Store(path: folder["binnacle.db"], use: .own), pid: 100)
    var second = try World(nodes: 1, store: Store(path: folder["binnacle.db"], use: .own), pid: 200)
    first.pass(.seconds(1))
    second.pass(.seconds(1))
    #expect(!second.snapshot.watch.isOurs)
    second.pass(.seconds(1), isAlive: { $0 != 100 })
    second.pass(.seconds(1), isAlive: { $0 != 100 })
    #expect(second.snapshot.watch.isOurs)
  }

  @Test func `a holder that was thought dead finds the watch gone and writes no more`() throws {
    let folder = Scratch()
    var first = try World(nodes: 1, store: Store(path: folder["binnacle.db"], use: .own), pid: 100)
    var second = try World(nodes: 1, store: Store(path: folder["binnacle.db"], use: .own), pid: 200)
    for _ in 0..<2 { second.pass(.seconds(1), isAlive: { $0 != 100 }) }
    #expect(second.snapshot.watch.isOurs)
    for _ in 0..<2 { first.pass(.seconds(1)) }
    #expect(!first.snapshot.watch.isOurs && first.snapshot.watch.pid == 200)
  }

  @Test func `who stops gives the watch away`() throws {
    let folder = Scratch()
    let first = try World(nodes: 1, store: Store(path: folder["binnacle.db"], use: .own), pid: 100)
    first.stop()
    let second = try World(nodes: 1, store: Store(path: folder["binnacle.db"], use: .own), pid: 200)
    #expect(second.snapshot.watch.isOurs)
  }

  @Test func `the onlooker goes along when the holder's clock is set back`() throws {
    let folder = Scratch()
    var first = try World(nodes: 1, store: Store(path: folder["binnacle.db"], use: .own), pid: 100)
    var second = try World(nodes: 0, store: Store(path: folder["binnacle.db"], use: .own), pid: 200)
    for _ in 0..<5 {
      first.pass(.seconds(1))
      second.pass(.seconds(1))
    }
    first.pass(.seconds(1), stepping: .hours(-1))
    second.pass(.seconds(1), stepping: .hours(-1))
    first.pass(.seconds(1))
    second.pass(.seconds(1))
    #expect(second.snapshot.nodes.first?.lastSeen == first.snapshot.nodes.first?.lastSeen)
  }

  @Test func `a table of processes that was tampered with is left out`() throws {
    let folder = Scratch()
    var first = try World(nodes: 1, store: Store(path: folder["binnacle.db"], use: .own), pid: 100)
    var second = try World(nodes: 0, store: Store(path: folder["binnacle.db"], use: .own), pid: 200)
    for _ in 0..<3 {
      first.pass(.seconds(1))
      second.pass(.seconds(1))
    }
    let broken = #"{"total": 1, "processes": [[1]]}"#
    try first.store.database.run("UPDATE processes SET document = ?", [.text(broken)])
    second.pass(.seconds(1))
    #expect(second.snapshot.nodes.count == 1)
  }
}
