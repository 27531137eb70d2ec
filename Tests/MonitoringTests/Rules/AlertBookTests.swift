import Basics
import Monitoring
import Telemetry
import Testing

@Suite struct AlertBookTests {
  /// The kinds of the transitions as a condition holds or not, a character every ten seconds: `+` holds, `-` does not.
  private func story(_ members: String, _ weather: String) throws -> [String] {
    let rule = try rule(members)
    var book = AlertBook()
    return weather.enumerated().flatMap { index, sign in
      let now = second(Int64(index) * 10)
      return book.evaluate(rule, holding: sign == "+" ? [sample("a", 1)] : [], at: now).map {
        "\($0.kind)@\($0.at.milliseconds / 1_000)"
      }
    }
  }

  private static let patient = #""expr": "load > 1", "for": "30s""#
  private static let faithful = #""expr": "load > 1", "keep_firing_for": "20s""#

  @Test(arguments: [
    (patient, "+++", ["pending@0"]), (patient, "++++", ["pending@0", "firing@30"]),
    (patient, "++-", ["pending@0", "expired@20"]),
    (patient, "++-++++", ["pending@0", "expired@20", "pending@30", "firing@60"]),
    (patient, "++++-", ["pending@0", "firing@30", "resolved@40"]), (patient, "----", []),
    (#""expr": "load > 1""#, "+-+", ["firing@0", "resolved@10", "firing@20"]),
    (#""expr": "load > 1", "for": "0""#, "++", ["firing@0"]),
    (faithful, "+--", ["firing@0"]), (faithful, "+---", ["firing@0", "resolved@30"]),
    (faithful, "+--+---", ["firing@0", "resolved@60"]), (faithful, "+-+-+-", ["firing@0"]),
    (#""expr": "load > 1", "for": "10s", "keep_firing_for": "20s""#, "+-", ["pending@0", "expired@10"]),
  ])
  func `an alert waits, fires and resolves as in Prometheus`(members: String, weather: String, told: [String])
    throws
  {
    #expect(try story(members, weather) == told)
  }

  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func `any weather tells of an alert's life in order`(seed: UInt64) throws {
    var chance = Chance(seed: seed)
    let weather = String((0..<40).map { _ in chance.happens(0.7) ? Character("+") : "-" })
    let members = #""expr": "load > 1", "for": "20s", "keep_firing_for": "10s""#
    let kinds = try story(members, weather).compactMap { $0.split(separator: "@").first.map(String.init) }
    let next = [
      "pending": ["firing", "expired"], "firing": ["resolved"], "expired": ["pending"],
      "resolved": ["pending"],
    ]
    #expect(kinds.first == nil || kinds.first == "pending")
    #expect(zip(kinds, kinds.dropFirst()).allSatisfy { next[$0]?.contains($1) == true })
  }

  @Test func `every series is an alert of its own`() throws {
    let rule = try rule(Self.patient)
    var book = AlertBook()
    #expect(book.evaluate(rule, holding: [sample("a", 1), sample("b", 2)], at: second(0)).count == 2)
    let told = book.evaluate(rule, holding: [sample("b", 3)], at: second(30))
    #expect(told.map(\.kind) == [.firing, .expired])
    #expect(book.active.values.map(\.value) == [3])
  }

  @Test func `an alert knows its times, its latest value and its words`() throws {
    let rule = try rule(
      Self.patient + #", "annotations": {"summary": "at {{ $value }}", "summary_zh": "到 {{ $value }}"}"#)
    var book = AlertBook()
    for (time, value) in [(0, 1.0), (30, 2.5), (40, 3)] {
      _ = book.evaluate(rule, holding: [sample("a", value)], at: second(Int64(time)))
    }
    let alert = try #require(book.active.values.first)
    #expect(alert.state == .firing)
    #expect(alert.activeAt == second(0))
    #expect(alert.firedAt == second(30))
    #expect(alert.value == 3)
    #expect(alert.summary == Bilingual(english: "at 3", chinese: "到 3"))
    #expect(alert.labels == ["alertname": "High", "instance": "a"])
  }

  @Test func `a rule leaves the alerts of others alone`() throws {
    let other = try groups(#"{"groups": [{"name": "g", "rules": [{"alert": "Low", "expr": "load < 1"}]}]}"#)[
      0
    ].rules[0]
    var book = AlertBook()
    _ = book.evaluate(try rule(Self.patient), holding: [sample("a", 1)], at: second(0))
    #expect(book.evaluate(other, holding: [], at: second(10)).isEmpty)
    #expect(book.active.count == 1)
  }
}
