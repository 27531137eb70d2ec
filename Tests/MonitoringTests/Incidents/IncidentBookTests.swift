import Basics
import Testing

@testable import Monitoring

@Suite struct IncidentBookTests {
  private var book = IncidentBook()

  @Test mutating func `an alert that fires opens an incident, and its end resolves it`() {
    book.see([fired("Disk", on: "a", .act)], at: 10)
    #expect(book[1]?.state == .open && book[1]?.severity == .act)
    #expect(book[1]?.title == Bilingual("Disk on a"))
    book.see([], at: 60)
    #expect(book[1]?.state == .resolved && book[1]?.resolvedAt == second(60))
    #expect(book.story(1) == ["fired Disk first", "ended Disk", "resolved"])
  }

  @Test
  mutating func `what only informs opens nothing, but joins what is on its node and keeps nothing open`() {
    let restarted = fired("Restarted", on: "a", .info)
    book.see([restarted], at: 0)
    #expect(book.incidents.isEmpty)
    book.see([restarted, fired("Disk", on: "a")], at: 10)
    book.see([restarted, fired("Disk", on: "a")], at: 11)
    #expect(book[1]?.members.map(\.rule) == ["Disk", "Restarted"])
    book.see([restarted], at: 20)
    #expect(book[1]?.state == .resolved)
  }

  @Test mutating func `alerts of one node belong together while it is restless`() {
    let disk = fired("Disk", on: "a", at: 0)
    book.see([disk], at: 0)
    let memory = fired("Memory", on: "a", at: 1_799)
    book.see([disk, memory], at: 1_799)
    #expect(book[1]?.members.map(\.bond) == [.first, .node])
    let clock = fired("Clock", on: "a", at: 3_700)
    book.see([disk, memory, clock], at: 3_700)
    #expect(book[2]?.members.map(\.rule) == ["Clock"])
  }

  @Test mutating func `the same rule on many nodes within minutes is one incident, an hour later another`() {
    var alerts = (0..<5).map { fired("Lost", on: "n\($0)", at: Int64($0) * 200) }
    for (index, _) in alerts.enumerated() {
      book.see(Array(alerts[...index]), at: Int64(index) * 200)
    }
    #expect(book[1]?.nodes == ["n0", "n1", "n2", "n3", "n4"])
    alerts.append(fired("Lost", on: "n9", at: 4_000))
    book.see(alerts, at: 4_000)
    #expect(book[2]?.nodes == ["n9"])
  }

  @Test mutating func `alerts about one objective belong together wherever they are`() {
    let one = fired("BurnFast", on: "a", labels: ["objective": "login"])
    let other = fired("BurnSlow", on: "b", at: 90_000, labels: ["objective": "login"])
    book.see([one], at: 0)
    book.see([one, other], at: 90_000)
    #expect(book[1]?.members.map(\.bond) == [.first, .objective])
    #expect(book[1]?.objectives == ["login"])
  }

  @Test mutating func `an alert that another explains joins it, though it fired first`() {
    let parent = fired("SwitchDown", on: "switch", .act, at: 5)
    let child = fired("Unreachable", on: "far", at: 0)
    book.advance(
      with: [IncidentSignal(child, parent: parent.identifier), IncidentSignal(parent)], at: second(5))
    #expect(book[1]?.members.map(\.rule) == ["SwitchDown", "Unreachable"])
    #expect(book[1]?.members.last?.bond == .parent && book.incidents.count == 1)
  }

  @Test mutating func `a silenced alert opens nothing until its silence is over`() {
    let alert = fired("Disk", on: "a")
    book.advance(with: [IncidentSignal(alert, isQuiet: true)], at: second(0))
    #expect(book.incidents.isEmpty)
    book.see([alert], at: 60)
    #expect(book[1]?.state == .open)
  }

