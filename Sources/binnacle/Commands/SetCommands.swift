import Basics
import Console
import Model
import Roadmap

extension Subcommand {
  /// One for each kind of thing a plan has: `binnacle milestone set B-1.1 status=done`.
  static let plans: [Subcommand] = {
    let kinds: [Address.Kind] = [.milestone, .task, .deliverable, .checkpoint, .goal, .programme]
    var plans = kinds.map(plan)
    // The first stands for all in the help.
    for place in plans.indices.dropFirst() { plans[place].isUnlisted = true }
    return plans
  }()

  private static func plan(_ kind: Address.Kind) -> Subcommand {
    Subcommand(
      kind.rawValue, "set ID FIELD=VALUE…",
      english: "set fields of it; so too: task, deliverable, checkpoint, goal, programme",
      chinese: "设置其字段；task、deliverable、checkpoint、goal、programme 亦同"
    ) { invocation throws(Complaint) in
      let words = invocation.arguments.words
      guard words.count >= 3, words[0] == "set" else {
        throw .usage(invocation.arguments.subcommand)
      }
      let named = Address(words[1]) ?? Address(kind, words[1])
      guard named.kind == kind else { throw .malformed(words[1], example: "\(kind.rawValue)/B-1.1") }
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
      throw .malformed(
        word, example: PlanChange.Field.allCases.map { "\($0.rawValue)=…" }.joined(separator: " "))
    }
    return Order.Draft(.set, address, ["field": parts[0], "value": parts[1]], reason: reason)
  }

  static let indicator = Subcommand(
    "kpi", "observe ID VALUE [--day 2026-03-14] [--comment TEXT]", english: "enter a value of an indicator",
    chinese: "录入某项指标的数值"
  ) { invocation throws(Complaint) in
    let words = invocation.arguments.words
    guard words.count == 3, words[0] == "observe" else {
      throw .usage(invocation.arguments.subcommand)
    }
    let named = Address(words[1]) ?? Address(.indicator, words[1])
    var fields = ["value": words[2]]
    fields["day"] = invocation.arguments["day"]
    let draft = Order.Draft(.observe, named, fields, reason: invocation.arguments["comment"] ?? "")
    return try Errand.run([draft], Errand(invocation.options), invocation.options)
  }
}
