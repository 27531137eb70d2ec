import Basics
import Console
import Model
import Monitoring
import Telemetry

extension Subcommand {
  static let alert = Subcommand(
    "alert", "ack|silence|unsilence|resolve|comment|explain ALERT [--for 2h] [--comment TEXT]",
    english: "act on an alert, named by its address or its rule", chinese: "处理告警，用地址或规则名指明"
  ) { invocation throws(Complaint) in
    let (arguments, options) = (invocation.arguments, invocation.options)
    if arguments.words.count == 2, arguments.words[0] == "explain" {
      return try explain(arguments.words[1], options)
    }
    guard arguments.words.count == 2, let verb = alertVerbs[arguments.words[0]] else {
      throw .usage(arguments.subcommand)
    }
    var fields: [String: String] = [:]
    if verb == .silence {
      let length = arguments["for"] ?? "2h"
      guard Span(prometheus: length) != nil else { throw .malformed(length, example: "30m") }
      fields["duration"] = length
    }
    if verb == .comment, arguments["comment"] == nil { throw .wantsValue("comment") }
    let errand = try Errand(options)
    let address = try address(arguments.words[1], in: errand.snapshot())
    let draft = Order.Draft(verb, address, fields, reason: arguments["comment"] ?? "")
    return try Errand.run([draft], errand, options)
  }

  private static let alertVerbs: [String: Order.Verb] = [
    "ack": .acknowledge, "unack": .unacknowledge, "silence": .silence, "unsilence": .unsilence,
    "resolve": .resolve, "comment": .comment,
  ]

  private static func explain(_ word: String, _ options: Options) throws(Complaint) -> Int32 {
    let snapshot = try Visit(options).snapshot()
    let address = try address(word, in: snapshot)
    guard let view = snapshot.alert(address.identifier) else { throw .noAlert(word) }
    let explanation = try AlertExplanation(view, options, at: snapshot.at)
    Output.write(options.wantsJSON ? explanation.json : explanation.text(options))
    return 0
  }

  /// The alert somebody means: by its address, its identifier, or the name of a rule that has only one.
  private static func address(_ word: String, in snapshot: Snapshot) throws(Complaint) -> Address {
    let name = Address(word).map { $0.kind == .alert ? $0.identifier : "" } ?? word
    if snapshot.alert(name) != nil { return Address(.alert, name) }
    let ofRule = snapshot.alerts.filter { $0.alert.rule == name }
    guard let only = ofRule.first else { throw .noAlert(word) }
    guard ofRule.count == 1 else {
      throw .severalAlerts(name, ofRule.map(\.alert.address.description))
    }
    return only.alert.address
  }
}
