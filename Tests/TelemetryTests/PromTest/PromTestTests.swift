import Basics
import Scratch
import Telemetry
import Testing

@Suite struct PromTestTests {
  private static let load = """
    load 1m
      up{job="a"} 0+1x3 _ stale 7
      up{job="b"} 5
      h {{schema:0 sum:1 count:1}}x3

    """

  private func run(_ text: String) -> PromTest { PromTest(Self.load + "\n" + text) }

  @Test(arguments: [
    "eval instant at 1m up\n  up{job=\"a\"} 1\n  up{job=\"b\"} 5",
    "eval instant at 1m up{job=\"a\"}\n  {__name__=\"up\", job=\"a\"} 1.0000000001",
    "eval range from 0 to 3m step 1m up{job=\"a\"}\n  up{job=\"a\"} 0 1 2 3",
    "eval range from 0 to 6m step 3m up{job=\"a\"}\n  up{job=\"a\"} 0 3 7",
    "eval range from 0 to 5m step 5m up{job=\"a\"}\n  up{job=\"a\"} 0 _", "eval instant at 0 1 + 1\n  2",
    "eval instant at 0 nothing", "eval instant at 0 0/0\n  NaN",
    "eval instant at 0 \"text\"\n  expect string `text`", "eval_fail instant at 0 up + on() up",
    "eval instant at 0 up + on() up\n  expect fail",
    "eval instant at 0 up + on() up\n  expect fail regex: many-to-many .* not allowed",
    "eval instant at 0 topk(NaN, up)\n  expect fail msg: Parameter value is NaN",
    "eval instant at 0 sort_desc(up)\n  expect ordered\n  up{job=\"b\"} 5\n  up{job=\"a\"} 0",
    "eval_ordered instant at 0 sort(up)\n  up{job=\"a\"} 0\n  up{job=\"b\"} 5",
    "eval instant at 1m rate(up{job=\"a\"}[2m])\n  expect info\n  expect no_warn\n  {job=\"a\"} 0.00833333333",
    "eval instant at 2m up{job=\"a\"}[2m]\n  expect range vector from 1m to 2m step 1m\n  up{job=\"a\"} 1 2",
    "clear\n\neval instant at 0 up", "# a comment\neval instant at 0 5m\n  300",
  ])
  func `a test that comes out as written passes`(text: String) {
    let test = run(text)
    #expect(test.passed == 1 && test.refused.isEmpty)
    #expect(test.failed == [])
  }

  @Test(arguments: [
    ("eval instant at 1m up\n  up{job=\"a\"} 1", 6, "up{job=\"a\"} 1", "up{job=\"a\"} 1, up{job=\"b\"} 5"),
    ("eval instant at 1m up{job=\"a\"}\n  up{job=\"a\"} 1.001", 6, "up{job=\"a\"} 1.001", "up{job=\"a\"} 1"),
    ("eval instant at 0 1\n  2", 6, "2", "1"), ("eval instant at 0 nothing\n  {} 1", 6, "{} 1", "nothing"),
    (
      "eval range from 0 to 1m step 1m up{job=\"b\"}\n  up{job=\"b\"} 5 _", 6, "up{job=\"b\"} 5 _",
      "up{job=\"b\"} 5@0 5@60"
    ),
    ("eval instant at 0 topk(NaN, up)\n  expect fail msg: else", 6, "else", "Parameter value is NaN"),
    ("eval instant at 0 1\n  expect fail\n", 6, "a failure", "1"),
    ("eval instant at 0 topk(NaN, up)", 6, "nothing", "Parameter value is NaN"),
    ("eval instant at 0 1\n  expect warn", 6, "warning of any kind", "no warning"),
    (
      "eval instant at 1m quantile(2, up{job=\"b\"})\n  expect no_warn\n  {} +Inf", 6, "no warning",
      "PromQL warning: quantile value should be between 0 and 1, got 2 (1:10)"
    ), ("sing a song", 6, "a command", "unknown command \"sing\""),
    ("load 5x\n  up 1", 6, "a command", "\"5x\" is no duration"),
    ("eval instant at 0 1 +\n  1", 6, "1", "expected an expression, found the end"),
  ])
  func `a test that comes out otherwise is told with its line`(
    text: String, line: Int, expected: String, got: String
  ) {
    let test = run(text)
    #expect(test.passed == 0 && test.failed.count == 1)
    #expect(test.failed.first?.line == line)
    #expect(test.failed.first?.expected == expected)
    #expect(test.failed.first?.got == got)
  }

  @Test(arguments: [
    "eval instant at 0 h\n  h {{schema:0 sum:1 count:1}}", "eval instant at 0 sum(h)\n  {} 1",
    "eval instant at 3m rate(h[2m])\n  {} 0", "eval instant at 0 vector(1)\n  {} {{count:1}}",
    "load_with_nhcb 1m\n  x_bucket{le=\"+Inf\"} 1\n\neval instant at 0 x\n  {} 1",
  ])
  func `a test that needs a native histogram is counted as refused`(text: String) {
    let test = run(text)
    #expect(test.passed == 0 && test.failed.isEmpty && test.refused.count == 1)
  }

  private static let shared =
    "/" + #filePath.split(separator: "/").dropLast(5).joined(separator: "/") + "/shared/promql"

  private static let files = Folder.names(in: shared).filter { $0.hasSuffix(".test") }

  @Test(.enabled(if: !files.isEmpty, "the tests of Prometheus are not beside the project"))
  func `the tests of Prometheus come out as written`() {
    for name in Self.files {
      let test = PromTest(String(decoding: bytes(of: "\(Self.shared)/\(name)"), as: UTF8.self))
      #expect(test.passed > 0 && test.failed.isEmpty, "\(name): \(test.failed.prefix(3))")
    }
  }
}