  @Test mutating func `an incident is as bad as its worst alert, and is called after it`() {
    let low = fired("Low", on: "a")
    book.see([low], at: 0)
    book.see([low, fired("Gone", on: "a", .act, at: 10)], at: 10)
    #expect(book[1]?.severity == .act && book[1]?.title == Bilingual("Gone on a"))
    #expect(book.story(1).contains("worsened Gone act"))
    book.see([low], at: 20)
    #expect(book[1]?.severity == .act)
  }

  @Test mutating func `an alert that comes back soon opens its incident again, later a new one`() {
    book.see([fired("Disk", on: "a")], at: 0)
    book.see([], at: 60)
    book.see([fired("Disk", on: "a", at: 900)], at: 900)
    #expect(book[1]?.state == .open && book[1]?.members[0].times == 2 && book[1]?.resolvedAt == nil)
    #expect(book.story(1).suffix(2) == ["reopened Disk", "fired Disk again"])
    book.see([], at: 1_000)
    book.see([fired("Disk", on: "a", at: 2_000)], at: 2_000)
    #expect(book[1]?.state == .resolved && book[2]?.state == .open)
  }

  @Test mutating func `who takes one of its alerts on takes the incident on`() {
    var alert = fired("Disk", on: "a")
    book.see([alert], at: 0)
    alert.acknowledgement = Alert.Acknowledgement(by: "mei", at: second(30), comment: "mine")
    book.see([alert], at: 31)
    #expect(book[1]?.state == .acknowledged && book[1]?.acknowledgement?.by == "mei")
    #expect(book.story(1).last == "acknowledged mei mine")
  }

  @Test mutating func `nobody acts, so the ladder is climbed rung by rung until somebody does`() throws {
    let alert = fired("Disk", on: "a")
    let ladder = [
      Rung(after: .zero, people: ["mei"]), Rung(after: .minutes(5), people: ["tom", "ann"]),
      Rung(after: .minutes(10), people: ["boss"]),
    ]
    for time in stride(from: Int64(0), to: 700, by: 60) {
      book.advance(with: [IncidentSignal(alert)], ladder: { _ in ladder }, at: second(time))
    }
    #expect(book.story(1) == ["fired Disk first", "escalated mei", "escalated tom, ann"])
    try book.acknowledge(1, by: "tom", at: second(700))
    book.advance(with: [IncidentSignal(alert)], ladder: { _ in ladder }, at: second(9_000))
    #expect(book[1]?.rung == 2)
  }

  @Test mutating func `its values are kept in a bounded number of readings however long it lasts`() {
    for time in stride(from: Int64(0), to: 86_400, by: 15) {
      var alert = fired("Disk", on: "a")
      alert.value = Double(time)
      book.see([alert], at: time)
    }
    let values = book[1]?.members[0].trace.values ?? []
    #expect((40...IncidentTrace.capacity).contains(values.count) && values == values.sorted())
    #expect(values.last.map { $0 > 84_000 } == true)
  }

  @Test mutating func `only the newest of what is over are remembered, and numbers are never given twice`() {
    book.policy.mostRemembered = 4
    for time in 0..<20 {
      book.see([fired("R\(time)", on: "n\(time)", at: Int64(time) * 100)], at: Int64(time) * 100)
      book.see([], at: Int64(time) * 100 + 50)
    }
    #expect(book.incidents.count <= 6 && book[20] != nil && book[1] == nil)
    let again = IncidentBook(book.incidents.values)
    var next = again
    next.see([fired("New", on: "z", at: 9_000)], at: 9_000)
    #expect(next[21]?.state == .open)
  }

  @Test mutating func `what changed is told once, to be written down`() {
    book.see([fired("Disk", on: "a")], at: 0)
    let changes = book.takeChanges()
    #expect(changes.incidents == [1] && changes.members.count == 1 && changes.events.count == 1)
    #expect(book.takeChanges().isEmpty)
    book.see([fired("Disk", on: "a")], at: 1)
    #expect(book.takeChanges().isEmpty)
  }
}
