import Basics
import Testing

@Suite struct SpanTests {
  @Test(arguments: [
    ("5m", 300_000), ("1h30m", 5_400_000), ("500ms", 500), ("0", 0), ("2w", 1_209_600_000), ("0s", 0),
    ("1y2w3d4h5m6s7ms", 33_019_506_007), ("007s", 7_000), ("106751991167d", 9_223_372_036_828_800_000),
  ])
  func `a Prometheus duration is read`(text: String, milliseconds: Int64) {
    #expect(Span(prometheus: text)?.milliseconds == milliseconds)
  }

  @Test(arguments: [
    "", "5", "m", "5 m", "-5m", "+5m", "5m5m", "5s5m", "1ms1s", "5M", "1.5h", "5mé", "٥m", "５m", "00", "1h ",
    "1min",
    "9223372036854775808ms", "106751991168d", "292471209y", "292471208y292471208w",
  ])
  func `anything else is no duration`(text: String) {
    #expect(Span(prometheus: text) == nil)
  }

  @Test(
    arguments: [
      (0, "0s"), (1, "1ms"), (90_000, "1m30s"), (7 * 86_400_000, "1w"), (8 * 86_400_000, "8d"),
      (365 * 86_400_000, "1y"),
      (366 * 86_400_000, "366d"), (90 * 86_400_000, "90d"), (-300_000, "-5m"), (3_600_001, "1h1ms"),
    ] as [(Int64, String)])
  func `a span is written as Prometheus does, weeks and years only when exact`(
    milliseconds: Int64, text: String
  ) {
    #expect(Span(milliseconds: milliseconds).prometheus == text)
  }

  @Test(arguments: 1...200 as ClosedRange<UInt64>)
  func `a written span reads back the same`(seed: UInt64) {
    var chance = Chance(seed: seed)
    let most = Int64(1) << Int64.random(in: 1...62, using: &chance)
    let span = Span(milliseconds: .random(in: 0...most, using: &chance))
    #expect(Span(prometheus: span.prometheus) == span)
  }

  @Test func `the longest span of all is written`() {
    #expect(Span(milliseconds: .max).prometheus == "106751991167d7h12m55s807ms")
    #expect(Span(milliseconds: .min).prometheus == "-106751991167d7h12m55s808ms")
  }

  @Test func `spans are reckoned with in milliseconds`() {
    #expect(Span.hours(1) + .minutes(30) == .minutes(90))
    #expect(Span.days(1) - .hours(25) == -.hours(1))
    #expect(Span.seconds(10) * 3 / 4 == .milliseconds(7_500))
    #expect(Span.milliseconds(1_500).seconds == 1.5)
    #expect(Span.zero < .milliseconds(1))
  }
}
