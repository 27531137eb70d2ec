import Basics
import Monitoring
import Testing

@Suite struct ExhaustionTests {
  private func forecast(_ values: [Double], _ horizon: Int) throws -> Forecast {
    try Forecaster(horizon: horizon).forecast(values)
  }

  @Test func `a disk that fills without a doubt is full on the very day`() throws {
    // 0.50 on the last day and 0.01 more each day: 1 is reached on the fiftieth.
    let filling = (0..<60).map { 0.5 - 0.01 * Double(59 - $0) }
    let exhaustion = Exhaustion(try forecast(filling, 60), limit: 0.9999)
    #expect(exhaustion.window()?.first == 50)
    #expect(exhaustion.window()?.last == 50)
    #expect(exhaustion.probability(within: 49) == 0 && exhaustion.probability(within: 50) == 1)
  }

  @Test func `a disk that does not fill has no day`() throws {
    let exhaustion = Exhaustion(try forecast(Array(repeating: 0.4, count: 30), 30), limit: 1)
    #expect(exhaustion.window() == nil)
    #expect(exhaustion.probability(within: 30) == 0)
  }

  @Test func `what is full already is full after one step`() throws {
    let exhaustion = Exhaustion(try forecast(Array(repeating: 0.97, count: 30), 30), limit: 0.95)
    #expect(exhaustion.steps(toProbability: 0.9) == 1)
  }

  @Test func `chance widens the window, and the probability only grows`() throws {
    var chance = Chance(seed: 3)
    let filling = (0..<90).map { 0.1 + 0.006 * Double($0) + chance.number(in: -0.03...0.03) }
    let exhaustion = Exhaustion(try forecast(filling, 90), limit: 1)
    let window = try #require(exhaustion.window())
    // Without chance the limit would be reached after 61 days.
    #expect((30...61).contains(window.first))
    #expect(window.last.map { (61...89).contains($0) } ?? true)
    let growing = (1...90).map { exhaustion.probability(within: $0) }
    #expect(zip(growing, growing.dropFirst()).allSatisfy { $0 <= $1 })
  }

  @Test func `nothing is known of no time, and no more than at the end beyond it`() throws {
    let exhaustion = Exhaustion(try forecast((0..<40).map { Double($0) }, 10), limit: 45)
    #expect(exhaustion.probability(within: 0) == 0)
    #expect(exhaustion.probability(within: 400) == exhaustion.probability(within: 10))
  }
}
