import Basics
import Testing

@Suite struct InstantTests {
  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0), ("2025-11-30T09:00:00Z", 1_764_493_200_000),
    ("2025-11-30T09:00:00.5Z", 1_764_493_200_500),
    ("2025-11-30T17:00:00+08:00", 1_764_493_200_000), ("2025-11-30T03:30:00-05:30", 1_764_493_200_000),
    ("2025-11-30t09:00:00z", 1_764_493_200_000), ("2025-11-30 09:00:00Z", 1_764_493_200_000),
    ("2025-11-30T09:00:00.123456789Z", 1_764_493_200_123), ("2016-12-31T23:59:60Z", 1_483_228_800_000),
    ("1969-12-31T23:59:59.999Z", -1), ("2024-02-29T00:00:00Z", 1_709_164_800_000),
    ("2025-11-30", 1_764_460_800_000),
    ("1764493200", 1_764_493_200_000), ("1.0004", 1_000), ("-1.5", -1_500),
    ("0001-01-01T00:00:00Z", -62_135_596_800_000),
  ])
  func `RFC 3339, a date and seconds are read`(text: String, milliseconds: Int64) {
    #expect(Instant(rfc3339: text)?.milliseconds == milliseconds)
  }

  @Test(arguments: [
    "", "now", "2025-11-30T09:00:00", "2025-11-30T09:00Z", "2025-11-30T24:00:00Z", "2025-11-30T09:60:00Z",
    "2025-11-30T09:00:61Z", "2025-11-31T09:00:00Z", "2025-11-30T09:00:00.Z", "2025-11-30T09:00:00+8:00",
    "2025-11-30T09:00:00+08", "2025-11-30T09:00:00+24:00", "2025-11-30T09:00:00ZZ", "2025-11-30X09:00:00Z",
    "2025-11-30T+9:00:00Z", "nan", "inf", "1e12", "0x10", "１",
  ])
  func `anything else is no instant`(text: String) {
    #expect(Instant(rfc3339: text) == nil)
  }

  @Test(arguments: 1...200 as ClosedRange<UInt64>)
  func `a written instant reads back the same`(seed: UInt64) {
    var chance = Chance(seed: seed)
    let years = 62_135_596_800_000 as Int64
    let instant = Instant(milliseconds: .random(in: -years...4 * years, using: &chance))
    #expect(Instant(rfc3339: instant.rfc3339) == instant)
  }

  @Test(
    arguments: [
      (1_234, 1_000, 1_000), (-1, 1_000, -1_000), (-1_000, 1_000, -1_000), (0, 7, 0), (20, 7, 14),
      (-20, 7, -21),
    ] as [(Int64, Int64, Int64)])
  func `rounding down goes to the step before, ahead of the epoch too`(at: Int64, step: Int64, result: Int64)
  {
    #expect(Instant(milliseconds: at).rounded(downTo: .milliseconds(step)).milliseconds == result)
  }

  @Test func `instants and spans are reckoned with`() {
    let noon = Instant(seconds: 43_200)
    #expect(noon + .minutes(1) - noon == .seconds(60))
    #expect(noon - .hours(12) == .epoch)
    #expect(noon.seconds == 43_200)
    #expect(Instant.epoch < noon)
  }
}
