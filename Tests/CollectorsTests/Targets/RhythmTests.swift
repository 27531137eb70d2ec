import Basics
import Testing

@testable import Collectors

@Suite struct RhythmTests {
  private let start = Span.hours(100)

  /// When a target that answers at once is read, so many times.
  private func moments(_ rhythm: Rhythm, failing: Bool = false, count: Int = 8) -> [Span] {
    var (rhythm, moments) = (rhythm, [rhythm.first(at: start)])
    while moments.count < count {
      let last = moments[moments.count - 1]
      moments.append(rhythm.next(afterStart: last, failed: failing, at: last + .milliseconds(30)))
    }
    return moments
  }

  @Test(arguments: [1, 5, 10, 60, 3_600] as [Int64])
  func `readings lie an interval apart, on a grid that the name gives`(seconds: Int64) {
    let rhythm = Rhythm(interval: .seconds(seconds), seed: "node-7")
    let moments = moments(rhythm)
    for (one, next) in zip(moments.dropFirst(), moments.dropFirst(2)) {
      #expect(next - one == rhythm.interval)
    }
    #expect((moments[1] - rhythm.offset).milliseconds % rhythm.interval.milliseconds == 0)
    #expect(moments[1] - moments[0] >= rhythm.interval / 2)
  }

  @Test func `the same name has the same moments after a new start`() {
    let (one, other) = (Rhythm(interval: .seconds(10), seed: "a"), Rhythm(interval: .seconds(10), seed: "a"))
    #expect(one.offset == other.offset)
  }

  @Test func `many targets are spread over the interval`() {
    let offsets = (0..<1_000).map { Rhythm(interval: .seconds(10), seed: "node-\($0)").offset }
    for second in 0..<10 as Range<Int64> {
      let count = offsets.count { $0 >= .seconds(second) && $0 < .seconds(second + 1) }
      #expect((60...150).contains(count), "\(count) in second \(second)")
    }
  }

  @Test func `a new target is read soon, also one that is read once an hour`() {
    for number in 0..<100 {
      let first = Rhythm(interval: .hours(1), seed: "node-\(number)").first(at: start)
      #expect(first >= start && first < start + .seconds(2))
    }
  }

  @Test func `a target that fails is read less and less often, but once in five intervals and in a minute`() {
    let quick = moments(Rhythm(interval: .seconds(10), seed: "x"), failing: true)
    #expect(zip(quick.dropFirst(), quick.dropFirst(2)).map { ($1 - $0).seconds } == [20, 40, 50, 50, 50, 50])
    let slow = moments(Rhythm(interval: .seconds(30), seed: "x"), failing: true)
    #expect(zip(slow.dropFirst(), slow.dropFirst(2)).map { ($1 - $0).seconds } == [60, 60, 60, 60, 60, 60])
    let rare = moments(Rhythm(interval: .minutes(5), seed: "x"), failing: true)
    #expect(zip(rare.dropFirst(), rare.dropFirst(2)).allSatisfy { $1 - $0 == .minutes(5) })
  }

  @Test func `a target that answers again is read as before`() {
    var rhythm = Rhythm(interval: .seconds(10), seed: "x")
    for _ in 0..<9 { _ = rhythm.next(afterStart: start, failed: true, at: start) }
    #expect(rhythm.next(afterStart: start, failed: false, at: start) <= start + .seconds(15))
    #expect(rhythm.failures == 0 && rhythm.pause == .seconds(10))
  }

  @Test func `a reading that took longer than the interval is not followed by a burst`() {
    var rhythm = Rhythm(interval: .seconds(10), seed: "x")
    let late = start + .seconds(95)
    let next = rhythm.next(afterStart: start, failed: false, at: late)
    #expect(next > late && next <= late + .seconds(10))
  }

  @Test(arguments: 1...50 as ClosedRange<UInt64>)
  func `the next reading always lies ahead and not too far`(seed: UInt64) {
    var chance = Chance(seed: seed)
    var rhythm = Rhythm(
      interval: .milliseconds(.random(in: 1_000...100_000, using: &chance)), seed: "\(seed)")
    var now = Span.milliseconds(.random(in: 0...10_000_000, using: &chance))
    for _ in 0..<200 {
      let begun = now
      now = now + .milliseconds(.random(in: 0...200_000, using: &chance))
      let next = rhythm.next(afterStart: begun, failed: .random(using: &chance), at: now)
      #expect(next >= now && next - now <= rhythm.interval * 6, "seed \(seed)")
      now = next
    }
  }
}

@Suite struct AgendaTests {
  @Test func `what is due first comes first`() {
    var agenda = Agenda()
    for (number, time) in [(1, 30), (2, 10), (3, 20)] as [(Int, Int64)] {
      agenda.set(number, to: .seconds(time))
    }
    #expect(agenda.next() == .seconds(10))
    #expect(agenda.popDue(at: .seconds(9)) == nil)
    #expect(
      [agenda.popDue(at: .seconds(25)), agenda.popDue(at: .seconds(25)), agenda.popDue(at: .seconds(25))] == [
        2, 3, nil,
      ])
  }

  @Test func `who is put off is not due when it was before`() {
    var agenda = Agenda()
    agenda.set(1, to: .seconds(10))
    agenda.set(1, to: .seconds(40))
    #expect(agenda.next() == .seconds(40) && agenda.popDue(at: .seconds(39)) == nil)
    agenda.remove(1)
    #expect(agenda.next() == nil)
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `it agrees with a plain list`(seed: UInt64) {
    var (chance, agenda, plain) = (Chance(seed: seed), Agenda(), [Int: Span]())
    for _ in 0..<500 {
      let number = Int.random(in: 0..<20, using: &chance)
      let time = Span.seconds(.random(in: 0..<100, using: &chance))
      switch Int.random(in: 0..<4, using: &chance) {
      case 0:
        agenda.remove(number)
        plain[number] = nil
      case 1:
        let due = agenda.popDue(at: time)
        #expect((due == nil) == (plain.values.min().map { $0 > time } ?? true), "seed \(seed)")
        if let due {
          #expect(plain[due] == plain.values.min(), "seed \(seed)")
          plain[due] = nil
        }
      default:
        agenda.set(number, to: time)
        plain[number] = time
      }
      #expect(agenda.next() == plain.values.min(), "seed \(seed)")
    }
  }
}
