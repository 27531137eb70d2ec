import Basics
import Monitoring
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

@Suite struct SilenceStoreTests {
  private let store: Store
  private let scratch = Scratch()

  init() throws { store = try Store(path: scratch["store.db"], use: .own) }

  @Test func `a silence survives a reopening with its matchers`() throws {
    try store.save(Sample.silence())
    let found = try Store(path: scratch["store.db"], use: .own).silences(at: Sample.now)
    #expect(found == [Sample.silence()])
    #expect(found.first?.covers(Sample.alert("DiskFull"), at: Sample.now) == true)
    #expect(found.first?.covers(Sample.alert("NodeDown"), at: Sample.now) == false)
  }

  @Test func `a silence that is over is not found`() throws {
    try store.save(Sample.silence())
    #expect(try store.silences(at: Sample.now + .hours(1) - .milliseconds(1)).count == 1)
    #expect(try store.silences(at: Sample.now + .hours(1)) == [])
  }

  @Test func `silences come in the order they end`() throws {
    try store.save(Sample.silence("late", endsIn: .hours(9)))
    try store.save(Sample.silence("soon", endsIn: .hours(2)))
    #expect(try store.silences(at: Sample.now).map(\.identifier) == ["soon", "late"])
  }

  @Test func `a silence ended early is saved as ended`() throws {
    var silence = Sample.silence()
    try store.save(silence)
    silence.endsAt = Sample.now
    try store.save(silence)
    #expect(try store.silences(at: Sample.now) == [])
  }

  @Test(arguments: Sample.hostileTexts)
  func `a silence's words come back whole`(text: String) throws {
    let silence = Silence(
      identifier: "s" + text, matchers: [Matcher("instance", .equal, text)].compactMap { $0 },
      startsAt: Sample.now, endsAt: Sample.now + .hours(1), author: text, comment: text)
    try store.save(silence)
    #expect(try store.silences(at: Sample.now) == [silence])
  }
}
