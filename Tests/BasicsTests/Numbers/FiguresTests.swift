import Basics
import Testing

@Suite struct FiguresTests {
  @Test(arguments: [
    (0.0, 2, "0.00"), (-0.0, 1, "0.0"), (1.25, 1, "1.3"), (-1.25, 1, "-1.3"), (0.125, 2, "0.13"),
    (-0.001, 2, "0.00"),
    (2.5, 0, "3"), (-2.5, 0, "-3"), (0.999, 2, "1.00"), (12.05, 9, "12.050000000"),
    (1e18, 0, "1000000000000000000"),
    (.nan, 2, "NaN"), (.infinity, 0, "+Inf"), (-.infinity, 3, "-Inf"), (1e300, 2, "1e+300"), (0.05, 1, "0.1"),
  ])
  func `a number with so many decimals`(value: Double, decimals: Int, text: String) {
    #expect(Figures.fixed(value, decimals) == text)
  }

  @Test(arguments: [
    (7, 2, "07"), (123, 2, "123"), (-7, 3, "-007"), (0, 0, "0"), (.min, 1, "-9223372036854775808"),
  ])
  func `a whole number with leading zeros`(number: Int, width: Int, text: String) {
    #expect(Figures.padded(number, to: width) == text)
  }

  @Test(
    arguments: [
      (0, "0"), (999, "999"), (1_000, "1,000"), (-1_000, "-1,000"), (96_000_000, "96,000,000"), (-12, "-12"),
      (.min, "-9,223,372,036,854,775,808"), (.max, "9,223,372,036,854,775,807"),
    ] as [(Int64, String)])
  func `thousands are set apart`(number: Int64, text: String) {
    #expect(Figures.grouped(number) == text)
  }

  @Test(arguments: [
    (5.0, "5"), (-5, "-5"), (0.1, "0.1"), (1e14, "100000000000000"), (1e15, "1000000000000000"),
    (1e17, "1e+17"), (-2.5e-7, "-2.5e-07"),
    (-0.0, "0"),
  ])
  func `plain numbers carry no needless zero`(value: Double, text: String) {
    #expect(Figures.plain(value) == text)
  }

  @Test(arguments: 1...200 as ClosedRange<UInt64>)
  func `a plain number reads back the same`(seed: UInt64) {
    var chance = Chance(seed: seed)
    let value = chance.happens(0.5) ? Double(bitPattern: chance.next()) : chance.number(in: -1e6...1e6)
    guard value.isFinite else { return }
    #expect(Double(Figures.plain(value)) == value)
  }

  @Test(arguments: [
    (0.0, "0"), (7, "7"), (0.5, "0.5"), (0.25, "0.25"), (9.999, "10"), (10.04, "10"), (10.06, "10.1"),
    (0.001, "0"), (-1.5, "-1.5"),
    (1e300, "1e+300"), (.nan, "NaN"),
  ])
  func `brief numbers have two decimals at most`(value: Double, text: String) {
    #expect(Figures.brief(value) == text)
  }

  @Test(arguments: [
    (1e20, "100000000000000000000"), (-1.5e16, "-15000000000000000"), (1e-7, "0.0000001"),
    (-2.5e-5, "-0.000025"),
    (0.5, "0.5"), (7, "7"), (.nan, "NaN"), (.infinity, "+Inf"), (-.infinity, "-Inf"),
  ])
  func `a decimal has no exponent`(value: Double, text: String) {
    #expect(Figures.decimal(value) == text)
  }

  @Test(arguments: 1...200 as ClosedRange<UInt64>)
  func `a decimal reads back the same`(seed: UInt64) {
    var chance = Chance(seed: seed)
    let value = Double(bitPattern: chance.next())
    guard value.isFinite else { return }
    #expect(Double(Figures.decimal(value)) == value)
    #expect(!Figures.decimal(value).contains("e"))
  }
}
