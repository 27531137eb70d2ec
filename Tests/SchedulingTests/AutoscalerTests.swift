import Basics
import Scheduling
import Testing

/// How many units there should be.
@Suite struct AutoscalerTests {
  private func minute(_ number: Int) -> Instant { .epoch + .minutes(Int64(number)) }

  private func load(_ busy: Double, _ units: Int) -> Autoscaler.Load {
    Autoscaler.Load(busy: busy, units: units, servers: 4)
  }

  @Test func `so many units are wanted that the target share is busy`() {
    var scaler = Autoscaler()
    // 104 servers at 65 % are 160, and those 40 units.
    let advice = scaler.advise(load(104, 30), at: minute(0))
    #expect(advice.units == 40 && advice.reason == .busy(104.0 / 120))
  }

  @Test func `near the target nothing is done`() {
    var scaler = Autoscaler()
    #expect(scaler.advise(load(0.7 * 160, 40), at: minute(0)).units == 40)
    #expect(scaler.advise(load(0.6 * 160, 40), at: minute(1)).units == 40)
  }

  @Test func `units are let go when fewer were wanted for as long as the memory lasts`() {
    var scaler = Autoscaler()
    #expect(scaler.advise(load(104, 40), at: minute(0)).units == 40)
    for number in 1..<10 { #expect(scaler.advise(load(26, 40), at: minute(number)).units == 40) }
    let advice = scaler.advise(load(26, 40), at: minute(10))
    #expect(advice.units == 10 && advice.reason == .idle(26.0 / 160))
  }

  @Test func `it doubles at most, and stays within its limits`() {
    var rules = Autoscaler.Rules()
    (rules.least, rules.most) = (3, 50)
    var scaler = Autoscaler(rules)
    #expect(scaler.advise(load(1_000, 20), at: minute(0)).units == 40)
    #expect(scaler.advise(load(1_000, 40), at: minute(1)).units == 50)
    for number in 2..<30 { _ = scaler.advise(load(0, 50), at: minute(number)) }
    #expect(scaler.advise(load(0, 50), at: minute(30)).units == 3)
  }

  @Test func `there are no more than there is money for, and it says so`() {
    var scaler = Autoscaler()
    let some = scaler.advise(load(104, 20), affordable: 5, at: minute(0))
    #expect(some.units == 25 && some.reason == .costCap)
    let none = scaler.advise(load(104, 25), affordable: 0, at: minute(1))
    #expect(none.units == 25 && none.reason == .costCap)
  }

  @Test(arguments: UInt64(1)...20)
  func `whatever is asked, it turns round once in a cool-down at most`(seed: UInt64) {
    var (chance, scaler) = (Chance(seed: seed), Autoscaler())
    var (units, busy, grew) = (20, 50.0, Bool?.none)
    var turns: [Instant] = []
    for number in 0..<2_000 {
      // Calm, and now and then a leap.
      busy = chance.happens(0.05) ? chance.number(in: 5...400) : busy * chance.number(in: 0.8...1.25)
      let wanted = scaler.advise(load(busy, units), at: minute(number)).units
      if wanted != units {
        if let grew, grew != (wanted > units) { turns.append(minute(number)) }
        (grew, units) = (wanted > units, wanted)
      }
    }
    #expect(turns.count > 20, "nothing was tried")
    for (earlier, later) in zip(turns, turns.dropFirst()) {
      #expect(later - earlier >= scaler.rules.coolDown, "seed \(seed), \(later.milliseconds)")
    }
  }
}
