import Basics

/// Reads a programme from its data file.
public enum ProgrammeFile {
  public static func programme(_ bytes: [UInt8], name: String) throws(JSONFault) -> Programme {
    let node = try JSONReader.read(bytes, name: name)
    try node.allow(only: [
      "id", "title", "short", "document", "window", "owner", "state", "completion", "source", "phases",
      "checkpoints",
      "goals", "statements", "week", "team", "budget",
    ])
    var items: [PlanItem] = []
    for phase in try node.list("phases") { items += try self.phase(phase) }
    for checkpoint in try node.list("checkpoints") { items.append(try item(checkpoint, .checkpoint, nil)) }
    for goal in try node.list("goals") { items.append(try item(goal, .goal, nil)) }
    for statement in try node.list("statements") { items.append(try self.statement(statement)) }
    try checkUnique(items, in: node)
    return Programme(
      identifier: try node.required("id").text(), title: try node.required("title").bilingual(),
      short: try node.required("short").bilingual(), document: try document(node.required("document")),
      window: try window(node.required("window")), ownerGiven: try node.optional("owner")?.bilingual(),
      present: try node.optional("state")?.bilingual() ?? Bilingual(""),
      completion: try node.optional("completion").map { node throws(JSONFault) in try completion(node) },
      source: try node.required("source").text(), team: try team(node.list("team")),
      budget: try node.optional("budget").map { node throws(JSONFault) in try budget(node) },
      week: try node.optional("week").map { node throws(JSONFault) in try week(node) }, items: items)
  }

  private static func checkUnique(_ items: [PlanItem], in node: JSONNode) throws(JSONFault) {
    var seen: Set<String> = []
    for item in items where !seen.insert(item.identifier).inserted {
      throw node.fault("the identifier \"\(item.identifier)\" stands in this file twice")
    }
  }

  private static func document(_ node: JSONNode) throws(JSONFault) -> Programme.Document {
    Programme.Document(
      version: try node.required("version").text(), date: try node.required("date").text(),
      review: try node.required("review").bilingual(), nextReview: try node.optional("next_review")?.day())
  }

  private static func completion(_ node: JSONNode) throws(JSONFault) -> Programme.Completion {
    Programme.Completion(
      claimed: try node.required("claimed").number() / 100, asOf: try node.optional("as_of")?.day(),
      source: try node.required("source").text())
  }

  private static func window(_ node: JSONNode) throws(JSONFault) -> Window {
    guard let window = Window(try node.text()) else {
      throw node.fault(
        "expected a window such as M4-M5, 2025-11-01..2025-11-14, 8w in M3-M6, W1 or ongoing M6-M12")
    }
    return window
  }

  private static func phase(_ node: JSONNode) throws(JSONFault) -> [PlanItem] {
    let phase = try item(node, .phase, nil)
    var items = [phase]
    for milestone in try node.list("milestones") {
      let parent = try item(milestone, .milestone, phase.identifier)
      items.append(parent)
      for task in try milestone.list("tasks") { items += try self.task(task, of: parent.identifier) }
      for output in try milestone.list("deliverables") {
        items.append(try item(output, .deliverable, parent.identifier))
      }
    }
    return items
  }

  private static func task(_ node: JSONNode, of milestone: String) throws(JSONFault) -> [PlanItem] {
    let task = try item(node, .task, milestone)
    var items = [task]
    for (index, detail) in try node.list("details").enumerated() {
      items.append(try item(detail, .detail, task.identifier, identifier: "\(task.identifier).\(index + 1)"))
    }
    return items
  }

  private static func statement(_ node: JSONNode) throws(JSONFault) -> PlanItem {
    let kind: PlanItem.Kind = try node.required("kind").choice()
    return try item(node, kind, nil)
  }

  private static let keys: Set<String> = [
    "id", "kind", "title", "aim", "goal", "group", "window", "label", "priority", "owner", "amount", "unit",
    "words",
    "marked", "indicators", "refs", "source", "milestones", "tasks", "deliverables", "details",
  ]

