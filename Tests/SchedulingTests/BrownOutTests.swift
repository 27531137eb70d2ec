import Basics
import Scheduling
import Testing

/// What is taken in when there is too much.
@Suite struct BrownOutTests {
  private func minute(_ number: Int) -> Instant { .epoch + .minutes(Int64(number)) }
  /// Servers that interactive, standard and background requests keep busy on a usual day, of a hundred.
  private let usual = [20.0, 25, 20]

  @Test func `what fits is taken in and served in full`() {
    var brownOut = BrownOut()
    let treatments = brownOut.treat(usual, servers: 100, at: minute(0))
    #expect(treatments.allSatisfy { $0.admitted == 1 && !$0.isLean } && brownOut.level == 0)
  }

  @Test func `the least urgent class goes without extras first, and is turned away next`() {
    var brownOut = BrownOut()
    let lean = brownOut.treat([30, 35, 30], servers: 100, at: minute(0))
    #expect(brownOut.level == 1 && lean.map(\.isLean) == [false, false, true])
    #expect(lean.allSatisfy { $0.admitted == 1 })
    let shed = brownOut.treat([40, 40, 40], servers: 100, at: minute(1))
    #expect(brownOut.level == 2 && shed[0].admitted == 1 && shed[1].admitted == 1)
    // What the others leave of ninety servers, for requests that take seven tenths of the time.
    #expect(abs(shed[2].admitted - (90 - 80) / (40 * 0.7)) < 1e-12)
  }

  @Test func `three times the usual load leaves the most urgent class whole and the least urgent out`() {
    var brownOut = BrownOut()
    let treatments = brownOut.treat(usual.map { $0 * 3 }, servers: 100, at: minute(0))
    #expect(treatments[0].admitted == 1 && !treatments[0].isLean)
    #expect(treatments[1].admitted > 0.5 && treatments[1].admitted < 1)
    #expect(treatments[2].admitted == 0)
  }

  @Test func `no more is ever taken in than the ceiling, whatever is asked`() {
    var (chance, brownOut) = (Chance(seed: 3), BrownOut())
    for number in 0..<5_000 {
      let offered = (0..<3).map { _ in chance.number(in: 0...120) }
      let treatments = brownOut.treat(offered, servers: 100, at: minute(number))
      let work = zip(offered, treatments).reduce(0) {
        $0 + $1.0 * $1.1.admitted * ($1.1.isLean ? brownOut.rules.lean : 1)
      }
      #expect(work <= 90 + 1e-9)
      #expect(treatments[0].admitted >= treatments[1].admitted)
      #expect(treatments[1].admitted >= treatments[2].admitted)
    }
  }

  @Test func `recovery is a step at a time, each after a while in which it would have fitted`() {
    var brownOut = BrownOut()
    _ = brownOut.treat(usual.map { $0 * 3 }, servers: 100, at: minute(0))
    var levels = [brownOut.level]
    for number in 1...20 {
      _ = brownOut.treat(usual, servers: 100, at: minute(number))
      levels.append(brownOut.level)
    }
    #expect(levels.prefix(9) == [4, 4, 4, 4, 3, 3, 3, 2, 2] && levels.last == 0)
  }

  @Test func `a load that only just fits takes no step back`() {
    var brownOut = BrownOut()
    _ = brownOut.treat([30, 35, 30], servers: 100, at: minute(0))
    for number in 1...30 { _ = brownOut.treat([28, 33, 28], servers: 100, at: minute(number)) }
    #expect(brownOut.level == 1)
  }
}
