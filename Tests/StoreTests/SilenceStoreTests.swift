import Basics
import Monitoring
import Scratch
import Store
import Telemetry
import Testing

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
