import Basics
import Canvas
import Console
import Model
import Monitoring

extension Subcommand {
  static let incident = Subcommand(
    "incident",
    "list|show|export|ack|unack|resolve|comment|assign|escalate|merge|split|link|unlink|tick|untick INCIDENT [WORD] [--comment TEXT]",
    english: "look at incidents and act on them", chinese: "查看和处理故障"
  ) { invocation throws(Complaint) in
    let (arguments, options) = (invocation.arguments, invocation.options)
    let words = arguments.words
    guard let verb = words.first else { throw .usage(arguments.subcommand) }
    if verb == "list", words.count == 1 {
      Output.write(Subcommand.text(of: .incidents, try Visit(options).snapshot(), options))
      return 0
    }
    guard words.count >= 2, let number = Incident.identifier(words[1]) else {
      throw .usage(arguments.subcommand)
    }
    if verb == "show" || verb == "export" {
      guard words.count == 2 else { throw .usage(arguments.subcommand) }
      let snapshot = try Visit(options).snapshot()
      guard let view = snapshot.incident(number) else { throw .noIncident(words[1]) }
      let page = IncidentDocument(
        view, snapshot, phrases: options.phrases, zone: Options.zone(at: snapshot.at), glyphs: options.glyphs)
      Output.write(verb == "show" ? page.summary : page.postmortem)
      return 0
    }
    guard let draft = IncidentWords(arguments).draft(number) else { throw .usage(arguments.subcommand) }
    return try Errand.run([draft], Errand(options), options)
  }
}

/// What the words after `incident` order.
private struct IncidentWords {
  private let words: [String]
  private let comment: String?

  init(_ arguments: Arguments) {
    words = arguments.words
    comment = arguments["comment"]
  }

  /// The verbs by their words, and the field that a third word fills.
  private static let verbs: [String: (verb: Order.Verb, field: String?)] = [
    "ack": (.acknowledge, nil), "unack": (.unacknowledge, nil), "resolve": (.resolve, nil),
    "comment": (.comment, nil), "assign": (.assign, "person"), "escalate": (.escalate, "to"),
    "merge": (.merge, "incident"), "split": (.split, nil), "link": (.link, "incident"),
    "unlink": (.unlink, "incident"), "tick": (.tick, "step"), "untick": (.untick, "step"),
  ]

  /// Words that may go without a third: to whom to escalate follows from the ladder, and nobody can be in charge.
  private static let lenient: Set<String> = ["assign", "escalate"]

  /// Nil when the words do not fit.
  func draft(_ number: Int) -> Order.Draft? {
    guard let (verb, field) = Self.verbs[words[0]], words.count <= 3 else { return nil }
    var (fields, reason) = ([String: String](), comment ?? "")
    if let field {
      guard words.count == 3 || Self.lenient.contains(words[0]) else { return nil }
      fields[field] = words.count == 3 ? words[2] : ""
    } else if verb == .comment, words.count == 3 {
      reason = words[2]
    } else if words.count == 3 {
      return nil
    }
    return Order.Draft(verb, Address(.incident, String(number)), fields, reason: reason)
  }
}
