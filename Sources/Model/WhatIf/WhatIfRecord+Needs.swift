import Basics
import Scheduling

extension Demand {
  /// What a unit asks beside amounts, as a record keeps it; what is as with most units is left out.
  var recordedNeeds: [(String, JSONValue)] {
    var fields: [(String, JSONValue)] = []
    if priority != ServiceClass.standard.priority { fields.append(("priority", .integer(Int64(priority)))) }
    if !labels.isEmpty { fields.append(("needs", labels.recorded)) }
    if let group {
      fields.append(("group", .text(group.name)))
      if let apart = group.apart { fields.append(("apart", .text(apart.rawValue))) }
      if let spread = group.spread { fields.append(("spread", .text(spread.rawValue))) }
    }
    return fields
  }

  static let recordedFields: Set = ["priority", "needs", "group", "apart", "spread"]

  /// Takes in what `recordedNeeds` wrote.
  mutating func takeNeeds(from item: JSONNode) throws(JSONFault) {
    priority = ServiceClass.standard.priority
    if let node = try item.optional("priority") {
      guard let number = Int16(exactly: try node.integer()), UnitNeeds.priorities.contains(number) else {
        throw node.fault("expected a priority such as 2")
      }
      priority = number
    }
    if let node = try item.optional("needs") { labels = try [String: String](recorded: node) }
    guard let name = try item.optional("group") else { return }
    var rule = GroupRule(try name.text())
    if let node = try item.optional("apart") { rule.apart = try node.choice() }
    if let node = try item.optional("spread") { rule.spread = try node.choice() }
    group = rule
  }
}

extension [String: String] {
  /// `["disk=fast"]`, in the order of the names.
  var recorded: JSONValue {
    .array(sorted { $0.key < $1.key }.map { .text("\($0.key)=\($0.value)") })
  }

  init(recorded list: JSONNode) throws(JSONFault) {
    self.init()
    for item in try list.items() {
      let words = try item.text().split(separator: "=", maxSplits: 1).map(String.init)
      guard words.count == 2 else { throw item.fault("expected a label such as \"disk=fast\"") }
      self[words[0]] = words[1]
    }
  }
}
