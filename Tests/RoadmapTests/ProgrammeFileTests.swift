import Basics
import Roadmap
import Testing

@Suite struct ProgrammeFileTests {
  private func read(_ body: String) throws(JSONFault) -> Programme {
    let document = "{'version': '1', 'date': '2025', 'review': ''}"
    let head =
      "{'id': 'X', 'title': 'T', 'short': 'S', 'document': \(document), 'window': 'M1', 'source': 'X:1'"
    return try ProgrammeFile.programme(
      Array("\(head)\(body.isEmpty ? "" : ",\n")\(body)}".utf8), name: "x.json")
  }

  private func fault(_ body: String) -> String {
    do throws(JSONFault) { _ = try read(body) } catch { return error.description }
    return "no fault"
  }

  @Test func `a programme needs no more than what it is called and where it stands`() throws {
    let programme = try read("")
    #expect(programme.identifier == "X")
    #expect(programme.title == Bilingual("T"))
    #expect(programme.items.isEmpty && programme.team.isEmpty)
    #expect(programme.budget?.months == nil && programme.week?.slots == nil && programme.launch == nil)
    #expect(programme.document.day == nil)
  }

  @Test func `items stand in the order of the file, each under its parent`() throws {
    let programme = try read(
      """
      "phases": [{"id": "p", "title": "P", "milestones": [{"id": "m", "title": "M", "window": "M1-M2", "priority": "P0",
        "tasks": [{"id": "t", "title": "T", "marked": true, "details": [{"title": "one"}, {"title": "two"}]}],
        "deliverables": [{"id": "d", "title": "D", "amount": ">=20", "unit": "papers"}]}]}],
      "checkpoints": [{"id": "c", "title": "C", "window": "M1", "refs": ["m"]}], "goals": [{"id": "g", "title": "G"}],
      "statements": [{"id": "v", "kind": "vision", "title": "V"}]
      """)
    #expect(programme.items.map(\.identifier) == ["p", "m", "t", "t.1", "t.2", "d", "c", "g", "v"])
    #expect(programme.items.map(\.parent) == [nil, "p", "m", "t", "t", "m", nil, nil, nil])
    #expect(
      programme.items.map(\.kind) == [
        .phase, .milestone, .task, .detail, .detail, .deliverable, .checkpoint, .goal, .vision,
      ])
    #expect(programme.item("d")?.amount == Quantity(20, .atLeast, unit: "papers"))
    #expect(programme.item("t")?.isMarked == true)
    #expect(programme.item("c")?.references == ["m"])
  }

  @Test(arguments: [
    ("'phase': []", "x.json:2:1: \"phase\" is not known here"),
    ("'phases': [{'id': 'p'}]", "x.json:2:12: \"title\" is missing"),
    ("'phases': [{'title': 'P'}]", "x.json:2:12: \"id\" is missing"),
    (
      "'phases': [{'id': 'p', 'title': 'P', 'colour': 1}]",
      "x.json:2:38: \"colour\" is not known here"
    ),
    (
      "'phases': [{'id': 'p', 'title': 'P',\n'window': 'M3-M1'}]",
      "x.json:3:11: expected a window such as M4-M5"
    ),
    (
      "'goals': [{'id': 'g', 'title': 'G',\n  'amount': 'some'}]",
      "x.json:3:13: expected an amount such as"
    ),
    ("'goals': [{'id': 'g', 'title': {'en': 'G'}}]", "x.json:2:32: \"zh\" is missing"),
    ("'goals': {}", "x.json:2:10: expected a list, found an object"),
    (
      "'statements': [{'id': 's', 'title': 'S', 'kind': 'hope'}]",
      "x.json:2:50: expected one of phase, milestone"
    ),
    (
      "'team': [{'id': 'r', 'title': 'R', 'kind': 'core', 'headcount': 1.5}]",
      "x.json:2:65: expected a whole number"
    ),
    (
      "'budget': {'currency': 'USD', 'months': 6, 'groups': [{'id': 'g', 'title': 'G', 'printed': '1,000', 'lines': []}]}",
      "x.json:2:92: expected an amount of money"
    ),
    (
      "'week': {'days': [{'week': 1, 'weekday': 1, 'slots': [{'id': 's', 'title': 'S', 'from': '9am', 'to': '10:00'}]}]}",
      "x.json:2:89: expected a time of day such as 09:00"
    ),
    ("'completion': {'claimed': 99}", "x.json:2:15: \"source\" is missing"),
  ])
  func `a slip is told with its line and column`(body: String, sentence: String) {
    let found = fault(body)
    #expect(found.hasPrefix(sentence), "\(found)")
  }

  @Test func `an identifier may stand once only`() {
    let body = "'goals': [{'id': 'g', 'title': 'G'}, {'id': 'g', 'title': 'H'}]"
    #expect(fault(body).hasSuffix("the identifier \"g\" stands in this file twice"))
  }

  @Test func `money of a budget is exact`() throws {
    let programme = try read(
      """
      "budget": {"currency": "EUR", "months": 6, "groups": [{"id": "g", "title": "G", "printed": 0.3, "lines": [
        {"id": "a", "title": "A", "amount": 0.1}, {"id": "b", "title": "B", "amount": "0.2"}]}]}
      """)
    #expect(programme.wrongSubtotals.isEmpty)
    #expect(programme.budget?.total.decimal == "0.30")
  }

  @Test func `a wrong subtotal is found`() throws {
    let programme = try read(
      """
      "budget": {"currency": "EUR", "months": 6, "groups": [{"id": "g", "title": "G", "printed": 4, "lines": [
        {"id": "a", "title": "A", "amount": 3}]}]}
      """)
    #expect(programme.wrongSubtotals.map(\.identifier) == ["g"])
  }
}
