import Basics
import Testing

@Suite struct QuantityTests {
  @Test(arguments: [
    ("5", Quantity(5)), ("1,000+", Quantity(1_000, .atLeast)), ("9600万", Quantity(96_000_000)),
    ("1.5亿", Quantity(150_000_000)),
    ("2万亿", Quantity(2e12)), (">=4.5/5", Quantity(4.5, .atLeast, unit: "points of 5")),
    ("4.5/5+", Quantity(4.5, .atLeast, unit: "points of 5")),
    ("Top 3", Quantity(3, .atMost, unit: "rank")), ("top10", Quantity(10, .atMost, unit: "rank")),
    ("98 %+", Quantity(98, .atLeast, unit: "percent")),
    ("<= 5 %", Quantity(5, .atMost, unit: "percent")), ("≤5%", Quantity(5, .atMost, unit: "percent")),
    ("≥10k", Quantity(10_000, .atLeast)),
    ("3-5", Quantity(3, upTo: 5, .range)), ("-5--3", Quantity(-5, upTo: -3, .range)),
    ("1M-2M", Quantity(1e6, upTo: 2e6, .range)), ("-7", Quantity(-7)), ("=8", Quantity(8)),
    ("0.1k", Quantity(100)), ("3B", Quantity(3e9)), ("1.1M", Quantity(1_100_000)),
  ])
  func `amounts are read as people write them`(text: String, quantity: Quantity) {
    #expect(Quantity(text) == quantity)
  }

  @Test(arguments: ["~30", "≈30", "约30", "~ 30"]) func `about is about`(text: String) {
    #expect(Quantity(text)?.isApproximate == true)
    #expect(Quantity(text)?.value == 30)
  }

  @Test(arguments: ["unlimited", "Unlimited", "UNLIMITED", "无限", "不限"]) func `some amounts have no bound`(
    text: String
  ) {
    #expect(Quantity(text)?.isUnlimited == true)
    #expect(Quantity(text)?.isMet(by: 5) == nil)
    #expect(Quantity(text)?.written == "unlimited")
  }

  @Test(arguments: [
    "", " ", "-", "+", "many", "top", "5-3", "1-2-3", ">", ">=", "5/x", "NaN", "inf", "1e5", "0x5", "%", "k",
    "万", "5%%x", "..", "٥",
    String(repeating: "9", count: 400),
  ])
  func `words are no amount`(text: String) {
    #expect(Quantity(text) == nil)
  }

  @Test(arguments: [
    ("5", 5, true), ("5", 5.1, false), ("5+", 5, true), ("5+", 4.9, false), ("<=5", 5, true),
    ("<=5", 5.1, false), ("3-5", 3, true),
    ("3-5", 5, true), ("3-5", 5.1, false), ("Top 3", 2, true), ("Top 3", 4, false), ("5+", .nan, false),
    ("5+", .infinity, true),
  ])
  func `a measured value meets the amount or not`(text: String, measured: Double, isMet: Bool) {
    #expect(Quantity(text)?.isMet(by: measured) == isMet)
  }

  @Test(arguments: 1...300 as ClosedRange<UInt64>)
  func `a written amount reads back the same`(seed: UInt64) {
    var chance = Chance(seed: seed)
    let exponent = Int.random(in: -7...18, using: &chance)
    let value =
      (chance.number(in: -1...1) * 1e6).rounded() / 1e6
      * (0..<exponent.magnitude).reduce(1.0) { scale, _ in exponent < 0 ? scale / 10 : scale * 10 }
    var quantity = Quantity(value)
    quantity.isApproximate = chance.happens(0.3)
    quantity.comparator = [.exactly, .atLeast, .atMost].randomElement(using: &chance) ?? .exactly
    quantity.unit = [nil, "percent", "points of 5"].randomElement(using: &chance) ?? nil
    if chance.happens(0.2) { (quantity.comparator, quantity.upper) = (.range, value + 1) }
    #expect(Quantity(quantity.written) == quantity, "\(quantity.written)")
  }
}
