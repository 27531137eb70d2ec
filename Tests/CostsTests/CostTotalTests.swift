import Basics
import Costs
import Testing

@Suite struct CostTotalTests {
  private func cost(_ cpu: Float) throws -> NodeCost {
    let entry = try SamplePrices.entry(core: "0.1", gibibyte: "0")
    return NodeCost(node: "n", cores: 1, memoryBytes: 0, cpu: cpu, memory: 0, priced: entry)
  }

  @Test func `an hour in minutes is the price of an hour, to the last trillionth`() throws {
    var total = CostTotal(currency: "USD")
    for _ in 0..<60 { total.add(try cost(0.5), over: .minutes(1)) }
    #expect(abs(total.provisioned.trillionths - 100_000_000_000) <= 60)
    #expect(abs(total.used.trillionths - 50_000_000_000) <= 60)
    #expect(total.watched == .hours(1))
    #expect(total.reduction.map { ($0 * 1e9).rounded() / 1e9 } == 0.5)
  }

  @Test func `while use is unknown nothing is added up`() throws {
    var total = CostTotal(currency: "USD")
    total.add(try cost(.nan), over: .minutes(1))
    #expect(total == CostTotal(currency: "USD"))
    #expect(total.reduction == nil)
  }

  @Test func `totals add up field by field`() throws {
    var (one, two) = (CostTotal(currency: "USD"), CostTotal(currency: "USD"))
    one.add(try cost(1), over: .hours(1))
    two.add(try cost(0), over: .hours(2))
    let sum = one + two
    #expect(sum.provisioned.decimal == "0.30")
    #expect(sum.used.decimal == "0.10")
    #expect(sum.watched == .hours(3))
  }
}
