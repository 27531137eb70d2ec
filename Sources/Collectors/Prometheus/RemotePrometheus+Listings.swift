import Basics
import Telemetry

/// What a metric is said to be by those who expose it.
public struct RemoteMetadata: Hashable, Sendable {
  public let type: String
  public let help: String
  public let unit: String
}

/// An alert of a server, pending or firing.
public struct RemoteAlert: Hashable, Sendable {
  public let labels: Labels
  public let annotations: Labels
  public let state: String
  public let since: Instant?
}

/// A rule of a server.
public struct RemoteRule: Hashable, Sendable {
  public let group: String
  public let name: String
  public let expression: String
  /// `alerting` or `recording`.
  public let kind: String
  public let health: String
}

/// A page that a server scrapes.
public struct RemoteTarget: Hashable, Sendable {
  public let labels: Labels
  public let address: String
  /// `up`, `down` or `unknown`.
  public let health: String
  public let fault: String
}

extension RemotePrometheus {
  /// The series that any of the selectors matches between two times.
  public func series(matching selectors: [Selector], from start: Instant, to end: Instant)
    throws(RemoteFault) -> RemoteAnswer<[Labels]>
  {
    let times = [(name: "start", value: start.secondsText), (name: "end", value: end.secondsText)]
    return try listed("series", Self.matches(selectors) + times) { node throws(JSONFault) in
      try Self.labels(node)
    }
  }

  /// The names of labels, of the matching series or of all.
  public func labelNames(_ matching: Selector?) throws(RemoteFault) -> RemoteAnswer<[String]> {
    try listed("labels", Self.matches([matching].compactMap { $0 })) { node throws(JSONFault) in
      try node.text()
    }
  }

  /// The values of a label, of the matching series or of all.
  public func labelValues(of label: String, _ matching: Selector?) throws(RemoteFault)
    -> RemoteAnswer<[String]>
  {
    // This page alone is never posted to.
    let query = Form(Self.matches([matching].compactMap { $0 })).text
    let path = "label/\(Form.encoded(label))/values"
    return try listed(query.isEmpty ? path : "\(path)?\(query)", []) { node throws(JSONFault) in
      try node.text()
    }
  }

  /// What is said of the metrics.
  public func metadata() throws(RemoteFault) -> [String: [RemoteMetadata]] {
    let node = try data("metadata").value
    return try Self.reading { () throws(JSONFault) in
      var found: [String: [RemoteMetadata]] = [:]
      for member in try node.members() {
        found[member.key] = try member.node.items().map { node throws(JSONFault) in
          RemoteMetadata(
            type: try node.word("type"), help: try node.word("help"), unit: try node.word("unit"))
        }
      }
      return found
    }
  }

  public func alerts() throws(RemoteFault) -> [RemoteAlert] {
    try items("alerts", under: "alerts") { node throws(JSONFault) in
      RemoteAlert(
        labels: try Self.labels(try node.required("labels")),
        annotations: try node.optional("annotations").map { node throws(JSONFault) in try Self.labels(node) }
          ?? [:],
        state: try node.word("state"), since: Instant(rfc3339: try node.word("activeAt")))
    }
  }

  public func rules() throws(RemoteFault) -> [RemoteRule] {
    try items("rules", under: "groups") { group throws(JSONFault) in
      let name = try group.word("name")
      return try group.list("rules").map { node throws(JSONFault) in
        RemoteRule(
          group: name, name: try node.word("name"), expression: try node.word("query"),
          kind: try node.word("type"), health: try node.word("health"))
      }
    }.flatMap { $0 }
  }

  /// The pages that are scraped.
  public func targets() throws(RemoteFault) -> [RemoteTarget] {
    try items("targets?state=active", under: "activeTargets") { node throws(JSONFault) in
      RemoteTarget(
        labels: try Self.labels(try node.required("labels")), address: try node.word("scrapeUrl"),
        health: try node.word("health"), fault: try node.word("lastError"))
    }
  }

  /// The version; empty where it is not told.
  public func version() throws(RemoteFault) -> String {
    let node = try data("status/buildinfo").value
    return try Self.reading { () throws(JSONFault) in try node.word("version") }
  }

  /// How many series there are just now, told by the server's statistics, or counted where it keeps none.
  public func seriesCount(at now: Instant) throws(RemoteFault) -> Int {
    do throws(RemoteFault) {
      let node = try data("status/tsdb").value
      return try Self.reading { () throws(JSONFault) in
        try node.required("headStats").required("numSeries").integer()
      }
    } catch  where !error.isOutage || error == .fetch(.status(404)) {
      guard case .vector(let found) = try query("count({__name__!=\"\"})", at: now).value else { return 0 }
      return found.first.map { Int($0.value) } ?? 0
    }
  }

  private static func matches(_ selectors: [Selector]) -> [(name: String, value: String)] {
    selectors.map { (name: "match[]", value: $0.text) }
  }

  private static func labels(_ node: JSONNode) throws(JSONFault) -> Labels {
    Labels(
      try node.members().map { member throws(JSONFault) in Label(member.key, try member.node.text()) })
  }

  private func listed<Item>(
    _ path: String, _ fields: [(name: String, value: String)],
    _ read: (JSONNode) throws(JSONFault) -> Item
  ) throws(RemoteFault) -> RemoteAnswer<[Item]> {
    let answer = try data(path, fields)
    let found = try Self.reading { () throws(JSONFault) in
      // Nothing at all is null in some servers' answers.
      answer.value.isNull ? [] : try answer.value.items().map(read)
    }
    return RemoteAnswer(value: found, warnings: answer.warnings)
  }

  private func items<Item>(
    _ path: String, under key: String, _ read: (JSONNode) throws(JSONFault) -> Item
  ) throws(RemoteFault) -> [Item] {
    let node = try data(path).value
    return try Self.reading { () throws(JSONFault) in try node.list(key).map(read) }
  }
}

extension JSONNode {
  /// A text under a key, fit to be shown; empty when it is missing.
  fileprivate func word(_ key: String) throws(JSONFault) -> String {
    try optional(key)?.text().printable ?? ""
  }
}
