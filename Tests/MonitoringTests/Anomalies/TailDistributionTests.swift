import Basics
import Testing

@testable import Monitoring

@Suite struct TailDistributionTests {
  private func uniform(_ count: Int) -> TailDistribution {
    var distribution = TailDistribution(settings: AnomalySettings())
    var chance = Chance(seed: 9)
    for _ in 0..<count { distribution.append(chance.fraction()) }
    return distribution
  }

  @Test func `within the body a surprise is the share of the past beyond the value`() {
    let distribution = uniform(5_000)
    // Half of the past lies beyond the middle, a tenth beyond nine tenths.
    #expect((distribution.surprise(at: 0.5) - 0.301).magnitude < 0.05)
    #expect((distribution.surprise(at: 0.9) - 1).magnitude < 0.2)
  }

  @Test func `beyond all that was seen a surprise goes on growing`() {
    let distribution = uniform(5_000)
    let surprises = stride(from: 1, to: 3, by: 0.25).map { distribution.surprise(at: $0) }
    #expect(zip(surprises, surprises.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test func `with too short a past nothing surprises`() {
    #expect(uniform(40).surprise(at: 4) == 0)
  }

  @Test func `what becomes usual surprises less and less`() {
    var distribution = uniform(2_000)
    let before = distribution.surprise(at: 2)
    for _ in 0..<100 { distribution.append(2) }
    #expect(distribution.surprise(at: 2) < before / 2)
  }
}
