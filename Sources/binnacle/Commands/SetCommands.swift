import Basics
import Console
import Model
import Roadmap

extension Subcommand {
  /// One for each kind of thing a plan has: `binnacle milestone set B-1.1 status=done`.
  static let plans: [Subcommand] = [
    plan(.milestone, english: "set fields of a milestone", chinese: "设置里程碑的字段"),
    plan(.task, english: "set fields of a task", chinese: "设置任务的字段"),
    plan(.deliverable, english: "set fields of a deliverable", chinese: "设置交付物的字段"),
    plan(.checkpoint, english: "set fields of a checkpoint", chinese: "设置检查点的字段"),
    plan(.goal, english: "set fields of a goal", chinese: "设置目标的字段"),
    plan(.programme, english: "set launch day or owner of a programme", chinese: "设置项目的启动日或负责人"),
  ]

  private static func plan(_ kind: Address.Kind, english: String, chinese: String) -> Subcommand {
    Subcommand(kind.rawValue, "set ID FIELD=VALUE…", english: english, chinese: chinese) {
      invocation throws(Complaint) in
      let words = invocation.arguments.words
      guard words.count >= 3, words[0] == "set" else {
        throw .wrong("\(kind.rawValue) wants set, an identifier and fields, such as: \(kind.example)")
      }
      let named = Address(words[1]) ?? Address(kind, words[1])
      guard named.kind == kind else { throw .wrong("\(words[1]) is not a \(kind.rawValue)") }
      var drafts: [Order.Draft] = []
      for word in words.dropFirst(2) {
        drafts.append(try draft(word, of: named, reason: invocation.arguments["comment"] ?? ""))
      }
      return try Errand.run(drafts, Errand(invocation.options), invocation.options)
    }
  }

  private static func draft(_ word: String, of address: Address, reason: String) throws(Complaint)
    -> Order.Draft
  {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, PlanChange.Field(rawValue: parts[0]) != nil else {
      let known = PlanChange.Field.allCases.map(\.rawValue).joined(separator: ", ")
      throw .wrong("\"\(word)\" is not FIELD=VALUE with a field of \(known)")
    }
    return Order.Draft(.set, address, ["field": parts[0], "value": parts[1]], reason: reason)
  }

  static let indicator = Subcommand(
    "kpi", "observe ID VALUE [--day 2026-03-14] [--comment TEXT]", english: "enter a value of an indicator",
    chinese: "录入某项指标的数值"
  ) { invocation throws(Complaint) in
    let words = invocation.arguments.words
    guard words.count == 3, words[0] == "observe" else {
      throw .wrong("kpi wants observe, an identifier and a value, such as: binnacle kpi observe B-K01 640")
    }
    let named = Address(words[1]) ?? Address(.indicator, words[1])
    var fields = ["value": words[2]]
    fields["day"] = invocation.arguments["day"]
    let draft = Order.Draft(.observe, named, fields, reason: invocation.arguments["comment"] ?? "")
    return try Errand.run([draft], Errand(invocation.options), invocation.options)
  }
}

extension Address.Kind {
  fileprivate var example: String {
    self == .programme
      ? "binnacle programme set A launch=2026-01-05" : "binnacle \(rawValue) set B-1.1 status=done"
  }
}
