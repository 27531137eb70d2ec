import Basics
import Telemetry
import Testing

/// Numbers and times as pages write them.
@Suite struct ExpositionNumberTests {
  private func value(_ text: String) throws -> Double {
    try #require(try Page.openMetrics("a \(text)").families().first?.samples.first).value
  }

  @Test(arguments: [
    ("0", 0.0), ("-0", -0.0), ("+1", 1), ("00001", 1), ("1.", 1), (".5", 0.5), ("-.5e1", -5), ("1E3", 1_000),
    ("1e+05", 100_000), ("0000000000000000000000000000000000000000001.2e-1", 0.12), ("1e400", .infinity),
    ("1e-400", 0), ("-1e-400", -0.0), ("inf", .infinity), ("+Inf", .infinity), ("-INFINITY", -.infinity),
    ("9007199254740993", 9_007_199_254_740_992), ("9007199254740995", 9_007_199_254_740_996),
    ("18446744073709551615", 0x1p64),
    ("123456789012345678901234567890", 1.2345678901234568e29),
    ("0.1", 0.1), ("0.30000000000000004", 0.30000000000000004),
    ("2.2250738585072011e-308", Double.leastNormalMagnitude.nextDown),
    ("1.7976931348623157e308", .greatestFiniteMagnitude), ("5e-324", .leastNonzeroMagnitude),
    ("2.4703282292062328e-324", .leastNonzeroMagnitude), ("2.4703282292062327e-324", 0),
    ("0.000000000000000000000000000000000000000000000000000000000001", 1e-60),
    ("1e99999999999999999999", .infinity),
  ])
  func `a number is the nearest there is, to the last bit`(text: String, number: Double) throws {
    #expect(try value(text).bitPattern == number.bitPattern, "\(text)")
  }

  @Test(arguments: 1...100 as ClosedRange<UInt64>)
  func `numbers of any shape are read as the platform reads them`(seed: UInt64) throws {
    var chance = Chance(seed: seed)
    for _ in 0..<40 {
      let text = Self.random(&chance)
      #expect(try value(text).bitPattern == Double(text)?.bitPattern, "\(text)")
    }
  }

  /// A decimal of up to thirty digits, with or without a point and an exponent.
  private static func random(_ chance: inout Chance) -> String {
    let number = Double(bitPattern: chance.next())
    if number.isFinite, chance.happens(0.3) { return "\(number)" }
    let digits = (1...Int.random(in: 1...30, using: &chance)).map { _ in
      String(Int.random(in: 0...9, using: &chance))
    }
    var text = digits.joined()
    if chance.happens(0.6) {
      text.insert(
        ".", at: text.index(text.startIndex, offsetBy: Int.random(in: 1...digits.count, using: &chance)))
      if text.hasSuffix(".") { text += "0" }
    }
    return text + (chance.happens(0.5) ? "e\(Int.random(in: -330...310, using: &chance))" : "")
  }

  @Test(arguments: ["NaN", "nan", "NAN"])
  func `what is not a number has one name in any case`(text: String) throws { #expect(try value(text).isNaN) }

  @Test(arguments: [
    "a", "e", "e5", ".", "-", "+", "-.", "1e", "1e+", "1.2.3", "1_2", "0x1", "0X1", "0x1p-3", "0b1", "0o1",
    "0O1",
    "+NaN", "-nan", "in", "Inff", "infinit", "++1", "1,5", "١", "1f", "1 e5", "--Inf", "NaN(1)",
  ])
  func `other spellings are no numbers`(text: String) {
    for page in [Page.openMetrics("a \(text)"), Page.text("a \(text)")] {
      #expect(page.fault?.line == 1, "\(text)")
    }
  }

  @Test(
    arguments: [
      ("0", 0), ("1.5", 1_500_000_000), ("-1.1", -1_100_000_000), ("000", 0), ("1.5e3", 1_500_000_000_000),
      ("12345678901234567890.1234567890", 12_345_678_901_234_567_890_123_456_789), (".5", 500_000_000),
      ("+1.", 1_000_000_000), ("1.", 1_000_000_000),
      ("123456789012345678", 123_456_789_012_345_678_000_000_000),
      ("1234567890123456789", 1_234_567_890_123_456_789_000_000_000),
      ("123456789.123456789", 123_456_789_123_456_789),
      ("12345678.1234567899", 12_345_678_123_456_789), ("0.0000000019", 1), ("-0.000000001", -1),
    ] as [(String, Int128)])
  func `a time is kept to the nanosecond`(text: String, nanoseconds: Int128) throws {
    let sample = try Page.openMetrics("a 1 \(text)").families()[0].samples[0]
    #expect(sample.time?.nanoseconds == nanoseconds)
  }

  @Test(arguments: ["x", "1z", "1_2", "1.1.1", "NaN", "Inf", "+Inf", "-Inf", "0x1p-3", "1e999", "-", "."])
  func `other spellings are no times`(text: String) {
    #expect(Page.openMetrics("a 1 \(text)").fault?.line == 1)
  }

  @Test(
    arguments: [(1_999_999, 1), (-1, -1), (-1_000_000, -1), (-1_000_001, -2), (.max, .max), (.min, .min)]
      as [(Int128, Int64)])
  func `an instant is the millisecond in which a time lies`(nanoseconds: Int128, milliseconds: Int64) {
    #expect(Timestamp(nanoseconds: nanoseconds).instant.milliseconds == milliseconds)
  }
}
