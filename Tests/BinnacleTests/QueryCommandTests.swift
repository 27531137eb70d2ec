import Basics
import Canvas
import Scratch
import Testing

@testable import Console
@testable import binnacle

/// `binnacle query` as a script and a person use it.
@Suite struct QueryCommandTests {
  private func result(_ words: String...) throws -> JSONNode {
    let run = try Run(["query"] + words + ["--json"], in: Scratch())
    #expect(run.status == 0, "\(run.complaints) \(run.output)")
    let root = try JSONReader.read(Array(run.output.utf8), name: "query")
    #expect(try root.required("status").text() == "success")
    return try root.required("data")
  }

  @Test func `an instant vector has the shape of Prometheus's API`() throws {
    let data = try result("node_load1")
    #expect(try data.required("resultType").text() == "vector")
    let sample = try #require(try data.required("result").items().first)
    #expect(try sample.required("metric").required("__name__").text() == "node_load1")
    let value = try sample.required("value").items()
    #expect(try value.count == 2 && value[0].number() > 1e9 && Double(value[1].text()) != nil)
  }

  @Test(arguments: [("1 + 1", "scalar", "2"), ("\"words\"", "string", "words")])
  func `scalars and texts stand alone`(text: String, type: String, value: String) throws {
    let data = try result(text, "--time", "1773480413.5")
    #expect(try data.required("resultType").text() == type)
    let pair = try data.required("result").items()
    #expect(try pair[0].number() == 1_773_480_413.5 && pair[1].text() == value)
  }

  @Test func `a range is a matrix with a value at every step`() throws {
    let data = try result(
      "vector(1)", "--start", "2026-03-14T09:00:00Z", "--end", "1773479100", "--step", "1m")
    #expect(try data.required("resultType").text() == "matrix")
    let series = try #require(try data.required("result").items().first)
    #expect(try series.required("values").items().count == 6)
  }

  @Test(arguments: [
    (["sum("], "bad_data"), (["up", "--start", "1", "--end", "0", "--step", "1s"], "bad_data"),
    (["up", "--start", "0", "--end", "100000000", "--step", "1s"], "bad_data"),
    (["up[5m]", "--start", "0", "--end", "60", "--step", "1s"], "bad_data"),
    (["up", "--time", "teatime"], "bad_data"),
    (["label_replace(vector(1), \"a\", \"b\", \"c\", \"(\")"], "execution"),
  ])
  func `what goes wrong is told in JSON too`(words: [String], type: String) throws {
    let run = try Run(["query"] + words + ["--json"], in: Scratch())
    #expect(run.status == 1)
    let root = try JSONReader.read(Array(run.output.utf8), name: "query")
    #expect(try root.required("status").text() == "error")
    #expect(try root.required("errorType").text() == type, "\(run.output)")
    #expect(try !root.required("error").text().isEmpty)
  }

  @Test func `a fault has a caret under the very character, also behind Chinese text`() throws {
    let run = try Run("query", "up{区域=\"华东\"}", in: Scratch())
    #expect(run.status == 1 && run.output.isEmpty)
    let lines = run.complaints.split(separator: "\n").map(String.init)
    #expect(lines.count == 3 && lines[1] == "  up{区域=\"华东\"}" && lines[2] == "     ^^", "\(lines)")
    let second = try Run("query", "label_join(\"华东\") + )", in: Scratch())
    #expect(second.complaints.split(separator: "\n").last == "  ^^^^^^^^^^", "\(second.complaints)")
  }

  @Test func `a table keeps to the width there is`() throws {
    let run = try Run(
      ["query", "rate(node_cpu_seconds_total[1m])"], in: Scratch(), environment: ["COLUMNS": "60"])
    #expect(run.status == 0 && run.output.contains("cpu="))
    #expect(run.output.split(separator: "\n").allSatisfy { $0.columns <= 60 })
  }

  @Test func `as comma-separated values every label has a column`() throws {
    let run = try Run("query", "node_load1", "--csv", in: Scratch())
    #expect(run.output.hasPrefix("timestamp,value,__name__,instance,job\r\n"), "\(run.output)")
  }

  @Test(arguments: [
    ("1", 1.0), ("-0", -0.0), ("0", 0), ("0.1", 0.1), ("1e-07", 1e-7), ("1.5e+21", 1.5e21), ("NaN", .nan),
    ("+Inf", .infinity), ("-Inf", -.infinity), ("123456789012", 123_456_789_012),
  ])
  func `values are written as the API writes them`(text: String, value: Double) {
    #expect(PrometheusJSON.number(value) == text)
  }
}

@Suite struct FaultMarkTests {
  @Test(arguments: [
    ("sum(up", 6, 6, "      ^"), ("a 华 b", 2, 5, "  ^^"), ("a 华 b", 6, 7, "     ^"), ("ab\ncd", 3, 4, "^"),
    ("", 0, 0, "^"), ("👩‍🚀 x", 12, 13, "   ^"),
  ])
  func `the mark stands under what is wrong`(text: String, from: Int, to: Int, carets: String) {
    #expect(FaultMark(text, at: from..<to).carets == carets)
  }

  @Test func `in little space the mark stays in view`() {
    let mark = FaultMark(String(repeating: "华", count: 50) + " + )", at: 153..<154, in: 20)
    #expect(mark.carets.columns <= 20 && mark.carets.hasSuffix("^"))
    #expect(mark.line.columns <= 20 && mark.line.hasSuffix(")") && mark.line.hasPrefix("…"))
    #expect(mark.line.columns == mark.carets.columns)
  }
}
