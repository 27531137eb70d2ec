import Basics
import Community
import Testing

@Suite struct TargetTests {
  private let indicator = Indicator.sample(
    .up,
    [
      ("2027-12-31", ">=500"), ("2025-12-31", ">=10"), (nil, ">=5"), ("2026-12-31", ">=100"),
      ("2028-12-31", nil),
    ])

  @Test(
    arguments: [
      ("2025-01-01", 10), ("2025-12-31", 10), ("2026-01-01", 100), ("2027-01-01", 500), ("2030-01-01", 500),
    ] as [(Day, Double)])
  func `the next target due counts, then the last`(today: Day, amount: Double) {
    #expect(indicator.target(on: today)?.amount?.value == amount)
  }

  @Test func `a target without a day counts where there is no other`() {
    #expect(Indicator.sample(.up, [(nil, nil), (nil, ">=5")]).target(on: "2026-01-01")?.amount?.value == 5)
    #expect(Indicator.sample(.up, [(nil, nil)]).target(on: "2026-01-01")?.amount == nil)
    #expect(Indicator.sample().target(on: "2026-01-01") == nil)
  }

  @Test func `an increment is added to what there was`() {
    func target(_ amount: String, _ isIncrement: Bool) -> Target {
      Target(
        identifier: "t", period: Bilingual(""), end: nil, amount: Quantity(amount), isIncrement: isIncrement)
    }
    #expect(target(">=25", true).level(from: 500)?.value == 525)
    #expect(target(">=25", false).level(from: 500)?.value == 25)
    #expect(target("3-5", true).level(from: 10) == Quantity(13, upTo: 15, .range))
    #expect(target("unlimited", true).level(from: 10)?.value == nil)
  }
}
