import Basics
import Monitoring
import Scratch
import Store
import Telemetry
import Testing

@Suite struct IncidentStoreTests {
  private let scratch = Scratch()

  private func alert(_ rule: String, _ node: String, at instant: Instant) -> Alert {
    var alert = Alert(
      rule: rule, labels: ["instance": node], state: .firing, severity: .act, activeAt: instant, value: 0.5,
      summary: Bilingual(english: "\(rule) on \(node)", chinese: "\(node) 的 \(rule)"),
      description: Bilingual(""))
    alert.firedAt = instant
    return alert
  }

  private func save(_ book: inout IncidentBook, in store: Store) throws {
    let changes = book.takeChanges()
    try store.write { () throws(StoreFault) in
      for identifier in changes.incidents { if let incident = book[identifier] { try store.save(incident) } }
      for key in changes.members {
        if let member = book[key.incident]?.member(key.alert) { try store.save(member, of: key.incident) }
      }
      for (incident, event) in changes.events { try store.append(event, to: incident) }
    }
  }

  @Test func `every field of an incident survives`() throws {
    let path = scratch["store.db"]
    var book = IncidentBook()
    let start = Instant(seconds: 1_000)
    let alerts = [alert("Disk", "a", at: start), alert("Cable", "b", at: start)]
    book.advance(with: alerts.map { IncidentSignal($0) }, at: start)
    try book.acknowledge(1, by: "O'Neill", comment: "“mine”", at: start + .seconds(5))
    try book.assign(1, to: "梅", by: "tom", at: start + .seconds(6))
    try book.link(1, 2, by: "tom", at: start + .seconds(7))
    try book.escalate(
      2, to: ["ann", "mei"], by: "tom", reason: "'; DROP TABLE incident", at: start + .seconds(8))
    try book.tick(1, step: "Disk#3", isDone: true, by: "tom", at: start + .seconds(9))
    try book.merge(2, into: 1, by: "tom", at: start + .seconds(10))
    book.advance(with: [IncidentSignal(alerts[0])], at: start + .seconds(60))
    do { try save(&book, in: try Store(path: path, use: .own)) }
    let read = try Store(path: path, use: .own).incidents(limit: 10)
    #expect(read == [try #require(book[1]), try #require(book[2])])
  }

  @Test func `what is over is read up to a limit, what is not always`() throws {
    let store = try Store()
    var book = IncidentBook()
    let lasting = alert("Lasting", "z", at: .epoch)
    for index in 0..<6 {
      let now = Instant(seconds: Int64(index) * 10_000)
      let signals = [lasting, alert("R\(index)", "n\(index)", at: now)].map { IncidentSignal($0) }
      book.advance(with: signals, at: now)
      book.advance(with: [IncidentSignal(lasting)], at: now + .seconds(5))
    }
    try save(&book, in: store)
    #expect(try store.incidents(limit: 2).map(\.identifier) == [1, 6, 7])
    #expect(try store.incidents(limit: 0).map(\.identifier) == [1])
  }

  @Test func `a value that is no number is kept as none`() throws {
    let store = try Store()
    var book = IncidentBook()
    var odd = alert("Disk", "a", at: .epoch)
    odd.value = .nan
    book.advance(with: [IncidentSignal(odd)], at: .epoch)
    try save(&book, in: store)
    #expect(try store.incidents(limit: 1).first?.members.first?.trace.values.first?.isNaN == true)
  }
}
