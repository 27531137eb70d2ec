import Basics
import Monitoring
import Testing

@Suite struct FlappingTests {
  private static let interval = Span.seconds(15)

  /// An alert that fires and ends as the signs say, one evaluation after the other.
  private func flapping(_ signs: String) -> (history: Flapping, now: Instant) {
    var (history, now, fires) = (Flapping(at: second(0)), second(0), false)
    for sign in signs {
      now = now + Self.interval
      if (sign == "+") != fires {
        fires = sign == "+"
        history.change(toFiring: fires, at: now, every: Self.interval)
      }
    }
    return (history, now)
  }

  private func share(_ signs: String) -> Double {
    let (history, now) = flapping(signs)
    return history.share(at: now, every: Self.interval)
  }

  /// What a change counts that lies so many states back, by the formula of Nagios.
  private static func weight(_ back: Int) -> Double { 1.25 - 0.5 * Double(back) / 19 }

  private static let shares: [(String, Double)] = [
    ("-", 0), ("+", weight(0)), ("++", weight(1)), ("-+-", weight(0) + weight(1)),
    ("+" + String(repeating: "-", count: 19), weight(18) + weight(19)),
    ("+" + String(repeating: "-", count: 20), weight(19)), ("+" + String(repeating: "-", count: 21), 0),
    (String(repeating: "+-", count: 10), 20), (String(repeating: "+-", count: 13), 20),
  ]

  @Test(arguments: shares)
  func `changes count, late ones more than early ones`(signs: String, expected: Double) {
    #expect(abs(share(signs) - expected / 20) < 1e-12)
  }

  @Test func `it begins at thirty per cent and ends at twenty`() {
    // Five changes in a row are 29.9 %, six are 35.5 %.
    #expect(flapping("+-+-").history.wasFlapping == false)
    #expect(flapping("+-+-+-").history.wasFlapping)
    let (history, now) = flapping("+-+-+-")
    let shares = (0...21).map { history.share(at: now + Self.interval * Int64($0), every: Self.interval) }
    #expect(zip(shares, shares.dropFirst()).allSatisfy { $0 >= $1 } && shares.last == 0)
    for steady in 0...21 {
      let isFlapping = history.isFlapping(at: now + Self.interval * Int64(steady), every: Self.interval)
      #expect(isFlapping == (shares[steady] > 0.20), "after \(steady) steady evaluations")
    }
  }

  @Test func `between the two it stays what it was`() {
    // Four changes: 24.2 %.
    let calm = flapping("+-+-")
    #expect((0.20...0.30).contains(calm.history.share(at: calm.now, every: Self.interval)))
    #expect(!calm.history.isFlapping(at: calm.now, every: Self.interval))
    let restless = flapping("+-+-+-" + String(repeating: "-", count: 14))
    let share = restless.history.share(at: restless.now, every: Self.interval)
    #expect((0.20...0.30).contains(share))
    #expect(restless.history.isFlapping(at: restless.now, every: Self.interval))
  }

  @Test func `a history survives being written down`() {
    let (history, now) = flapping("+-++-+--+-")
    let again = Flapping(states: history.states, at: history.at, wasFlapping: history.wasFlapping)
    #expect(again == history)
    #expect(
      again.share(at: now + .minutes(1), every: Self.interval)
        == history.share(at: now + .minutes(1), every: Self.interval))
  }

  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func `what is noted at changes alone is what noting every state comes to`(seed: UInt64) {
    var chance = Chance(seed: seed)
    let signs = String((0..<60).map { _ in chance.happens(0.4) ? Character("+") : "-" })
    var states = Array(repeating: false, count: 21) + signs.map { $0 == "+" }
    states = Array(states.suffix(21))
    let expected = zip(states, states.dropFirst()).enumerated().reduce(0.0) { sum, pair in
      pair.element.0 == pair.element.1 ? sum : sum + 0.75 + 0.5 * Double(pair.offset) / 19
    }
    #expect(abs(share(signs) - expected / 20) < 1e-12)
  }
}
