import Basics
import Monitoring
import Scratch
import Store
import Telemetry
import Testing

@Suite struct AlertStoreTests {
  private let scratch = Scratch()
  private var path: String { scratch["store.db"] }

  /// Saves in one store, reads in another on the same file.
  private func reopened(after body: (Store) throws -> Void) throws -> Store {
    do { try body(try Store(path: path, use: .own)) }
    return try Store(path: path, use: .own)
  }

  @Test func `an alert survives a reopening`() throws {
    let alert = Sample.alert()
    #expect(try reopened { try $0.save(alert) }.alerts() == [alert])
  }

  @Test func `every field of an alert survives`() throws {
    var alert = Sample.alert()
    alert.resolvedAt = Sample.now + .hours(1)
    alert.goneAt = Sample.now + .minutes(50)
    alert.acknowledgement = Alert.Acknowledgement(by: "mira", at: Sample.now, comment: "it's me")
    alert.isDismissed = true
    alert.state = .resolved
    #expect(try reopened { try $0.save(alert) }.alerts() == [alert])
  }

  @Test(arguments: Alert.State.allCases, Severity.allCases)
  func `every state and severity survives`(state: Alert.State, severity: Severity) throws {
    let store = try Store()
    var alert = Sample.alert()
    (alert.state, alert.severity) = (state, severity)
    try store.save(alert)
    #expect(try store.alerts() == [alert])
  }

  @Test(arguments: [0, -0.0, 1e300, .infinity, -.infinity, .leastNonzeroMagnitude])
  func `any value of an alert survives`(value: Double) throws {
    let store = try Store()
    var alert = Sample.alert()
    alert.value = value
    try store.save(alert)
    #expect(try store.alerts().first?.value == value)
  }

  @Test func `a value that is no number survives`() throws {
    let store = try Store()
    var alert = Sample.alert()
    alert.value = .nan
    try store.save(alert)
    #expect(try store.alerts().first?.value.isNaN == true)
  }

  @Test func `saving again replaces, removing removes`() throws {
    let store = try Store()
    var alert = Sample.alert()
    try store.save(alert)
    alert.state = .resolved
    try store.save(alert)
    try store.save(Sample.alert("DiskFull"))
    #expect(try store.alerts().filter { $0.rule == "NodeDown" } == [alert])
    try store.removeAlert(alert.identifier)
    #expect(try store.alerts().map(\.rule) == ["DiskFull"])
  }

  @Test(arguments: Sample.hostileTexts)
  func `labels and comments come back whole`(text: String) throws {
    let store = try Store()
    var alert = Sample.alert("rule " + text, on: "node " + text)
    alert.acknowledgement = Alert.Acknowledgement(by: text, at: Sample.now, comment: text)
    alert.summary = Bilingual(text)
    try store.save(alert)
    #expect(try store.alerts() == [alert])
  }

  @Test func `an acknowledgement taken back is gone`() throws {
    let store = try Store()
    var alert = Sample.alert()
    alert.acknowledgement = Alert.Acknowledgement(by: "mira", at: Sample.now, comment: "")
    try store.save(alert)
    alert.acknowledgement = nil
    try store.save(alert)
    #expect(try store.alerts() == [alert])
  }
}
