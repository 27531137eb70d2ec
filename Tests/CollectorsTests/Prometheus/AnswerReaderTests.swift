import Basics
import Telemetry
import Testing

@testable import Collectors

/// The JSON that servers answer queries with.
@Suite struct AnswerReaderTests {
  private func read(_ text: String, mostSeries: Int = 100) throws(RemoteFault) -> RemoteAnswer<QueryValue> {
    try AnswerReader.read(Array(text.utf8), mostSeries: mostSeries)
  }

  private func success(_ type: String, _ result: String) -> String {
    #"{"status":"success","data":{"resultType":"\#(type)","result":\#(result)}}"#
  }

  private func sample(_ milliseconds: Int64, _ value: Double) -> Sample {
    Sample(at: Instant(milliseconds: milliseconds), value: value)
  }

  @Test func `a matrix is series with their samples`() throws {
    let text = success(
      "matrix",
      #"[{"metric":{"__name__":"up","job":"a"},"values":[[1435781430.781,"1"],[1435781445,"-2.5e-3"]]},"#
        + #"{"metric":{},"values":[]}]"#)
    let up = Series(
      labels: ["__name__": "up", "job": "a"],
      samples: [sample(1_435_781_430_781, 1), sample(1_435_781_445_000, -0.0025)])
    #expect(try read(text).value == .matrix([up, Series(labels: [:], samples: [])]))
  }

  @Test func `a vector, a scalar and a text are what they say`() throws {
    let vector = success("vector", #"[{"metric":{"a":"b"},"value":[1,"+Inf"]}]"#)
    #expect(try read(vector).value == .vector([VectorSample(labels: ["a": "b"], value: .infinity)]))
    #expect(try read(success("scalar", #"[1.5,"-Inf"]"#)).value == .scalar(-.infinity))
    #expect(try read(success("string", #"[1.5,"a \u003c \"b\""]"#)).value == .text("a < \"b\""))
  }

  @Test(arguments: [
    ("1", 1), ("0.1", 0.1), ("1e-3", 0.001), ("123456789012345678", 123_456_789_012_345_680),
    ("1.7976931348623157e+308", Double.greatestFiniteMagnitude), ("5e-324", .leastNonzeroMagnitude),
    ("-0", -0.0),
  ])
  func `values come through to the last bit`(text: String, value: Double) throws {
    guard case .scalar(let found) = try read(success("scalar", "[1,\"\(text)\"]")).value else {
      Issue.record("no scalar")
      return
    }
    #expect(found.bitPattern == value.bitPattern)
  }

  @Test func `NaN is no number, and no end of a series`() throws {
    guard case .scalar(let found) = try read(success("scalar", #"[1,"NaN"]"#)).value else {
      Issue.record("no scalar")
      return
    }
    #expect(found.isNaN && !Staleness.isMarker(found))
  }

  @Test(arguments: [
    ("1.5", 1_500), ("1", 1_000), ("1.001", 1_001), ("1.0004", 1_000), ("-1.5", -1_500), ("1.5e3", 1_500_000),
    ("1773480413.02", 1_773_480_413_020),
  ])
  func `times are seconds to the millisecond`(text: String, milliseconds: Int64) throws {
    let answer = try read(success("matrix", #"[{"metric":{},"values":[[\#(text),"1"]]}]"#))
    #expect(answer.value == .matrix([Series(labels: [:], samples: [sample(milliseconds, 1)])]))
  }

  @Test func `native histograms are marked where they stand, so that who meets them is refused`() throws {
    let histogram = #"{"count":"1","sum":"2","buckets":[[0,"1","2","1"]]}"#
    let text = success(
      "matrix", #"[{"metric":{},"values":[[1,"1"],[3,"3"]],"histograms":[[2,\#(histogram)]]}]"#)
    guard case .matrix(let series) = try read(text).value else {
      Issue.record("no matrix")
      return
    }
    #expect(series[0].samples.map(\.at.milliseconds) == [1_000, 2_000, 3_000])
    #expect(series[0].samples.map { NativeHistogram.isMarker($0.value) } == [false, true, false])
    let vector = try read(success("vector", #"[{"metric":{},"histogram":[1,\#(histogram)]}]"#)).value
    guard case .vector(let samples) = vector else {
      Issue.record("no vector")
      return
    }
    #expect(NativeHistogram.isMarker(samples[0].value))
  }

  @Test func `warnings are kept, and what is not known here is passed over`() throws {
    let text =
      #" {"isPartial": true, "stats": {"a": [1, null, {"b": "}"}]}, "data": {"resultType": "vector", "#
      + #""result": [], "analysis": {}}, "warnings": ["half of it", "\u0007"], "status": "success"} "#
    let answer = try read(text)
    #expect(answer.value == .vector([]) && answer.warnings.first == "half of it")
    #expect(answer.warnings.count == 2 && answer.warnings[1].utf8.allSatisfy { $0 >= 0x20 })
  }

  @Test func `an error is told in the server's words`() {
    let text = #"{"status":"error","errorType":"bad_data","error":"1:3: parse error"}"#
    #expect(throws: RemoteFault.refused(type: "bad_data", words: "1:3: parse error")) { try read(text) }
  }

  @Test(arguments: [
    "", "null", "[]", "{}", #"{"status":"success"}"#, #"{"status":"success","data":{}}"#,
    #"{"status":"success","data":{"resultType":"matrix","result":[]}"#,
    #"{"status":"success","data":{"resultType":"matrix","result":[]}} x"#,
    #"{"status":"success","data":{"resultType":"streams","result":[]}}"#,
    #"{"status":"success","data":{"resultType":"vector","result":[{"metric":{}}]}}"#,
    #"{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1,2]}]}}"#,
    #"{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1,"2x"]}]}}"#,
    #"{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1,""]}]}}"#,
    #"{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":["1","2"]}]}}"#,
    #"{"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[[2,"1"],[1,"1"]]}]}}"#,
    #"{"status":"success","data":{"resultType":"matrix","result":[{"metric":{"a":1},"values":[]}]}}"#,
    #"{"status":"success","data":{"resultType":"matrix","result":[{"metric":{"a":"\uD800"},"values":[]},]}}"#,
    "<html>502 Bad Gateway</html>",
  ])
  func `what is no answer is refused with the place`(text: String) {
    let fault = #expect(throws: RemoteFault.self) { try read(text) }
    guard case .malformed? = fault else {
      Issue.record("\(String(describing: fault))")
      return
    }
  }

  @Test func `an answer cut off anywhere is refused, and changed anywhere it harms nothing`() {
    let whole = Array(
      success("matrix", #"[{"metric":{"a":"b\n"},"values":[[1.5,"1"],[2.5,"NaN"]]}]"#).utf8)
    for end in whole.indices {
      #expect(throws: RemoteFault.self) { try AnswerReader.read(Array(whole[..<end]), mostSeries: 9) }
    }
    var chance = Chance(seed: 7)
    for _ in 0..<20_000 {
      var changed = whole
      changed[Int.random(in: whole.indices, using: &chance)] = UInt8.random(in: 0...255, using: &chance)
      do throws(RemoteFault) { _ = try AnswerReader.read(changed, mostSeries: 9) } catch { continue }
    }
  }

  @Test func `deep nesting is refused and not followed`() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(throws: RemoteFault.self) { try read(#"{"x": \#(deep)"#) }
  }

  @Test func `more series than are wanted are refused`() throws {
    let text = success("vector", #"[{"metric":{"a":"1"},"value":[1,"1"]},{"metric":{},"value":[1,"1"]}]"#)
    #expect(throws: RemoteFault.tooManySeries(1)) { try read(text, mostSeries: 1) }
    #expect(throws: Never.self) { try read(text, mostSeries: 2) }
  }
}
