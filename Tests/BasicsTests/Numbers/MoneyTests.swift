import Basics
import Testing

@Suite struct MoneyTests {
  private func money(_ text: String, _ currency: String = "USD") throws -> Money {
    try #require(Money(decimal: text, currency: currency))
  }

  @Test(arguments: [
    ("0", "0.00"), ("12.5", "12.50"), ("-12.50", "-12.50"), ("0.0416", "0.0416"), ("007", "7.00"),
    ("-0", "0.00"),
    ("0.000000000001", "0.000000000001"), ("-0.000000000001", "-0.000000000001"),
    ("999999999999999999999999.999999999999", "999999999999999999999999.999999999999"),
  ])
  func `a decimal is read and written exactly`(text: String, decimal: String) throws {
    #expect(try money(text).decimal == decimal)
  }

  @Test(arguments: [
    "", "-", ".5", "5.", "+5", "1,000", "1e3", "$5", "1.2.3", "--5", "0.0000000000001",
    "1000000000000000000000000", "５", " 5", "NaN",
  ])
  func `anything else is no amount`(text: String) {
    #expect(Money(decimal: text, currency: "USD") == nil)
  }

  @Test(arguments: 1...100 as ClosedRange<UInt64>)
  func `a written amount reads back the same`(seed: UInt64) {
    var chance = Chance(seed: seed)
    let size = Int128(Int64(bitPattern: chance.next())) * Int128(Int64(bitPattern: chance.next()) >> 24)
    let money = Money(trillionths: size / 1_000, currency: "EUR")
    #expect(Money(decimal: money.decimal, currency: "EUR") == money)
  }

  @Test func `amounts add up exactly`() throws {
    let cent = try money("0.1")
    #expect((0..<10).reduce(Money.zero("USD")) { sum, _ in sum + cent } == (try money("1")))
    #expect(try money("1") - money("1.01") == money("-0.01"))
    #expect(try money("0.07") * 100 == money("7"))
  }

  @Test(
    arguments: [
      ("1", 1, 3, "0.333333333333"), ("1", 2, 3, "0.666666666667"), ("-1", 2, 3, "-0.666666666667"),
      ("0.000000000001", 1, 2, "0.000000000001"), ("5", 0, 7, "0.00"),
    ] as [(String, Int128, Int128, String)])
  func `a share is rounded half away from zero`(text: String, count: Int128, whole: Int128, share: String)
    throws
  {
    #expect(try money(text).scaled(by: count, of: whole).decimal == share)
  }

  @Test(arguments: [
    ("12.5", 2, "$12.50"), ("-12.5", 2, "-$12.50"), ("1234.561", 2, "$1,234.56"), ("1.005", 2, "$1.01"),
    ("-1.005", 2, "-$1.01"), ("2.675", 2, "$2.68"),
    ("0.004", 2, "$0.00"), ("-0.004", 2, "$0.00"), ("1234567", 0, "$1,234,567"), ("0.0416", 4, "$0.0416"),
    ("-0.5", 0, "-$1"), ("-0.25", 1, "-$0.3"),
    ("90071992547409931.23", 2, "$90,071,992,547,409,931.23"),
  ])
  func `for reading an amount is rounded half away from zero`(text: String, decimals: Int, read: String)
    throws
  {
    #expect(try money(text).rounded(to: decimals) == read)
  }

  @Test func `another currency stands behind the amount`() throws {
    #expect(try money("-1234.5", "EUR").rounded() == "-1,234.50 EUR")
  }

  @Test func `a ratio to nothing is none`() throws {
    #expect(try money("1").ratio(to: money("4")) == 0.25)
    #expect(try money("1").ratio(to: .zero("USD")) == nil)
  }
}
