import Monitoring
import Testing

/// When nothing is said of what is to come.
@Suite struct ForecastRefusalTests {
  private func refusal(_ values: [Double], _ forecaster: Forecaster) -> ForecastRefusal? {
    do throws(ForecastRefusal) {
      _ = try forecaster.forecast(values)
      return nil
    } catch { return error }
  }

  @Test(arguments: [([], 0), ([1, 2, 3], 3), ([.nan, 1, .nan, 2], 2)])
  func `too few values are refused with how many are needed`(values: [Double], found: Int) {
    #expect(refusal(values, Forecaster(horizon: 1)) == .tooFewPoints(found: found, needed: 12))
  }

  @Test func `a season must have been seen twice`() {
    let forecaster = Forecaster(horizon: 24, season: 24)
    let values = (0..<52).map { Double($0 % 24) }
    #expect(refusal(Array(values.dropLast()), forecaster) == .tooFewPoints(found: 51, needed: 52))
    #expect(refusal(values, forecaster) == nil)
  }

  @Test func `more than a third of gaps is too many`() {
    let values = (0..<60).map { $0 % 5 < 2 && $0 > 0 ? .nan : 1 }
    #expect(refusal(values, Forecaster(horizon: 1)) == .tooManyGaps(missing: 23, of: 60))
  }

  @Test func `nothing is said further ahead than the values reach back`() {
    let values = Array(repeating: 1.0, count: 30)
    #expect(refusal(values, Forecaster(horizon: 31)) == .horizonTooLong(asked: 31, longest: 30))
    #expect(refusal(values, Forecaster(horizon: 30)) == nil)
  }
}
