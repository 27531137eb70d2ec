import Basics
import Model
import Store
import Testing

@Suite struct LogTests {
  private let store: Store

  init() throws { store = try Store() }

  private func append(_ detail: String) throws -> LogEntry {
    try store.append(
      LogEntry(
        at: Sample.now, kind: .nodeLost, address: Address(.node, "edge-17"),
        subject: Bilingual(english: "edge-17", chinese: "边缘-17"), detail: detail, who: "watch"))
  }

  @Test func `the newest line comes first and lines are numbered`() throws {
    let lines = try ["one", "two", "three"].map { try append($0) }
    #expect(lines.map(\.identifier) == [1, 2, 3])
    #expect(try store.log(limit: 2) == [lines[2], lines[1]])
  }

  @Test(arguments: LogEntry.Kind.allCases)
  func `every kind of line comes back as it went`(kind: LogEntry.Kind) throws {
    let line = try store.append(LogEntry(at: Sample.now, kind: kind))
    #expect(try store.log(limit: 1) == [line])
  }

  @Test(arguments: Sample.hostileTexts)
  func `whatever a source says comes back whole`(text: String) throws {
    let line = try append(text)
    #expect(try store.log(limit: 1) == [line])
  }

  @Test func `only the newest lines are kept`() throws {
    for number in 1...10 { _ = try append("\(number)") }
    try store.trimLog(to: 3)
    #expect(try store.log(limit: 99).map(\.detail) == ["10", "9", "8"])
    try store.trimLog(to: 3)
    #expect(try store.log(limit: 99).count == 3)
  }
}
