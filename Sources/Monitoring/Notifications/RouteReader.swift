import Basics
import Telemetry

/// Reads the tree of routes.
struct RouteReader {
  let receivers: Set<String>
  let intervals: Set<String>
  private var paths: Set<String> = []

  init(receivers: Set<String>, intervals: Set<String>) {
    self.receivers = receivers
    self.intervals = intervals
  }

  /// What routes have from the one above them.
  private struct Inherited {
    var path = ""
    var receiver = ""
    var grouping = Route.Grouping.by([])
    var groupWait = Span.seconds(30)
    var groupInterval = Span.minutes(5)
    var repeatInterval = Span.hours(4)
  }

  mutating func root(_ node: JSONNode) throws(JSONFault) -> Route {
    for key in [
      "match", "match_re", "matchers", "mute_time_intervals", "active_time_intervals", "continue",
    ] {
      if let own = try node.optional(key) { throw own.fault("the first route takes all alerts, always") }
    }
    _ = try node.required("receiver")
    return try route(node, Inherited())
  }

  private mutating func route(_ node: JSONNode, _ above: Inherited) throws(JSONFault) -> Route {
    try node.allow(only: [
      "receiver", "group_by", "group_wait", "group_interval", "repeat_interval", "continue", "match",
      "match_re", "matchers", "mute_time_intervals", "active_time_intervals", "routes",
    ])
    let matchers = try PolicyFile.matchers(of: node, "")
    var own = try settings(node, above)
    own.path = path(above.path, matchers)
    let muted = try node.optional("mute_time_intervals")
    let active = try node.optional("active_time_intervals")
    var routes: [Route] = []
    for child in try node.list("routes") { routes.append(try route(child, own)) }
    return Route(
      path: own.path, matchers: matchers, receiver: own.receiver, grouping: own.grouping,
      groupWait: own.groupWait, groupInterval: own.groupInterval, repeatInterval: own.repeatInterval,
      mutedDuring: try muted.map { node throws(JSONFault) in try PolicyFile.names(node, among: intervals) }
        ?? [],
      activeDuring: try active.map { node throws(JSONFault) in try PolicyFile.names(node, among: intervals) }
        ?? [],
      continues: try node.optional("continue")?.flag() ?? false, routes: routes)
  }

  private func settings(_ node: JSONNode, _ above: Inherited) throws(JSONFault) -> Inherited {
    var own = above
    if let receiver = try node.optional("receiver") {
      own.receiver = try receiver.text()
      guard receivers.contains(own.receiver) else {
        throw receiver.fault("there is no receiver \"\(own.receiver)\"")
      }
    }
    if let names = try node.optional("group_by") { own.grouping = try grouping(names) }
    own.groupWait = try node.optional("group_wait")?.span() ?? above.groupWait
    own.groupInterval = try span(node, "group_interval") ?? above.groupInterval
    own.repeatInterval = try span(node, "repeat_interval") ?? above.repeatInterval
    return own
  }

  private func span(_ node: JSONNode, _ key: String) throws(JSONFault) -> Span? {
    guard let node = try node.optional(key) else { return nil }
    let span = try node.span()
    guard span > .zero else { throw node.fault("\(key) must be longer than nothing") }
    return span
  }

  private func grouping(_ node: JSONNode) throws(JSONFault) -> Route.Grouping {
    var names: [String] = []
    for item in try node.items() {
      let name = try item.text()
      guard !names.contains(name) else { throw item.fault("\"\(name)\" stands here already") }
      names.append(name)
    }
    guard names.contains("...") else { return .by(names) }
    guard names.count == 1 else { throw node.fault("\"...\" stands for all labels, so it must stand alone") }
    return .all
  }

  /// A name for the route that no other has, and that it keeps over restarts.
  private mutating func path(_ above: String, _ matchers: [Matcher]) -> String {
    let plain = above.isEmpty ? matchers.text : "\(above)/\(matchers.text)"
    var (path, count) = (plain, 1)
    while !paths.insert(path).inserted {
      count += 1
      path = "\(plain)#\(count)"
    }
    return path
  }
}
