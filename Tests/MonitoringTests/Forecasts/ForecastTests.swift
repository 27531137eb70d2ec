import Basics
import Glibc
import Testing

@testable import Monitoring

/// What a forecast says of series that leave no doubt, and of series that leave nothing else.
@Suite struct ForecastTests {
  private func forecast(_ values: [Double], _ horizon: Int, season: Int = 1) throws -> Forecast {
    try Forecaster(horizon: horizon, season: season).forecast(values)
  }

  private func expect(_ found: [Double], near wanted: [Double], within error: Double) {
    #expect(found.count == wanted.count)
    #expect(zip(found, wanted).allSatisfy { abs($0 - $1) <= error }, "\(found) for \(wanted)")
  }

  @Test(arguments: [0.0, 42, -7.5])
  func `a constant goes on, and nothing else is possible`(level: Double) throws {
    let forecast = try forecast(Array(repeating: level, count: 40), 5)
    expect(forecast.values, near: Array(repeating: level, count: 5), within: 1e-9)
    #expect(forecast.intervals(0.95).allSatisfy { $0.upperBound - $0.lowerBound < 1e-6 })
  }

  @Test(arguments: [(3.0, 2.0), (-500, 2), (1_000, -2)])
  func `a straight line goes on`(start: Double, slope: Double) throws {
    let line = (0..<130).map { start + slope * Double($0) }
    expect(try forecast(Array(line.prefix(120)), 10).values, near: Array(line.suffix(10)), within: 0.01)
  }

  @Test(arguments: [(4, 40), (7, 70), (24, 240), (24, 700), (52, 300)])
  func `a pure season repeats itself`(season: Int, count: Int) throws {
    let pattern = (0..<season).map { 50 + 10 * sin(Double($0)) + Double($0 % 3) }
    let all = (0..<(count + 2 * season)).map { pattern[$0 % season] }
    let forecast = try forecast(Array(all.prefix(count)), 2 * season, season: season)
    expect(forecast.values, near: Array(all.suffix(2 * season)), within: 1e-3)
  }

  @Test func `the week is found beside the day`() throws {
    let all = (0..<(9 * 168)).map { hour in
      let load = 100 + 40 * sin(Double(hour) * 2 * .pi / 24)
      return hour / 24 % 7 < 5 ? load : load * 0.3
    }
    let forecast = try forecast(Array(all.prefix(8 * 168 - 48)), 168, season: 24)
    expect(forecast.values, near: Array(all[(8 * 168 - 48)..<(9 * 168 - 48)]), within: 3)
  }

  @Test func `the year is found in weeks that came without a season`() throws {
    let all = (0..<412).map { 200 + 50 * sin(Double($0) * 2 * .pi / 52) }
    expect(try forecast(Array(all.prefix(400)), 12).values, near: Array(all.suffix(12)), within: 1)
  }

  @Test func `values below zero are continued as such`() throws {
    let all = (0..<110).map { -20 + 5 * sin(Double($0) * 2 * .pi / 10) }
    expect(
      try forecast(Array(all.prefix(100)), 10, season: 10).values, near: Array(all.suffix(10)), within: 0.1)
  }

  @Test func `what has never been negative is not forecast so`() throws {
    let falling = (0..<60).map { max(0, 59 - Double($0)) }
    let forecast = try forecast(falling, 20)
    #expect(forecast.values.allSatisfy { $0 >= 0 })
    #expect(forecast.intervals(0.95).allSatisfy { $0.lowerBound >= 0 })
  }

  @Test func `a gap is filled from the season beside it`() throws {
    var all = (0..<144).map { 10 + Double($0 % 12) }
    for place in [30, 31, 32, 77] { all[place] = .nan }
    let forecast = try forecast(Array(all.prefix(132)), 12, season: 12)
    expect(forecast.values, near: Array(all.suffix(12)), within: 1e-3)
  }

  @Test func `a gap without a season lies on the line between its neighbours`() {
    #expect(Gaps(season: 1).filled([1, .nan, .nan, 4, .nan]) == [1, 2, 3, 4, 4])
  }

  @Test func `an infinite value is a gap, and gaps before the first value are no part of the series`() throws
  {
    var values = Array(repeating: Double.nan, count: 30) + Array(repeating: 5, count: 30)
    values[40] = .infinity
    expect(try forecast(values, 3).values, near: [5, 5, 5], within: 1e-9)
  }

  @Test func `no chance in the values spoils a forecast`() throws {
    for seed in 0..<30 {
      var chance = Chance(seed: UInt64(seed))
      let scale = pow(10, chance.number(in: -6...9))
      let count = 20 + Int(chance.number(in: 0...300))
      let values = (0..<count).map { _ in chance.happens(0.05) ? .nan : scale * chance.number(in: -0.2...1) }
      let season = [1, 2, 7, 24][seed % 4]
      guard count >= 2 * season + 40 else { continue }
      let forecast = try forecast(values, 10, season: season)
      #expect(forecast.values.allSatisfy { $0.isFinite }, "seed \(seed)")
      #expect(abs(forecast.shares.map(\.weight).reduce(0, +) - 1) < 1e-9, "seed \(seed)")
      #expect(
        zip(forecast.intervals(0.8), forecast.values).allSatisfy { $0.contains($1) }, "seed \(seed)")
    }
  }
}
