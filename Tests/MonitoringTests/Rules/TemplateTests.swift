import Monitoring
import Telemetry
import Testing

@Suite struct TemplateTests {
  private static let labels: Labels = ["instance": "vm", "size": "2048"]

  private func expanded(_ text: String, _ value: Double = 0) throws -> String {
    try Template(text).expanded(labels: Self.labels, value: value)
  }

  @Test(arguments: [
    ("", ""), ("plain", "plain"), ("{{ $labels.instance }}", "vm"), ("on {{$labels.instance}}!", "on vm!"),
    ("{{ $labels.nothing }}", ""), ("{{ $value }}", "1.5"), ("{{$value}}{{ $value }}", "1.51.5"),
    ("a } b { c", "a } b { c"),
    ("{ {{ $value }} }", "{ 1.5 }"), ("到 {{ $value }} 了", "到 1.5 了"),
    ("{{ $labels.size | humanize1024 }}", "2.00 KiB"),
    ("{{ $labels.instance | humanize }}", "vm"),
  ])
  func `places are filled in`(text: String, result: String) throws {
    #expect(try expanded(text, 1.5) == result)
  }

  @Test(arguments: [
    ("humanize", 1_234.0, "1.23 k"), ("humanize", 7, "7"), ("humanize", .nan, "–"),
    ("humanize1024", 1_536, "1.50 KiB"),
    ("humanizePercentage", 0.847, "85 %"), ("humanizePercentage", 0.012, "1.2 %"),
    ("humanizePercentage", .infinity, "–"),
    ("humanizeDuration", 3_661, "1h1m1s"), ("humanizeDuration", 0, "0s"), ("humanizeDuration", -90, "-1m30s"),
    ("humanizeDuration", .nan, "NaN"), ("humanizeDuration", .infinity, "+Inf"),
  ])
  func `a value is written for people`(filter: String, value: Double, result: String) throws {
    #expect(try expanded("{{ $value | \(filter) }}", value) == result)
  }

  @Test(arguments: [
    1e15, 1e16, 9.3e18, 1e19, -1e19, 1e300, -.greatestFiniteMagnitude, .leastNonzeroMagnitude,
  ])
  func `no value is too much for any filter`(value: Double) throws {
    for filter in ["humanize", "humanize1024", "humanizePercentage", "humanizeDuration"] {
      #expect(try !expanded("{{ $value | \(filter) }}", value).isEmpty)
    }
  }

  @Test(arguments: [(Double.nan, "NaN"), (.infinity, "+Inf"), (-.infinity, "-Inf"), (-2, "-2"), (0.1, "0.1")])
  func `a bare value is written as Prometheus writes it`(value: Double, result: String) throws {
    #expect(try expanded("{{ $value }}", value) == result)
  }

  @Test(arguments: [
    ("{{", "\"{{\" is never closed"), ("a {{ $value }", "\"{{\" is never closed"),
    ("{{}}", "\"{{}}\" is not understood"),
    ("{{ }}", "\"\" is neither $value nor $labels.NAME"),
    ("{{ value }}", "\"value\" is neither $value nor $labels.NAME"),
    ("{{ $labels. }}", "\"$labels.\" is neither $value nor $labels.NAME"),
    ("{{ $value | a | b }}", "\"{{ $value | a | b }}\" is not understood"),
    (
      "{{ $value | upper }}",
      "there is no \"upper\"; there are humanize, humanize1024, humanizePercentage, humanizeDuration"
    ),
  ])
  func `what is no template is refused with the reason`(text: String, reason: String) {
    let fault = #expect(throws: Template.Fault.self) { try Template(text) }
    #expect(fault?.reason == reason)
  }
}
