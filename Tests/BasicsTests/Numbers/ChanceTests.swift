import Basics
import Testing

@Suite struct ChanceTests {
  // Computed from the reference code of xoshiro256** and SplitMix64.
  @Test(
    arguments: [
      (0, [0x99EC_5F36_CB75_F2B4, 0xBF6E_1F78_4956_452A, 0x1A5F_849D_4933_E6E0]),
      (1, [0xB3F2_AF6D_0FC7_10C5, 0x853B_5596_4736_4CEA, 0x92F8_9756_082A_4514]),
      (.max, [0x8F55_20D5_2A7E_AD08, 0xC476_A018_CAA1_802D, 0x81DE_31C0_D260_469E]),
    ] as [(UInt64, [UInt64])])
  func `the same seed gives the numbers of the reference code`(seed: UInt64, numbers: [UInt64]) {
    var chance = Chance(seed: seed)
    #expect(numbers.map { _ in chance.next() } == numbers)
  }

  @Test func `fractions lie from 0 to just below 1 and fill the range`() {
    var chance = Chance(seed: 5)
    let fractions = (0..<10_000).map { _ in chance.fraction() }
    #expect(fractions.allSatisfy { $0 >= 0 && $0 < 1 })
    #expect(abs(fractions.reduce(0, +) / 10_000 - 0.5) < 0.02)
  }

  @Test func `what never happens does not and what is sure does`() {
    var chance = Chance(seed: 6)
    #expect((0..<1_000).allSatisfy { _ in !chance.happens(0) })
    #expect((0..<1_000).allSatisfy { _ in chance.happens(1) })
  }

  @Test func `numbers stay in their range`() {
    var chance = Chance(seed: 7)
    #expect((0..<1_000).allSatisfy { _ in (-3...8).contains(chance.number(in: -3...8)) })
    #expect(chance.number(in: 4...4) == 4)
  }
}
