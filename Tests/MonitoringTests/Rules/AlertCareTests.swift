import Basics
import Monitoring
import Telemetry
import Testing

@Suite struct AlertCareTests {
  private let rule: AlertRule
  private var book = AlertBook()
  private let identifier: String

  init() throws {
    rule = try MonitoringTests.rule(#""expr": "load > 1""#)
    _ = book.evaluate(rule, holding: [sample("a", 1)], at: second(10))
    identifier = try #require(book.active.keys.first)
  }

  @Test mutating func `a person takes an alert on and gives it back`() {
    let note = Alert.Acknowledgement(by: "kim", at: second(20), comment: "mine")
    #expect(book.acknowledge(identifier, note)?.acknowledgement == note)
    #expect(book.acknowledge(identifier, nil)?.acknowledgement == nil)
    #expect(book.acknowledge("nothing", note) == nil)
  }

  @Test mutating func `an acknowledgement stays while the condition holds`() {
    let note = Alert.Acknowledgement(by: "kim", at: second(20), comment: "mine")
    _ = book.acknowledge(identifier, note)
    _ = book.evaluate(rule, holding: [sample("a", 2)], at: second(30))
    #expect(book.active[identifier]?.acknowledgement == note)
  }

  @Test mutating func `a dismissed alert stays so until its condition was gone once`() {
    #expect(book.dismiss(identifier, at: second(20))?.state == .resolved)
    #expect(book.evaluate(rule, holding: [sample("a", 2)], at: second(30)).isEmpty)
    #expect(book.active[identifier]?.state == .resolved)
    #expect(book.evaluate(rule, holding: [], at: second(40)).isEmpty)
    #expect(book.active.isEmpty)
    #expect(book.evaluate(rule, holding: [sample("a", 2)], at: second(50)).map(\.kind) == [.firing])
    #expect(book.dismiss("nothing", at: second(60)) == nil)
  }

  @Test mutating func `alerts of rules that are gone end`() {
    #expect(book.keep(only: ["High"], at: second(20)).isEmpty)
    let told = book.keep(only: [], at: second(20))
    #expect(told.map(\.kind) == [.resolved])
    #expect(told.first?.alert.resolvedAt == second(20))
    #expect(book.active.isEmpty)
  }

  @Test func `an alert that was pending when its rule went has expired, a dismissed one ends unsaid`() throws
  {
    let patient = try MonitoringTests.rule(#""expr": "load > 1", "for": "1h""#)
    var book = AlertBook()
    _ = book.evaluate(patient, holding: [sample("a", 1)], at: second(0))
    #expect(book.keep(only: [], at: second(10)).map(\.kind) == [.expired])
    _ = book.evaluate(rule, holding: [sample("a", 1)], at: second(20))
    _ = book.dismiss(identifier, at: second(30))
    #expect(book.keep(only: [], at: second(40)).isEmpty)
    #expect(book.active.isEmpty)
  }

  @Test mutating func `times ahead of a clock set back are brought down to it`() {
    book.rewind(to: second(5))
    #expect(book.active[identifier]?.activeAt == second(5))
    #expect(book.active[identifier]?.firedAt == second(5))
  }

  @Test func `a book begins with the alerts it is given`() {
    #expect(AlertBook(book.active.values).active == book.active)
  }

  @Test func `an identifier is the rule's name and a digest of the labels`() {
    // FNV-1a of `{}`, from its published parameters.
    #expect(Alert.identifier(rule: "High", labels: [:]) == "High-5465b825")
    let (one, other) = (["a": "1"] as Labels, ["a": "2"] as Labels)
    #expect(Alert.identifier(rule: "x", labels: one) != Alert.identifier(rule: "x", labels: other))
    #expect(book.active[identifier]?.address == Address(.alert, identifier))
  }
}
