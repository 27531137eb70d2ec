import Basics
import Model
import Scheduling

extension Subcommand {
  static let node = Subcommand(
    "node", "cordon|drain|uncordon NODE [--deadline 10m] [--comment TEXT]",
    english: "keep units off a node, empty it, or let it go again", chinese: "封锁、排空或解封节点"
  ) { invocation throws(Complaint) in
    let verbs: [String: Order.Verb] = ["cordon": .cordon, "drain": .drain, "uncordon": .uncordon]
    let (arguments, options) = (invocation.arguments, invocation.options)
    guard arguments.words.count == 2, let verb = verbs[arguments.words[0]] else {
      throw .usage(arguments.subcommand)
    }
    var fields: [String: String] = [:]
    if let deadline = arguments["deadline"] {
      guard verb == .drain else { throw .usage(arguments.subcommand) }
      guard Span(prometheus: deadline) != nil else { throw .malformed(deadline, example: "10m") }
      fields["deadline"] = deadline
    }
    let address = Address(.node, name(arguments.words[1], .node))
    let draft = Order.Draft(verb, address, fields, reason: arguments["comment"] ?? "")
    return try Errand.run([draft], Errand(options), options)
  }

  static let unit = Subcommand(
    "unit", "migrate NODE/UNIT [--to NODE] [--comment TEXT]",
    english: "bring a unit to another node, the best unless one is named", chinese: "将单元迁到别的节点，未指明则选最佳"
  ) { invocation throws(Complaint) in
    let (arguments, options) = (invocation.arguments, invocation.options)
    guard arguments.words.count == 2, arguments.words[0] == "migrate" else {
      throw .usage(arguments.subcommand)
    }
    let address = Address(.unit, name(arguments.words[1], .unit))
    let fields = arguments["to"].map { ["target": name($0, .node)] } ?? [:]
    let draft = Order.Draft(.migrate, address, fields, reason: arguments["comment"] ?? "")
    return try Errand.run([draft], Errand(options), options)
  }

  static let scheduler = Subcommand(
    "scheduler",
    "[status] | pause|resume | rebalance|consolidate | policy NAME | initiative advise|veto|act | call-off MOVE",
    english:
      "what the scheduler has learned; pause it, even out load, empty nodes, choose policy or how far it goes",
    chinese: "查看学习情况；暂停调度动作、均衡负载、腾空节点、选择策略或自主程度"
  ) { invocation throws(Complaint) in
    let (words, options) = (invocation.arguments.words, invocation.options)
    let address = Address(.scheduler, "acts")
    let draft: Order.Draft
    switch (words.first, words.count) {
    case (nil, 0), ("status", 1):
      Output.write(text(of: .scheduler, try Visit(options).snapshot(whole: true), options))
      return 0
    case ("pause", 1): draft = Order.Draft(.pause, address)
    case ("resume", 1): draft = Order.Draft(.proceed, address)
    case ("rebalance", 1): draft = Order.Draft(.rebalance, address)
    case ("consolidate", 1): draft = Order.Draft(.consolidate, address)
    case ("policy", 2):
      guard PlacementAdvice.policies.contains(words[1]) else {
        throw .unknown(.policy, words[1], among: PlacementAdvice.policies)
      }
      draft = Order.Draft(.set, address, ["field": "policy", "value": words[1]])
    case ("initiative", 2):
      guard Autonomy(rawValue: words[1]) != nil else {
        throw .usage(invocation.arguments.subcommand)
      }
      draft = Order.Draft(.set, address, ["field": "initiative", "value": words[1]])
    case ("call-off", 2): draft = Order.Draft(.callOff, Address(.migration, name(words[1], .migration)))
    default: throw .usage(invocation.arguments.subcommand)
    }
    return try Errand.run([draft], Errand(options), options)
  }

  /// The identifier in an address of a kind, or the word itself.
  private static func name(_ word: String, _ kind: Address.Kind) -> String {
    Address(word).flatMap { $0.kind == kind ? $0.identifier : nil } ?? word
  }
}
