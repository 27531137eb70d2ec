import Basics
import Testing

@Suite struct UnitTests {
  @Test(arguments: [
    (0.0, "0 B"), (999, "999 B"), (999.4, "999 B"), (999.5, "0.98 KiB"), (1_024, "1.00 KiB"),
    (1_536, "1.50 KiB"),
    (1_048_576, "1.00 MiB"), (103_494_451.2, "98.7 MiB"), (1_288_490_188.8, "1.20 GiB"),
    (-2_048, "-2.00 KiB"), (0.4, "0 B"),
    (1e30, "867361737988 EiB"), (.nan, "–"), (.infinity, "–"),
  ])
  func `bytes go by powers of 1024`(count: Double, text: String) {
    #expect(Figures.bytes(count) == text)
  }

  @Test func `a rate of bytes is a second's`() {
    #expect(Figures.bytesPerSecond(1_048_576) == "1.00 MiB/s")
    #expect(Figures.bytesPerSecond(.nan) == "–/s")
  }

  @Test(arguments: [
    (0.84, 0, "84 %"), (0.845, 0, "85 %"), (0.0123, 1, "1.2 %"), (-0.5, 0, "-50 %"), (12, 0, "1200 %"),
    (0.9999, 2, "99.99 %"),
    (.nan, 0, "–"), (-.infinity, 1, "–"),
  ])
  func `a ratio is a percentage`(ratio: Double, decimals: Int, text: String) {
    #expect(Figures.percent(ratio, decimals: decimals) == text)
  }

  @Test(arguments: [
    (950.0, "950", "950"), (999.6, "1.00 k", "999.6"), (1_200, "1.20 k", "1200"), (9_999, "10.0 k", "9999"),
    (10_000, "10.0 k", "1.00 万"), (96_000_000, "96.0 M", "9600 万"), (99_994_999, "100 M", "9999 万"),
    (99_995_000, "100 M", "1.00 亿"),
    (1e9, "1.00 B", "10.0 亿"), (1e12, "1.00 T", "1.00 万亿"), (-96_000_000, "-96.0 M", "-9600 万"),
    (0, "0", "0"), (2.5, "2.5", "2.5"),
    (.nan, "–", "–"), (1e21, "1000 Qi", "1000000000 万亿"),
  ])
  func `a count goes by thousands in English and by myriads in Chinese`(
    count: Double, english: String, chinese: String
  ) {
    #expect(Figures.count(count) == english)
    #expect(Figures.count(count, in: .chinese) == chinese)
  }

  @Test(arguments: 1...100 as ClosedRange<UInt64>)
  func `a figure takes few columns up to a thousand of the greatest unit`(seed: UInt64) {
    var chance = Chance(seed: seed)
    let size = Double(chance.next() >> UInt64.random(in: 0...63, using: &chance))
    #expect(Figures.bytes(size).count <= 8)
    #expect(Figures.count(size).count <= 7)
  }
}
