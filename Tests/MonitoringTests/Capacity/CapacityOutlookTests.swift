import Monitoring
import Testing

@Suite struct CapacityOutlookTests {
  /// Ten days of a disk that fills by 1 % a day up to 90 %, after hours in which nothing was known.
  private static let filling =
    Array(repeating: Float.nan, count: 100) + (0..<240).map { 0.9 - 0.01 * Float(239 - $0) / 24 }

  @Test func `it reaches as far ahead as something has been known`() throws {
    let outlook = try CapacityOutlook(hourly: Self.filling)
    #expect(outlook.horizon == 240)
    #expect(
      outlook.exhaustion(limit: 0.95).steps(toProbability: 0.5).map { (115...125).contains($0) } ?? false)
  }

  @Test func `what can never be reached is not`() throws {
    let outlook = try CapacityOutlook(hourly: Self.filling)
    #expect(outlook.exhaustion(limit: .infinity).probability(within: 240) == 0)
    #expect(outlook.exhaustion(limit: .infinity).window() == nil)
  }

  @Test(arguments: [0, 20, 51])
  func `hours that are too few are refused with their number`(hours: Int) {
    #expect(throws: ForecastRefusal.tooFewPoints(found: hours, needed: 52)) {
      try CapacityOutlook(hourly: Array(repeating: .nan, count: 9) + Array(repeating: 0.5, count: hours))
    }
  }
}
