import Basics
import Model
import Monitoring
import Store
import Telemetry

/// Values that the tests of the store share.
enum Sample {
  static let now = Instant(seconds: 1_773_480_413)
  static let node: Labels = ["instance": "edge-17", "region": "eu"]
  static let beat = Beat(pid: 100, boot: "boot-a", uptime: .seconds(1_000))

  /// Texts that break a store which trusts its callers.
  static let hostileTexts = [
    "", "it's \"quoted\" `here`", "'; DROP TABLE orders; --", "100 % _ \\ \\n", "tab\tnewline\nreturn\r",
    "\r", "nul\0inside", "\0", "bell\u{7}escape\u{1B}[31m", "\u{85}\u{2028}", "e\u{301} \u{301}", "航海日志 🧭",
    "{\"json\": [1, null]}", String(repeating: "long ", count: 1_000),
  ]

  static func alert(_ rule: String = "NodeDown", on node: String = "edge-17") -> Alert {
    var alert = Alert(
      rule: rule, labels: ["alertname": rule, "instance": node], state: .firing, severity: .act,
      activeAt: now, value: 0.97, summary: Bilingual(english: "down", chinese: "宕机"),
      description: Bilingual(english: "no scrape", chinese: "没有数据"))
    alert.firedAt = now + .minutes(5)
    return alert
  }

  static func silence(_ identifier: String = "s-1", endsIn span: Span = .hours(1)) -> Silence {
    let matchers = [Matcher("instance", .matches, "edge-.*"), Matcher("alertname", .notEqual, "NodeDown")]
    return Silence(
      identifier: identifier, matchers: matchers.compactMap { $0 }, startsAt: now, endsAt: now + span,
      author: "mira", comment: "moving racks")
  }

  static func draft(_ reason: String = "on it") -> Order.Draft {
    Order.Draft(.acknowledge, Address(.alert, "NodeDown-1"), ["comment": "looking"], reason: reason)
  }

  static let layout = Layout([
    Layout.Column("node_load1"), Layout.Column("node_cpu_seconds_total", ["cpu": "0", "mode": "idle"]),
    Layout.Column("up"),
  ])

  static func scrape(_ values: [Double], after span: Span = .zero, from source: Labels = node) -> Scrape {
    Scrape(source: source, at: now + span, layout: layout, values: values)
  }
}

/// What kind of trouble a store gives; nil when it gives none.
func trouble(_ body: () throws(StoreFault) -> Void) -> StoreTrouble? {
  do throws(StoreFault) {
    try body()
    return nil
  } catch { return error.kind }
}
