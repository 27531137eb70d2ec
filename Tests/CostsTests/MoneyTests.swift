import Basics
import Testing

/// Bills rest on this: no amount is ever a floating-point number.
@Suite struct MoneyTests {
  private func usd(_ text: String) throws -> Money { try #require(Money(decimal: text, currency: "USD")) }

  @Test func `a tenth and two tenths are three tenths`() throws {
    #expect(try usd("0.1") + usd("0.2") == usd("0.3"))
  }

  @Test func `a million small prices add up exactly`() throws {
    #expect(try usd("0.000000000001") * 1_000_000 == usd("0.000001"))
    #expect(try (0..<1_000).reduce(usd("0")) { sum, _ in sum + (try usd("0.0316")) } == usd("31.6"))
  }

  @Test(arguments: ["0.00", "12.50", "-12.50", "0.0416", "-0.000000000001", "999999999999999999999999.00"])
  func `an amount is written as it is read`(text: String) throws { #expect(try usd(text).decimal == text) }

  @Test(arguments: [
    "", ".", "1.", ".5", "1,5", "1e3", "+1", "--1", "0x1", "1.0000000000001", " 1", "１", "NaN", "1.2.3",
    "1000000000000000000000000",
  ])
  func `anything else is no amount`(text: String) { #expect(Money(decimal: text, currency: "USD") == nil) }

  @Test(
    arguments: [(5, 1, 2, 3), (-5, 1, 2, -3), (4, 1, 3, 1), (-4, 1, 3, -1), (7, 0, 3, 0)]
      as [(Int128, Int128, Int128, Int128)])
  func `a share is rounded half away from nothing`(
    amount: Int128, count: Int128, whole: Int128, share: Int128
  ) {
    #expect(Money(trillionths: amount, currency: "USD").scaled(by: count, of: whole).trillionths == share)
  }

  @Test func `an amount has no ratio to nothing`() throws {
    #expect(try usd("5").ratio(to: usd("0")) == nil)
    #expect(try usd("5").ratio(to: usd("20")) == 0.25)
  }
}
