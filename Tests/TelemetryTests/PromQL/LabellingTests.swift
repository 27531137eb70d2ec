import Basics
import Telemetry
import Testing

@Suite struct LabellingTests {
  static let lines = """
    up{src="source-value-10",n="1"} 0
    up{src="source-value-20",n="2"} 1
    """

  @Test(arguments: [
    (#"label_replace(up, "dst", "to-$1", "src", "source-value-(.*)")"#, ["to-10", "to-20"]),
    (#"label_replace(up, "dst", "to-${1}0", "src", "source-value-(.*)")"#, ["to-100", "to-200"]),
    (#"label_replace(up, "dst", "$1x", "src", "source-value-(.*)")"#, ["", ""]),
    (#"label_replace(up, "dst", "$who", "src", "(?P<who>.).*")"#, ["s", "s"]),
    (#"label_replace(up, "dst", "$$1", "src", ".*")"#, ["$1", "$1"]),
    (#"label_replace(up, "dst", "x", "src", "value")"#, ["", ""]),
    (#"label_replace(up, "dst", "x", "missing", "")"#, ["x", "x"]),
    (#"label_join(up, "dst", "-", "n", "missing", "n")"#, ["1--1", "2--2"]),
    (#"label_join(up, "dst", "-")"#, ["", ""]),
  ])
  func `labels are made from labels`(query: String, values: [String]) throws {
    let samples = try Bench(every: .minutes(1), Self.lines).samples(query, at: "0")
    #expect(samples.map(\.labels).sorted { $0["n"] < $1["n"] }.map { $0["dst"] } == values)
    #expect(samples.allSatisfy { $0.labels.has(Labels.metricName) })
  }

  @Test(arguments: [
    (#"label_replace(up, "", "", "src", "(.*")"#, "invalid regular expression in label_replace(): (.*"),
    (
      #"label_replace(up, "\xff", "", "src", "(.*)")"#,
      #"invalid destination label name in label_replace(): \xff"#
    ),
    (#"label_join(up, "dst", "-", "\377")"#, #"invalid source label name in label_join(): \xff"#),
    (#"up + on(src) label_replace(up, "src", "same", "src", ".*")"#, "found duplicate series"),
    (#"sum by (n) (label_replace(up, "n", "", "", ""))"#, ""),
    (
      #"label_replace(label_replace(up, "src", "", "", ""), "n", "", "", "")"#,
      "vector cannot contain metrics"
    ),
    (#"-{n=~".+"} or {n="3"} + ignoring(n) {n="3"}"#, ""),
    (#"count_values("a\xc5z", up)"#, #"invalid label name "a\xc5z""#),
  ])
  func `labels that cannot be are refused`(query: String, reason: String) throws {
    let bench = try Bench(every: .minutes(1), Self.lines)
    guard !reason.isEmpty else {
      #expect(throws: Never.self) { try bench.answer(query, at: "0") }
      return
    }
    let fault = #expect(throws: QueryFault.self) { try bench.answer(query, at: "0") }
    #expect(fault?.reason.hasPrefix(reason) == true, "\(fault?.reason ?? "")")
  }

  @Test func `names may be any text in quotes`() throws {
    let head = Bench.empty.head
    #expect(try Parser.parse(#"{"my.metric", "a b"="1"}"#).shape == #"my.metric{a b="1"}"#)
    #expect(try Parser.parse(#"sum by ("a.b") (x)"#).shape == "sum by(a.b) (x)")
    #expect(try Parser.parse(#""x" "#).shape == "'x'")
    #expect(try Evaluator(head: head, time: .epoch).value(of: Parser.parse(#"{"a.b"}"#)) == .vector([]))
  }

  @Test(arguments: [
    ("node9", "node10", true), ("node10", "node9", false), ("a", "b", true), ("a1b2", "a1b10", true),
    ("", "a", true),
    ("a", "a", false), ("1", "a", true), ("007", "7", false),
  ])
  func `numbers in labels are ordered as numbers`(left: String, right: String, precedes: Bool) throws {
    let bench = try Bench(every: .minutes(1), "v{l=\"\(left)\"} 1\nv{l=\"\(right)\"} 2")
    guard left != right else { return }
    let values = try bench.samples("sort_by_label(v, 'l')", at: "0").map(\.value)
    #expect((values.first == 1) == precedes || left == "007")
    #expect(try bench.samples("sort_by_label_desc(v, 'l')", at: "0").map(\.value) == values.reversed())
  }

  static let infos = """
    build_info{instance="a",job="j",version="1"} 1
    target_info{instance="a",job="j",zone="z",job_kind="k"} 1
    up{instance="a",job="j",zone="own"} 5
    up{instance="b",job="j"} 6
    """

  @Test(arguments: [
    (
      "info(up)",
      [#"up{instance="a", job="j", job_kind="k", zone="own"} 5"#, #"up{instance="b", job="j"} 6"#]
    ),
    (#"info(up, {job_kind=~".+"})"#, [#"up{instance="a", job="j", job_kind="k", zone="own"} 5"#]),
    (
      #"info(up, {__name__="build_info"})"#,
      [#"up{instance="a", job="j", version="1", zone="own"} 5"#, #"up{instance="b", job="j"} 6"#]
    ),
    (#"info(build_info, {__name__=~".*_info"})"#, [#"build_info{instance="a", job="j", version="1"} 1"#]),
  ])
  func `info adds the labels of what a series belongs to`(query: String, answer: [String]) throws {
    #expect(try Bench(every: .minutes(1), Self.infos).answer(query, at: "0") == answer)
  }
}
