import Basics
import Telemetry

/// Reads who is told of alerts: the structure of Alertmanager's configuration, written in JSON or JSON5, with receivers of
/// this program's own (`bell_configs`, `desktop_configs`, `log_file_configs`, `command_configs`, `alertmanager_configs`) and
/// maintenance windows. Complaints name line and column.
public enum PolicyFile {
  /// What the file says.
  /// - Parameter table: the time of a place by its name in the time zone database; nil where there is none.
  public static func policy(
    _ bytes: [UInt8], name: String, table: (String) -> ZoneTable?
  ) throws(JSONFault) -> NotificationPolicy {
    let root = try JSONReader.read(bytes, name: name)
    try root.allow(only: [
      "global", "route", "receivers", "inhibit_rules", "time_intervals", "mute_time_intervals", "templates",
      "maintenance",
    ])
    let receivers = try receivers(root.list("receivers"))
    let lists = try root.list("time_intervals") + root.list("mute_time_intervals")
    let intervals = try IntervalReader.intervals(lists, table: table)
    var reader = RouteReader(receivers: Set(receivers.map(\.name)), intervals: Set(intervals.keys))
    let inhibitions = try root.optional("inhibit_rules")
    return NotificationPolicy(
      root: try reader.root(root.required("route")), receivers: receivers,
      inhibitions: try inhibitions.map { node throws(JSONFault) in try self.inhibitions(node.items()) }
        ?? [NotificationPolicy.standardInhibition],
      intervals: intervals, maintenance: try maintenance(root.list("maintenance"), Set(intervals.keys)))
  }

  private static func receivers(_ nodes: [JSONNode]) throws(JSONFault) -> [Receiver] {
    var receivers: [Receiver] = []
    for node in nodes {
      let receiver = try ReceiverReader.receiver(node)
      guard !receivers.contains(where: { $0.name == receiver.name }) else {
        throw node.fault("a receiver \"\(receiver.name)\" stands here already")
      }
      receivers.append(receiver)
    }
    return receivers
  }

  private static func inhibitions(_ nodes: [JSONNode]) throws(JSONFault) -> [Inhibition] {
    var rules: [Inhibition] = []
    for node in nodes {
      try node.allow(only: [
        "source_match", "source_match_re", "source_matchers", "target_match", "target_match_re",
        "target_matchers", "equal",
      ])
      var equal: [String] = []
      for name in try node.list("equal") { equal.append(try name.text()) }
      rules.append(
        Inhibition(
          source: try matchers(of: node, "source_"), target: try matchers(of: node, "target_"), equal: equal))
    }
    return rules
  }

  private static func maintenance(_ nodes: [JSONNode], _ intervals: Set<String>) throws(JSONFault)
    -> [MaintenanceWindow]
  {
    var windows: [MaintenanceWindow] = []
    for node in nodes {
      try node.allow(only: ["name", "match", "match_re", "matchers", "during", "comment"])
      let during = try names(node.required("during"), among: intervals)
      windows.append(
        MaintenanceWindow(
          name: try node.required("name").text(), matchers: try matchers(of: node, ""), during: during,
          comment: try node.optional("comment")?.text() ?? ""))
    }
    return windows
  }

  /// The names of intervals, each of which must be there.
  static func names(_ node: JSONNode, among intervals: Set<String>) throws(JSONFault) -> [String] {
    var names: [String] = []
    for item in try node.items() {
      let name = try item.text()
      guard intervals.contains(name) else { throw item.fault("there is no time interval \"\(name)\"") }
      names.append(name)
    }
    return names
  }

  /// The conditions under `match`, `match_re` and `matchers` with something before each key.
  static func matchers(of node: JSONNode, _ prefix: String) throws(JSONFault) -> [Matcher] {
    var matchers: [Matcher] = []
    for (key, test) in [("match", Matcher.Test.equal), ("match_re", .matches)] {
      for member in try node.optional(prefix + key)?.members() ?? [] {
        let value = try member.node.text()
        guard let matcher = Matcher(member.key, test, value) else {
          throw member.node.fault("\"\(value)\" is no regular expression")
        }
        matchers.append(matcher)
      }
    }
    for item in try node.list(prefix + "matchers") {
      do throws(MatcherText.Fault) { matchers += try MatcherText.matchers(textOf(item)) } catch {
        throw item.fault(error.reason.printable)
      }
    }
    return matchers
  }

  /// The text of a condition; what is none makes a text that is no condition either.
  private static func textOf(_ node: JSONNode) -> String {
    if case .text(let text) = node.value { text } else { "" }
  }
}
