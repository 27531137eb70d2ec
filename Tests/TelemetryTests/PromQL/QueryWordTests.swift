import Telemetry
import Testing

@Suite struct QueryWordTests {
  /// Each word with its kind.
  private func shown(_ text: String) -> [String] {
    QueryWord.words(of: text).map { word in
      let bytes = Array(text.utf8)[word.place]
      return "\(word.kind) \(String(decoding: bytes, as: UTF8.self))"
    }
  }

  @Test func `every word of an expression is told apart`() {
    #expect(
      shown("sum by (job) (rate(http_total{code=~\"5..\"}[5m] offset 1h)) > bool 2 # hot") == [
        "aggregation sum", "keyword by", "sign (", "label job", "sign )", "sign (", "function rate", "sign (",
        "metric http_total", "sign {", "label code", "sign =~", "text \"5..\"", "sign }", "sign [",
        "duration 5m", "sign ]", "keyword offset", "duration 1h", "sign )", "sign )", "sign >",
        "keyword bool", "number 2", "comment # hot",
      ])
  }

  @Test(arguments: [
    ("up{job=\"no", "\"no"), ("up % $x", "$x"), ("up == 指标", "指标"), ("'a\\q' + up", "'a\\q' + up"),
  ])
  func `from where a text makes no sense it is a fault`(text: String, rest: String) {
    #expect(shown(text).last == "fault \(rest)")
  }

  @Test func `a name is a metric unless it is called`() {
    #expect(shown("rate") == ["metric rate"])
    #expect(shown("sum + sum(up)").filter { $0.hasSuffix("sum") } == ["metric sum", "aggregation sum"])
  }

  @Test func `words cover what is written, in order and without overlap`() {
    let texts = [
      "", "   ", "((", "up[5m:1m] @ start()", "# only this", "a#b\n+ c", "\"\\x\"", "{__name__=\"x\"}",
    ]
    for text in texts {
      var end = 0
      for word in QueryWord.words(of: text) {
        #expect(word.place.lowerBound >= end && word.place.upperBound <= text.utf8.count, "\(text)")
        end = word.place.upperBound
      }
    }
  }

  @Test func `a function tells how it is written`() {
    #expect(Signature.of("rate") == "rate(range vector) → instant vector")
    #expect(Signature.of("round") == "round(instant vector[, scalar]) → instant vector")
    #expect(Signature.of("topk") == "topk by (label, …) (scalar, instant vector) → instant vector")
    #expect(Signature.of("nothing") == nil)
    #expect(Function.all.allSatisfy { Signature.of($0.name) != nil })
  }
}
