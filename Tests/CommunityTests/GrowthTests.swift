import Basics
import Community
import Testing

@Suite struct GrowthTests {
  @Test func `five hundred to ten thousand in a year is 28 percent a month`() throws {
    let growth = try #require(Indicator.monthlyGrowth(from: 500, to: 10_000, days: 365))
    #expect((growth * 1_000).rounded() == 284)
  }

  @Test func `growth compounds to the target`() throws {
    let growth = try #require(Indicator.monthlyGrowth(from: 100, to: 200, days: 487))
    var value = 100.0
    for _ in 0..<16 { value *= 1 + growth }
    #expect(abs(value - 200) < 0.1)
  }

  @Test(
    arguments: [(0, 10, 30), (-5, 10, 30), (10, 10, 30), (20, 10, 30), (1, 2, 0), (1, 2, -3)]
      as [(Double, Double, Int)])
  func `where nothing can grow there is no growth`(value: Double, wanted: Double, days: Int) {
    #expect(Indicator.monthlyGrowth(from: value, to: wanted, days: days) == nil)
  }

  @Test(arguments: [("2027-06-30", true), ("2036-06-30", false)] as [(Day, Bool)])
  func `more than a fifth a month is steep`(end: Day, isSteep: Bool) {
    let outlook = Indicator.sample(.up, [(end, ">=10000")]).outlook(
      [.sample(500, on: "2026-06-01")], on: "2026-06-30")
    #expect(outlook.isSteep == isSteep)
  }
}
