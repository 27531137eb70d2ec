import Telemetry
import Testing

@Suite struct QueryCompletionTests {
  /// What may stand where the bar is.
  private func at(_ marked: String) throws -> QueryCompletion? {
    let parts = marked.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
    return QueryCompletion(in: parts.joined(), at: parts[0].utf8.count)
  }

  @Test(arguments: [
    ("|", ""), ("nod|", "nod"), ("sum(nod|)", "nod"), ("up + nod|", "nod"), ("sum by (job) (ra|", "ra"),
    ("topk(5, |", ""), ("电 |", ""),
  ])
  func `where an expression begins, metrics and functions fit`(text: String, typed: String) throws {
    guard text != "电 |" else {
      #expect(try at(text) == nil)
      return
    }
    let found = try #require(try at(text))
    #expect(found.subject == .expression && found.typed == typed)
  }

  @Test(arguments: ["up |", "up of|", "rate(up[5m]) |", "sum(up) b|", "1 |"])
  func `behind an expression an operator or a modifier fits`(text: String) throws {
    #expect(try at(text)?.subject == .continuation)
  }

  @Test func `inside braces the labels of the metric fit, with what was said already`() throws {
    let first = try #require(try at("up{j|"))
    #expect(first.subject == .labelNames(Selector(metric: "up")))
    #expect(first.typed == "j" && first.place == 3..<4)
    let job = try #require(Matcher("job", .equal, "a"))
    let second = try #require(try at("up{job=\"a\",|}"))
    #expect(second.subject == .labelNames(Selector(metric: "up", matchers: [job])))
    #expect(try at("up{job|=\"a\"}")?.typed == "job")
  }

  @Test func `inside quotes the values of the label fit`() throws {
    let found = try #require(try at("rate(up{zone=\"b\",job=~\"cad|"))
    let zone = try #require(Matcher("zone", .equal, "b"))
    #expect(found.subject == .labelValues("job", Selector(metric: "up", matchers: [zone])))
    #expect(found.typed == "cad" && found.place.count == 3)
    #expect(found.call == "rate")
    #expect(try at("{job=\"|")?.subject == .labelValues("job", nil))
  }

  @Test func `labels fit behind by and on, those of the metric named last`() throws {
    #expect(try at("sum by (|")?.subject == .labelNames(nil))
    #expect(try at("up / on (in|")?.subject == .labelNames(Selector(metric: "up")))
  }

  @Test(arguments: ["up[|", "up[5m] offset |", "rate(up{a=\"b\"}[|"])
  func `a duration fits in a range and behind offset`(text: String) throws {
    #expect(try at(text)?.subject == .durations)
  }

  @Test(arguments: ["up # com|", "up{job=\"a\"} + \"te|", "label_replace(up, \"a|"])
  func `nothing fits in a comment or in a text`(text: String) throws {
    #expect(try at(text) == nil)
  }

  @Test func `any place of any text has an answer or none, and never a wrong range`() {
    let texts = [
      "sum by (job) (rate(http{a=~\"5..\",b!=\"x\"}[5m])) > 2 # é", "{\"a b\"=\"中文\"}", "((((", "'",
    ]
    for text in texts {
      for cursor in 0...text.utf8.count {
        guard let found = QueryCompletion(in: text, at: cursor) else { continue }
        #expect(found.place.upperBound == cursor && found.place.lowerBound >= 0)
      }
    }
  }
}
