import Basics
import Monitoring
import Telemetry
import Testing

@Suite struct AlertBookStateTests {
  private func labelled(_ labels: Labels, _ value: Double = 2) -> VectorSample {
    VectorSample(labels: labels, value: value)
  }

  @Test func `labels are filled in for every alert, and one that comes to nothing is not there`() throws {
    let rule = try rule(
      #""expr": "load > 1", "labels": {"host": "{{ $labels.instance | toUpper }}", "none": "{{ $labels.x }}"}"#
    )
    var book = AlertBook()
    let told = book.evaluate(rule, holding: [sample("a", 2)], at: second(0))
    #expect(told.map(\.alert.labels) == [["alertname": "High", "instance": "a", "host": "A"]])
  }

  @Test func `an alert whose labels change with the value is another one`() throws {
    let rule = try rule(
      #""expr": "load > 1", "labels": {"severity": "{{ if gt $value 5.0 }}critical{{ else }}info{{ end }}"}"#)
    var book = AlertBook()
    _ = book.evaluate(rule, holding: [sample("a", 2)], at: second(0))
    #expect(book.active.values.map(\.severity) == [.info])
    let told = book.evaluate(rule, holding: [sample("a", 9)], at: second(15))
    #expect(Set(told.map(\.kind)) == [.firing, .resolved])
    #expect(book.active.values.map(\.severity) == [.act])
  }

  @Test func `two samples that come to the same alert are a fault, and change nothing`() throws {
    let rule = try rule(#""expr": "load > 1", "labels": {"instance": "all"}"#)
    var book = AlertBook()
    _ = book.evaluate(rule, holding: [sample("a", 2)], at: second(0))
    let found = book.evaluate(
      rule, .seen(measured: [], holding: [sample("a", 3), sample("b", 4)]), at: second(15))
    #expect(found.fault == "vector contains metrics with the same labelset after applying alert labels")
    #expect(found.transitions.isEmpty && book.active.values.map(\.value) == [2])
  }

  @Test func `more alerts than the limit are none`() throws {
    let rule = try rule(#""expr": "load > 1", "for": "15s""#)
    var (book, terms) = (AlertBook(), AlertBook.Terms())
    terms.limit = 2
    let two = RuleOutcome.seen(measured: [], holding: [sample("a", 2), sample("b", 2)])
    for time in [0, 15] { #expect(book.evaluate(rule, two, at: second(Int64(time)), terms).fault == nil) }
    let three = RuleOutcome.seen(measured: [], holding: [sample("a", 2), sample("b", 2), sample("c", 2)])
    let found = book.evaluate(rule, three, at: second(30), terms)
    #expect(found.fault == "exceeded limit of 2 with 3 alerts")
    #expect(found.transitions.map(\.kind) == [.resolved, .resolved] && book.active.isEmpty)
    #expect(book.evaluate(rule, two, at: second(45), terms).transitions.map(\.kind) == [.pending, .pending])
  }

  @Test func `digests that are the same make no two alerts one`() throws {
    // These two labels have the same FNV-1a digest together with the rest.
    let rule = try rule(#""expr": "load > 1""#)
    var byDigest: [String: Labels] = [:]
    var twins: [Labels] = []
    for number in 0..<400_000 where twins.isEmpty {
      let labels: Labels = ["alertname": "High", "n": String(number)]
      let identifier = Alert.identifier(rule: "High", labels: labels)
      if let other = byDigest.updateValue(labels, forKey: identifier) { twins = [other, labels] }
    }
    try #require(twins.count == 2)
    let samples = twins.map { labelled($0.setting("alertname", to: "")) }
    var book = AlertBook()
    #expect(book.evaluate(rule, holding: samples, at: second(0)).count == 2)
    var again = AlertBook(book.active.values)
    #expect(again.evaluate(rule, holding: samples.reversed(), at: second(15)).isEmpty)
    #expect(again.evaluate(rule, holding: [samples[1]], at: second(30)).map(\.alert.labels) == [twins[0]])
  }

  @Test func `rules of one name leave the alerts of each other alone`() throws {
    let found = try groups(
      """
      {"groups": [{"name": "g", "rules": [{"alert": "High", "expr": "load > 1"}, {"alert": "High", "expr": "load > 2"},
      {"alert": "High", "expr": "load > 3", "labels": {"severity": "page"}}]}]}
      """)[0].rules
    #expect(found.map(\.identity) == ["High", "High #2", #"High{severity="page"}"#])
    var book = AlertBook()
    for rule in found { _ = book.evaluate(rule, holding: [sample("a", 5)], at: second(0)) }
    #expect(book.active.count == 3)
    #expect(book.evaluate(found[1], holding: [], at: second(15)).map(\.alert.origin) == ["High #2"])
    #expect(book.keep(only: ["High", #"High{severity="page"}"#], at: second(15)).isEmpty)
    #expect(book.active.count == 2)
  }

  @Test func `an alert from before rules were told apart goes over to the rule of its name`() throws {
    let rule = try rule(#""expr": "load > 1", "labels": {"severity": "page"}"#)
    var book = AlertBook()
    _ = book.evaluate(rule, holding: [sample("a", 2)], at: second(0))
    var old = try #require(book.active.values.first)
    old.origin = ""
    var again = AlertBook([old])
    #expect(again.keep(only: [rule.identity], at: second(10)).isEmpty)
    #expect(again.evaluate(rule, holding: [sample("a", 2)], at: second(15)).isEmpty)
    #expect(again.active.values.map(\.origin) == [rule.identity])
    #expect(again.keep(only: [], at: second(20)).map(\.kind) == [.resolved])
  }

  @Test func `an alert that ended is remembered for a quarter of an hour`() throws {
    let rule = try rule(#""expr": "load > 1""#)
    var book = AlertBook()
    _ = book.evaluate(rule, holding: [sample("a", 2)], at: second(0))
    _ = book.evaluate(rule, holding: [], at: second(15))
    #expect(book.resolved.values.map(\.resolvedAt) == [second(15)])
    #expect(book.forget(at: second(15 + 900)).isEmpty && book.resolved.count == 1)
    #expect(book.forget(at: second(15 + 901)).count == 1 && book.resolved.isEmpty && book.histories.isEmpty)
  }

  @Test func `the whole of the texts is kept`() throws {
    let rule = try rule(#""expr": "load > 1", "annotations": {"runbook": "http://x/{{ $labels.instance }}"}"#)
    var book = AlertBook()
    _ = book.evaluate(rule, holding: [sample("a", 2)], at: second(0))
    #expect(book.active.values.first?.annotations == ["runbook": "http://x/a"])
  }

  @Test(arguments: [
    (#""binnacle_no_data": "maybe""#, "expected one of ok, keep, alert"),
    (#""binnacle_on_error": "maybe""#, "expected one of ok, keep, alert"),
  ])
  func `words that mean nothing are refused`(member: String, reason: String) {
    let fault = #expect(throws: JSONFault.self) {
      try MonitoringTests.rule(#""expr": "load > 1", "annotations": {\#(member)}"#)
    }
    #expect(fault?.reason == reason)
  }

  @Test(arguments: ["absent(load)", "load", "sum(load) > on () limit"])
  func `a rule that does not say what it measures cannot tell what is gone`(expression: String) {
    #expect(throws: JSONFault.self) {
      try MonitoringTests.rule(
        #""expr": "\#(expression)", "annotations": {"binnacle_no_data": "keep"}"#)
    }
  }
}
