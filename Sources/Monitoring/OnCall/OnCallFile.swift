import Basics

/// Reads `oncall.json`: JSON or JSON5 with `people`, `schedules` and `policies`.
public struct OnCallFile {
  private let table: (String) -> ZoneTable?
  private var people: [OnCallPerson] = []

  /// The plan of a file. Complaints name line and column.
  /// - Parameter table: the offsets of a time zone by its name; nil where there is no such zone.
  public static func plan(_ bytes: [UInt8], name: String, table: @escaping (String) -> ZoneTable?)
    throws(JSONFault) -> OnCallPlan
  {
    var file = OnCallFile(table: table)
    return try file.plan(JSONReader.read(bytes, name: name))
  }

  private init(table: @escaping (String) -> ZoneTable?) { self.table = table }

  private mutating func plan(_ root: JSONNode) throws(JSONFault) -> OnCallPlan {
    try root.allow(only: ["people", "schedules", "policies"])
    for member in try root.required("people").members() { people.append(try person(member)) }
    var schedules: [OnCallSchedule] = []
    for node in try root.required("schedules").items() {
      let schedule = try schedule(node)
      if schedules.contains(where: { $0.name == schedule.name }) {
        throw node.fault("a schedule \"\(schedule.name)\" stands here already")
      }
      schedules.append(schedule)
    }
    var policies: [EscalationPolicy] = []
    let names = Set(people.map(\.identifier) + schedules.map(\.name))
    for node in try root.list("policies") { policies.append(try policy(node, names)) }
    return OnCallPlan(people: people, schedules: schedules, policies: policies)
  }

  private func person(_ member: JSONMember) throws(JSONFault) -> OnCallPerson {
    try member.node.allow(only: ["name", "notify", "zone"])
    var addresses: [String] = []
    for node in try member.node.list("notify") { addresses.append(try node.text()) }
    let place = try member.node.required("zone")
    return OnCallPerson(
      identifier: member.key, name: try member.node.optional("name")?.text() ?? member.key,
      addresses: addresses, place: try place.text(), zone: try zone(place))
  }

  private func zone(_ node: JSONNode) throws(JSONFault) -> ZoneTable {
    let name = try node.text()
    guard let zone = table(name) else {
      throw node.fault("there is no time zone \"\(name)\"; expected a name such as Europe/Berlin")
    }
    return zone
  }

  private func schedule(_ node: JSONNode) throws(JSONFault) -> OnCallSchedule {
    try node.allow(only: ["name", "zone", "layers", "overrides"])
    let zone = try zone(node.required("zone"))
    var layers: [OnCallSchedule.Layer] = []
    for layer in try node.required("layers").items() { layers.append(try self.layer(layer, zone)) }
    var overrides: [OnCallSchedule.Override] = []
    for override in try node.list("overrides") { overrides.append(try self.override(override, zone)) }
    return OnCallSchedule(name: try node.required("name").text(), layers: layers, overrides: overrides)
  }

  private func layer(_ node: JSONNode, _ zone: ZoneTable) throws(JSONFault) -> OnCallSchedule.Layer {
    try node.allow(only: ["name", "people", "start", "length", "hours", "days"])
    var names: [String] = []
    for person in try node.required("people").items() { names.append(try known(person)) }
    guard !names.isEmpty else { throw try node.required("people").fault("a layer wants at least one person") }
    let start = try node.required("start")
    guard let first = WallTime(try start.text()) else {
      throw start.fault("expected a local time such as 2026-03-02T09:00")
    }
    var hours: [OnCallSchedule.Layer.Hours] = []
    for range in try node.list("hours") { hours.append(try self.hours(range)) }
    var days: Set<Int> = []
    for day in try node.list("days") { days.insert(try weekday(day)) }
    return OnCallSchedule.Layer(
      name: try node.optional("name")?.text() ?? "", people: names, zone: zone, start: first,
      length: try length(node.required("length")), hours: hours, days: days)
  }

  private func length(_ node: JSONNode) throws(JSONFault) -> Span {
    let words: [String: Span] = ["day": .days(1), "week": .days(7)]
    let text = try node.text()
    guard let span = words[text] ?? Span(prometheus: text), span >= .hours(1) else {
      throw node.fault("expected day, week or at least an hour, such as 12h")
    }
    return span
  }

  private func hours(_ node: JSONNode) throws(JSONFault) -> OnCallSchedule.Layer.Hours {
    let sides = try node.text().split(separator: "-")
    guard sides.count == 2, let from = Span(clock: sides[0]), let to = Span(clock: sides[1]), from != to,
      from < .days(1)
    else { throw node.fault("expected hours of a day such as 09:00-17:00") }
    return .init(from: from, to: to)
  }

  private static let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

  private func weekday(_ node: JSONNode) throws(JSONFault) -> Int {
    guard let place = Self.weekdays.firstIndex(of: try node.text()) else {
      throw node.fault("expected one of " + Self.weekdays.joined(separator: ", "))
    }
    return place + 1
  }

  private func override(_ node: JSONNode, _ zone: ZoneTable) throws(JSONFault) -> OnCallSchedule.Override {
    try node.allow(only: ["person", "from", "to"])
    let (from, to) = (try time(node.required("from"), zone), try time(node.required("to"), zone))
    guard from < to else { throw node.fault("the override ends before it begins") }
    return .init(person: try known(node.required("person")), from: from, to: to)
  }

  private func time(_ node: JSONNode, _ zone: ZoneTable) throws(JSONFault) -> Instant {
    let text = try node.text()
    if let wall = WallTime(text) { return zone.instant(of: wall) }
    guard let instant = Instant(rfc3339: text) else {
      throw node.fault("expected a time such as 2026-03-02T09:00 or 2026-03-02T08:00:00Z")
    }
    return instant
  }

  private func known(_ node: JSONNode) throws(JSONFault) -> String {
    let name = try node.text()
    guard people.contains(where: { $0.identifier == name }) else {
      throw node.fault("there is no person \"\(name)\" among the people")
    }
    return name
  }
}

extension OnCallFile {
  private func policy(_ node: JSONNode, _ names: Set<String>) throws(JSONFault) -> EscalationPolicy {
    try node.allow(only: ["name", "severity", "match", "steps"])
    var labels: [String: String] = [:]
    for member in try node.optional("match")?.members() ?? [] { labels[member.key] = try member.node.text() }
    var steps: [EscalationPolicy.Step] = []
    for step in try node.required("steps").items() { steps.append(try self.step(step, names)) }
    return EscalationPolicy(
      name: try node.required("name").text(),
      severity: Severity(label: try node.optional("severity")?.text() ?? "none"), labels: labels, steps: steps
    )
  }

  private func step(_ node: JSONNode, _ names: Set<String>) throws(JSONFault) -> EscalationPolicy.Step {
    try node.allow(only: ["after", "notify"])
    var notify: [String] = []
    for name in try node.required("notify").items() {
      guard names.contains(try name.text()) else {
        throw name.fault("there is no schedule and no person \"\(try name.text())\"")
      }
      notify.append(try name.text())
    }
    return .init(after: try node.required("after").span(), notify: notify)
  }
}