  private static func item(
    _ node: JSONNode, _ kind: PlanItem.Kind, _ parent: String?, identifier: String? = nil
  ) throws(JSONFault) -> PlanItem {
    try node.allow(only: keys)
    var references: [String] = []
    for reference in try node.list("refs") + node.list("indicators") {
      references.append(try reference.text())
    }
    let stated = try node.optional("id")?.text()
    guard let identifier = identifier ?? stated else { throw node.fault("\"id\" is missing") }
    return PlanItem(
      identifier: identifier, kind: kind, parent: parent, title: try node.required("title").bilingual(),
      aim: try node.optional(anyOf: ["aim", "goal", "group"])?.bilingual() ?? Bilingual(""),
      window: try node.optional("window").map { node throws(JSONFault) in try window(node) },
      windowLabel: try node.optional("label")?.bilingual(),
      priority: try node.optional("priority").map { node throws(JSONFault) in Priority(try node.text()) },
      ownerRole: try node.optional("owner")?.bilingual(), amount: try amount(of: node),
      isMarked: try node.optional("marked")?.flag() ?? false, references: references,
      source: try node.optional("source")?.text() ?? "")
  }

  private static func amount(of node: JSONNode) throws(JSONFault) -> Quantity? {
    guard let amount = try node.optional("amount") else { return nil }
    guard var quantity = Quantity(try amount.text()) else {
      throw amount.fault("expected an amount such as \"=24\", \">=20\" or \"3-5\"")
    }
    quantity.unit = try node.optional("unit")?.text()
    return quantity
  }
}

extension ProgrammeFile {
  private static func team(_ nodes: [JSONNode]) throws(JSONFault) -> [TeamRole] {
    var team: [TeamRole] = []
    for node in nodes {
      team.append(
        TeamRole(
          identifier: try node.required("id").text(), title: try node.required("title").bilingual(),
          kind: try node.required("kind").choice(), headcount: try node.required("headcount").integer()))
    }
    return team
  }

  private static func budget(_ node: JSONNode) throws(JSONFault) -> Budget {
    let currency = try node.required("currency").text()
    var groups: [Budget.Group] = []
    for group in try node.required("groups").items() { groups.append(try budgetGroup(group, currency)) }
    return Budget(currency: currency, months: try node.required("months").integer(), groups: groups)
  }

  private static func budgetGroup(_ node: JSONNode, _ currency: String) throws(JSONFault) -> Budget.Group {
    var entries: [Budget.Entry] = []
    for line in try node.required("lines").items() {
      entries.append(
        Budget.Entry(
          identifier: try line.required("id").text(), title: try line.required("title").bilingual(),
          amount: try money(line.required("amount"), currency)))
    }
    return Budget.Group(
      identifier: try node.required("id").text(), title: try node.required("title").bilingual(),
      months: try node.optional("months")?.integer(), printed: try money(node.required("printed"), currency),
      entries: entries)
  }

  private static func money(_ node: JSONNode, _ currency: String) throws(JSONFault) -> Money {
    guard let money = Money(decimal: try node.exactText(), currency: currency) else {
      throw node.fault("expected an amount of money such as 15000")
    }
    return money
  }

  private static func week(_ node: JSONNode) throws(JSONFault) -> WeekPlan {
    var slots: [WeekPlan.Slot] = []
    for day in try node.list("days") {
      for slot in try day.list("slots") {
        slots.append(
          WeekPlan.Slot(
            identifier: try slot.required("id").text(), title: try slot.required("title").bilingual(),
            week: try day.required("week").integer(), weekday: try day.required("weekday").integer(),
            from: try clock(slot.required("from")), to: try clock(slot.required("to"))))
      }
    }
    return WeekPlan(slots: slots)
  }

  private static func clock(_ node: JSONNode) throws(JSONFault) -> Span {
    let parts = try node.text().split(separator: ":").map { Int64($0) }
    guard parts.count == 2, let hours = parts[0], let minutes = parts[1], (0...24).contains(hours),
      (0..<60).contains(minutes)
    else { throw node.fault("expected a time of day such as 09:00") }
    return .hours(hours) + .minutes(minutes)
  }
}
