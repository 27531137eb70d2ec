import Basics
import Costs
import Testing

@Suite struct NodeCostTests {
  private func cost(
    _ cores: Int, _ bytes: Int64, cpu: Float = 0, memory: Float = 0, _ core: String = "0.0316",
    _ gibibyte: String = "0.0042"
  ) throws -> NodeCost {
    NodeCost(
      node: "n", cores: cores, memoryBytes: bytes, cpu: cpu, memory: memory,
      priced: try SamplePrices.entry(core: core, gibibyte: gibibyte)
    )
  }

  private static let gibibyte: Int64 = 1 << 30

  @Test func `an hour of a node is its cores and its memory`() throws {
    #expect(try cost(4, 16 * Self.gibibyte).perHour.decimal == "0.1936")
    #expect(try cost(0, 0).perHour.decimal == "0.00")
  }

  @Test func `a month is 730 hours`() throws {
    #expect(try cost(4, 16 * Self.gibibyte).perMonth.decimal == "141.328")
  }

  @Test func `memory counts by the byte, rounded to a trillionth`() throws {
    #expect(try cost(0, 1).perHour.trillionths == 4)
    #expect(try cost(0, Self.gibibyte - 1).perHour.trillionths == 4_199_999_996)
    #expect(try cost(0, 8_232_222_720).perHour.decimal == "0.032200790405")
  }

  @Test func `what is used is the busy share of cores and the used share of memory`() throws {
    let node = try cost(2, 2 * Self.gibibyte, cpu: 0.5, memory: 0.25, "1", "1")
    #expect(node.usedPerHour?.decimal == "1.50")
    #expect(node.idleShare == 0.625)
  }

  @Test(arguments: [(Float.nan, Float(0.5)), (0.5, .nan), (.nan, .nan)])
  func `while use is unknown nothing is said of it`(cpu: Float, memory: Float) throws {
    let node = try cost(2, Self.gibibyte, cpu: cpu, memory: memory)
    #expect(node.usedPerHour == nil)
    #expect(node.idleShare == nil)
  }

  @Test(arguments: [(Float(-1), Float(-0.5), 1.0), (2, .infinity, 0.0)])
  func `use stays between nothing and all`(cpu: Float, memory: Float, idle: Double) throws {
    #expect(try cost(2, Self.gibibyte, cpu: cpu, memory: memory).idleShare == idle)
  }

  @Test func `what costs nothing has no idle share`() throws { #expect(try cost(0, 0).idleShare == nil) }

  @Test func `the largest machine there could be is priced exactly`() throws {
    let node = try cost(1_000_000, .max, cpu: 1, memory: 1, "999999", "999999")
    #expect(node.usedPerHour == node.perHour)
    #expect(node.perHour.decimal == "8590926001065407.999068678357")
  }
}
