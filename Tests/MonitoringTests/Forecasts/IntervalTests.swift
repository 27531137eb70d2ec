import Basics
import Glibc
import Testing

@testable import Monitoring

/// Whether what comes lies where it was said to lie, as often as was said.
@Suite struct IntervalTests {
  /// Kinds of series that are nothing but chance, with or without a season.
  enum Kind: CaseIterable {
    case noise, walk, season

    func series(_ count: Int, _ chance: inout Chance) -> [Double] {
      var level = 0.0
      return (0..<count).map { place in
        let noise = Self.normal(&chance)
        level += noise
        switch self {
        case .noise: return noise
        case .walk: return level
        case .season: return 5 * sin(Double(place) * 2 * .pi / 12) + noise
        }
      }
    }

    private static func normal(_ chance: inout Chance) -> Double {
      (0..<12).reduce(-6) { sum, _ in sum + chance.fraction() }
    }
  }

  @Test(arguments: Kind.allCases, [(0.8, 0.7...0.95), (0.95, 0.88...1)])
  func `of pure chance an interval holds about the share it says`(
    kind: Kind, level: (wanted: Double, found: ClosedRange<Double>)
  ) throws {
    var (inside, count) = (0, 0)
    var chance = Chance(seed: 5)
    for _ in 0..<40 {
      let all = kind.series(130, &chance)
      let forecast = try Forecaster(horizon: 10, season: 12).forecast(Array(all.prefix(120)))
      for (value, interval) in zip(all.suffix(10), forecast.intervals(level.wanted)) {
        inside += interval.contains(value) ? 1 : 0
        count += 1
      }
    }
    #expect(level.found.contains(Double(inside) / Double(count)), "\(inside) of \(count)")
  }

  @Test func `a surer interval is wider, and the future of a walk is less sure the further it lies`() throws {
    var chance = Chance(seed: 9)
    let forecast = try Forecaster(horizon: 30).forecast(Kind.walk.series(130, &chance))
    let (eighty, ninetyFive) = (forecast.intervals(0.8), forecast.intervals(0.95))
    #expect(
      zip(eighty, ninetyFive).allSatisfy { $1.lowerBound <= $0.lowerBound && $1.upperBound >= $0.upperBound })
    let widths = eighty.map { $0.upperBound - $0.lowerBound }
    #expect(widths[25] > 1.5 * widths[0])
  }
}
