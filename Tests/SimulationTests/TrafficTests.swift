import Basics
import Monitoring
import Testing

@testable import Simulation

/// How much users do, and when.
@Suite struct TrafficTests {
  @Test func `over a week the activity is one on average, whatever the time zone`() {
    for offset in [-8, 0, 8] as [Int64] {
      let sum = (0..<10_080).reduce(0.0) {
        $0 + Traffic.activity(at: .minutes(Int64($1)), offset: .hours(offset))
      }
      #expect(abs(sum / 10_080 - 1) < 1e-9)
    }
  }

  @Test func `it is greatest at 20 o'clock local time on a weekend, and nowhere greater than the peak`() {
    let week = (0..<10_080).map { Traffic.activity(at: .minutes(Int64($0)), offset: .hours(8)) }
    #expect(week.max() == Traffic.activity(at: .days(5) + .hours(12), offset: .hours(8)))
    #expect(abs((week.max() ?? 0) - Traffic.peak) < 1e-12)
    #expect((week.min() ?? 0) > 0.4)
  }

  @Test func `a flash crowd comes, stays and goes`() {
    let crowd = FlashCrowd(factor: 3, at: .hours(1), length: .hours(1))
    let factors = [59, 60, 65, 90, 115, 120, 121].map { crowd.factor(at: .minutes($0)) }
    #expect(factors == [1, 1, 3, 3, 3, 1, 1])
    #expect(crowd.factor(at: .minutes(60) + .seconds(150)) == 2)
  }

  @Test func `counts of chance have Poisson's mean and variance, few or many`() {
    var chance = Chance(seed: 9)
    for mean in [0.5, 12, 150, 5_000] {
      let counts = (0..<20_000).map { _ in Double(chance.poisson(mean)) }
      let average = counts.reduce(0, +) / 20_000
      let variance = counts.reduce(0) { $0 + ($1 - average) * ($1 - average) } / 20_000
      #expect(abs(average / mean - 1) < 0.03 && abs(variance / mean - 1) < 0.06, "\(mean)")
    }
  }

  @Test func `quantiles of a tally are those of the stays in it`() throws {
    var tally = LatencyTally()
    // All of the same exponential service after 20 ms on the way: the quantiles are known.
    tally.add(1_000, Stay(service: 0.1, chanceOfWaiting: 0, wait: 0), network: 0.02)
    for (share, known) in [(0.5, 0.0893), (0.95, 0.3196), (0.99, 0.4805)] {
      let found = try #require(tally.quantile(share))
      #expect(abs(found / known - 1) < 0.03, "\(found) instead of \(known)")
    }
    #expect(LatencyTally().quantile(0.5) == nil)
  }
}
