import Basics
import Costs
import Model
import Store
import Testing

@Suite struct CostStoreTests {
  private let store: Store

  init() throws { store = try Store() }

  private func total(_ provisioned: String, _ used: String) throws -> CostTotal {
    CostTotal(
      provisioned: try #require(Money(decimal: provisioned, currency: "USD")),
      used: try #require(Money(decimal: used, currency: "USD")), watched: .minutes(7))
  }

  @Test func `money comes back exact to the billionth`() throws {
    let written = try total("1234567.000000001", "0.3")
    try store.save(written, of: "edge-17", on: Day(number: 20_000))
    #expect(try store.costs(on: Day(number: 20_000), currency: "USD") == ["edge-17": written])
  }

  @Test func `a day is the sum of its nodes, the oldest day first`() throws {
    try store.save(try total("0.1", "0.1"), of: "a", on: Day(number: 2))
    try store.save(try total("0.2", "0.1"), of: "b", on: Day(number: 2))
    try store.save(try total("5", "1"), of: "a", on: Day(number: 1))
    let days = try store.costDays(currency: "USD")
    #expect(days.map(\.day.number) == [1, 2])
    #expect(days.last?.total.provisioned.decimal == "0.30")
    #expect(days.last?.total.watched == .minutes(14))
  }

  @Test func `currencies are never added up`() throws {
    try store.save(try total("1", "1"), of: "a", on: Day(number: 1))
    #expect(try store.costDays(currency: "EUR").isEmpty)
    #expect(try store.costs(on: Day(number: 1), currency: "EUR").isEmpty)
  }
}
