import Basics
import Monitoring
import Testing

@Suite struct BurnRateTests {
  private func isNear(_ value: Double, _ wanted: Double) -> Bool {
    abs(value - wanted) < 1e-9 * max(1, wanted)
  }

  @Test(
    arguments: [(14.4, 1, 0.02), (6, 6, 0.05), (3, 24, 0.1), (1, 72, 0.1), (1, 720, 1)]
      as [(Double, Int64, Double)])
  func `a rate over some hours uses its share of the budget of 30 days`(
    rate: Double, hours: Int64, share: Double
  ) {
    #expect(isNear(BurnRate.consumption(rate, over: .hours(hours), of: .days(30)), share))
    #expect(isNear(BurnRate.factor(using: share, in: .hours(hours), of: .days(30)), rate))
  }

  @Test func `over 30 days the alerts are those of the workbook`() {
    let alerts = BurnAlert.alerts(allowance: 0.001, period: .days(30))
    #expect(alerts.map(\.urgency) == [.fast, .slow])
    #expect(
      alerts.map(\.conditions) == [
        [
          BurnCondition(long: .hours(1), short: .minutes(5), factor: 14.4),
          BurnCondition(long: .hours(6), short: .minutes(30), factor: 6),
        ],
        [
          BurnCondition(long: .days(1), short: .hours(2), factor: 3),
          BurnCondition(long: .days(3), short: .hours(6), factor: 1),
        ],
      ])
  }

  @Test(
    arguments: [
      (Span.days(28), [13.44, 5.6, 2.8, 2.8 / 3]), (.days(7), [3.36, 2, 0.9]), (.days(1), [2, 2]),
      (.hours(3), []),
    ] as [(Span, [Double])])
  func `over other windows the factors follow the period`(period: Span, factors: [Double]) {
    let found = BurnAlert.alerts(allowance: 0.001, period: period).flatMap(\.conditions).map(\.factor)
    #expect(found.count == factors.count && zip(found, factors).allSatisfy(isNear), "\(found)")
  }

  @Test func `a condition that a total outage could not meet is left out`() {
    let found = BurnAlert.alerts(allowance: 0.1, period: .days(30)).flatMap(\.conditions).map(\.factor)
    #expect(found == [6, 3, 1])
    #expect(BurnAlert.alerts(allowance: 1, period: .days(30)).isEmpty)
  }

  @Test func `without a budget the first bad event burns infinitely fast`() {
    #expect(BurnRate.rate(errorRatio: 0, allowance: 0) == 0)
    #expect(BurnRate.rate(errorRatio: 1e-9, allowance: 0) == .infinity)
    #expect(isNear(BurnRate.rate(errorRatio: 0.0144, allowance: 0.001), 14.4))
  }
}
