import Basics
import Telemetry
import Testing

@testable import Monitoring

@Suite struct IncidentActTests {
  private var book = IncidentBook()
  private let one = fired("Disk", on: "a", .act)
  private let other = fired("Cable", on: "b")

  init() { book.see([one, other], at: 0) }

  @Test mutating func `somebody takes it on, and gives it back`() throws {
    try book.acknowledge(1, by: "mei", comment: "on it", at: second(10))
    #expect(throws: IncidentFault.alreadyTaken) { try book.acknowledge(1, by: "tom", at: second(11)) }
    try book.release(1, by: "mei", at: second(20))
    #expect(book[1]?.state == .open && book[1]?.acknowledgement == nil)
    #expect(book.story(1).suffix(2) == ["acknowledged mei on it", "released mei"])
  }

  @Test mutating func `it is given to somebody and commented on`() throws {
    #expect(try book.assign(1, to: "tom", by: "mei", at: second(5)) == nil)
    #expect(try book.assign(1, to: nil, by: "mei", at: second(6)) == "tom")
    try book.comment(1, "looks like the cable", by: "mei", at: second(7))
    #expect(throws: IncidentFault.emptyText) { try book.comment(1, "", by: "mei", at: second(8)) }
    #expect(book.story(1).last == "commented mei looks like the cable")
  }

  @Test
  mutating func `resolved by hand it stays so while its alerts fire, as they are seen to by the caller`()
    throws
  {
    #expect(
      try book.resolve(1, by: "mei", comment: "replaced", at: second(10)) == [book[1]!.members[0].alert])
    #expect(book[1]?.state == .resolved && book.story(1).last == "resolved mei replaced")
    #expect(throws: IncidentFault.isResolved) { try book.resolve(1, by: "mei", at: second(11)) }
    #expect(throws: IncidentFault.noSuchIncident) { try book.comment(99, "x", by: "mei", at: second(11)) }
  }

  @Test mutating func `merged incidents stand and fall together, and are whole again when split`() throws {
    try book.merge(1, into: 2, by: "mei", at: second(10))
    #expect(book.root(of: 1) == 2 && book.family(of: 2).map(\.identifier) == [2, 1])
    try book.acknowledge(1, by: "tom", at: second(11))
    #expect(book[2]?.state == .acknowledged && book[1]?.state == .acknowledged)
    book.see([one], at: 20)
    #expect(book[2]?.state == .acknowledged)
    #expect(throws: IncidentFault.alreadyMerged) { try book.merge(1, into: 2, by: "mei", at: second(21)) }
    #expect(try book.split(1, by: "mei", at: second(30)) == 2)
    book.see([one], at: 31)
    #expect(book[2]?.state == .resolved && book[1]?.state == .acknowledged)
    #expect(throws: IncidentFault.notMerged) { try book.split(1, by: "mei", at: second(40)) }
  }

  @Test mutating func `a whole family is over when the last of its alerts has ended`() throws {
    try book.merge(1, into: 2, by: "mei", at: second(10))
    book.see([], at: 20)
    #expect(book[1]?.state == .resolved && book[2]?.state == .resolved)
    book.see([one], at: 30)
    #expect(book[1]?.state == .open && book[2]?.state == .open)
    #expect(book.story(2).last == "reopened Disk")
  }

  @Test mutating func `no incident is merged into itself, not even by a detour`() throws {
    #expect(throws: IncidentFault.notItself) { try book.merge(1, into: 1, by: "mei", at: second(1)) }
    try book.merge(1, into: 2, by: "mei", at: second(2))
    #expect(throws: IncidentFault.notItself) { try book.merge(2, into: 1, by: "mei", at: second(3)) }
  }

  @Test mutating func `incidents that have to do with one another are linked both ways`() throws {
    try book.link(1, 2, by: "mei", at: second(1))
    #expect(book[1]?.links == [2] && book[2]?.links == [1])
    try book.unlink(2, 1, by: "mei", at: second(2))
    #expect(book[1]?.links == [] && book[2]?.links == [])
    #expect(throws: IncidentFault.notLinked) { try book.unlink(1, 2, by: "mei", at: second(3)) }
  }

  @Test mutating func `a ticked step says who did it and when, until it is taken back`() throws {
    try book.tick(1, step: "Disk#2", isDone: true, by: "mei", at: second(9))
    #expect(book[1]?.ticks["Disk#2"]?.who == "mei" && book[1]?.ticks["Disk#2"]?.at == second(9))
    try book.tick(1, step: "Disk#2", isDone: false, by: "mei", at: second(10))
    #expect(book[1]?.ticks.isEmpty == true)
  }
}

@Suite struct SimilarityTests {
  @Test func `the same rule on the same node at the same hour is as alike as can be`() throws {
    var book = IncidentBook()
    book.see([fired("Disk", on: "a", at: 3_600)], at: 3_600)
    book.see([], at: 3_700)
    book.see([fired("Cable", on: "b", at: 50_000)], at: 50_000)
    book.see([], at: 50_100)
    let day: Int64 = 86_400
    book.see([fired("Disk", on: "a", at: day + 3_600)], at: day + 3_600)
    let similar = book.similar(to: 3)
    #expect(similar.map(\.identifier) == [1])
    let first = try #require(similar.first)
    #expect(abs(first.score - 1) < 1e-9)
    #expect(first.rules == ["Disk"] && first.labels.map(\.value) == ["a"] && first.apart == .zero)
  }

  @Test func `another node and another hour make it less alike`() throws {
    var book = IncidentBook()
    book.see([fired("Disk", on: "a")], at: 0)
    book.see([], at: 10)
    book.see([fired("Disk", on: "b", at: 86_400 + 6 * 3_600)], at: 86_400 + 6 * 3_600)
    let first = try #require(book.similar(to: 2).first)
    #expect(abs(first.score - (0.5 + 0.5 / 6)) < 1e-9 && first.apart == .hours(6))
  }

  @Test func `statistics count from the beginning to taking on and to the end`() throws {
    var book = IncidentBook()
    for index in 0..<10 {
      let start = Int64(index) * 10_000
      book.see([fired("R\(index)", on: "n\(index)", at: start)], at: start)
      try book.acknowledge(index + 1, by: "mei", at: second(start + Int64(index + 1) * 10))
      book.see([], at: start + Int64(index + 1) * 100)
    }
    let figures = IncidentStatistics(of: book.incidents.values, since: .epoch)
    #expect(figures.count == 10)
    #expect(figures.acknowledged?.mean == .seconds(55) && figures.acknowledged?.median == .seconds(50))
    #expect(figures.resolved?.ninth == .seconds(900) && figures.resolved?.count == 10)
    #expect(IncidentStatistics(of: book.incidents.values, since: second(1_000_000)).resolved == nil)
  }
}
