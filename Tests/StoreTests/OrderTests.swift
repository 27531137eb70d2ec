import Basics
import Model
import Scratch
import Store
import Testing

@Suite struct OrderTests {
  private let store: Store
  private let scratch = Scratch()

  init() throws { store = try Store(path: scratch["store.db"], use: .own) }

  private func submit(_ draft: Order.Draft = Sample.draft()) throws -> Order {
    try store.submit(draft, by: "mira", from: "console 4711", at: Sample.now)
  }

  private func decide(_ order: Order, _ status: Order.Status, inverse: Order.Draft? = nil) throws -> Order {
    var decided = order
    decided.status = status
    decided.outcome = "so be it"
    decided.decidedAt = Sample.now + .seconds(1)
    decided.inverse = inverse
    try store.write { () throws(StoreFault) in try store.decide(decided) }
    return decided
  }

  @Test func `an order is written down as it was given`() throws {
    let order = try submit()
    #expect(order.status == .pending)
    #expect(order.draft == Sample.draft())
    #expect(try store.order(order.identifier) == order)
  }

  @Test func `orders wait in the order they were given`() throws {
    let orders = try (0..<5).map { try submit(Sample.draft("reason \($0)")) }
    #expect(try store.pendingOrders() == orders)
  }

  @Test(arguments: [Order.Status.done, .refused])
  func `an order that was decided is not found waiting again`(status: Order.Status) throws {
    let order = try submit()
    let decided = try decide(order, status)
    #expect(try store.pendingOrders() == [])
    #expect(try store.order(order.identifier) == decided)
  }

  @Test func `numbers are never given twice, even after the last order is gone`() throws {
    let first = try submit()
    try store.database.execute("DELETE FROM orders")
    #expect(try submit().identifier > first.identifier)
  }

  @Test func `an order outlives the process that gave it`() throws {
    let order = try submit()
    let other = try Store(path: scratch["store.db"], use: .own)
    #expect(try other.pendingOrders() == [order])
  }

  @Test func `the order that takes another back is kept with it`() throws {
    let order = try submit()
    let inverse = Order.Draft(.unacknowledge, order.draft.address, ["field": "a", "value": ""])
    let decided = try decide(order, .done, inverse: inverse)
    #expect(try store.order(order.identifier)?.inverse == inverse)
    var undo = try #require(decided.inverse)
    undo.undoes = order.identifier
    #expect(try submit(undo).draft.undoes == order.identifier)
    #expect(try store.orders(limit: 1).first?.draft == undo)
  }

  @Test func `an order cannot take back one that was never given`() throws {
    var draft = Sample.draft()
    draft.undoes = 99
    #expect(
      trouble { () throws(StoreFault) in _ = try store.submit(draft, by: "", from: "", at: .epoch) }
        == .failed)
    #expect(try store.pendingOrders() == [])
  }

  @Test func `the trail of a thing is its orders, the newest first`() throws {
    let other = Order.Draft(.comment, Address(.node, "edge-17"))
    let orders = [try submit(), try submit(other), try submit()]
    #expect(try store.orders(about: orders[0].address, limit: 9) == [])
    #expect(try store.orders(about: other.address, limit: 9) == [orders[1]])
    #expect(try store.orders(about: Sample.draft().address, limit: 9) == [orders[2], orders[0]])
    #expect(try store.orders(about: Sample.draft().address, limit: 1) == [orders[2]])
  }

  @Test func `a carried out order stays in the history`() throws {
    for _ in 0..<3 { _ = try decide(try submit(), .done) }
    #expect(try store.orders(limit: 9).map(\.identifier) == [3, 2, 1])
  }

  @Test(arguments: Order.Verb.allCases)
  func `every verb comes back as it went`(verb: Order.Verb) throws {
    let order = try submit(Order.Draft(verb, Address(.node, "a/b c")))
    #expect(try store.order(order.identifier)?.draft.verb == verb)
  }

  @Test(arguments: Sample.hostileTexts)
  func `whatever people write is bound, never run, and comes back whole`(text: String) throws {
    let draft = Order.Draft(
      .comment, Address(.node, "n" + text), ["value": text, "k" + text: "v"], reason: text)
    let order = try store.submit(draft, by: text, from: text, at: Sample.now)
    #expect(try store.order(order.identifier) == order)
    #expect(try store.orders(about: draft.address, limit: 1) == [order])
  }
}
