import Basics
import Model
import Monitoring
import Telemetry

/// An Alertmanager, by its HTTP API version 2 (api/v2/openapi.yaml). Each call waits for the answer; none is for a thread
/// that must not wait.
public struct RemoteAlertmanager: Sendable {
  public let url: String
  private let base: HTTPAddress
  private let clock: @Sendable () -> Moment

  private static let timeout = Span.seconds(10)
  private static let mostBytes = 64 << 20
  /// How many alerts are given at once, as Prometheus does it.
  private static let batch = 64

  /// Nil where the address is none.
  public init?(_ url: String, clock: @escaping @Sendable () -> Moment) {
    guard let address = HTTPAddress(url) else { return nil }
    self.url = url
    base = address
    self.clock = clock
  }

  /// Gives it alerts; what fires is to be believed until a time. Some that it refuses do not keep it from having the others.
  public func push(_ alerts: [Alert], until end: Instant) throws(RemoteFault) {
    var (rest, refusal): (ArraySlice<Alert>, RemoteFault?) = (alerts[...], nil)
    while !rest.isEmpty {
      let values = rest.prefix(Self.batch).map { alert -> JSONValue in
        [
          "labels": .object(alert.labels.map { (key: $0.name, value: .text($0.value)) }),
          "annotations": .object(alert.annotationTexts.map { (key: $0.key, value: .text($0.value)) }),
          "startsAt": .text((alert.firedAt ?? alert.activeAt).rfc3339),
          "endsAt": .text((alert.state == .firing ? end : alert.resolvedAt ?? end).rfc3339),
        ]
      }
      rest = rest.dropFirst(Self.batch)
      do throws(RemoteFault) { _ = try answer("alerts", document: JSONValue.array(values).compact) } catch {
        guard case .refused = error else { throw error }
        refusal = refusal ?? error
      }
    }
    if let refusal { throw refusal }
  }

  /// An alert as it stands there.
  public struct Standing: Sendable, Hashable {
    public let labels: Labels
    /// `active`, `suppressed` or `unprocessed`.
    public let state: String
    public let silencedBy: [String]
    public let inhibitedBy: [String]
    public let receivers: [String]
  }

  /// The alerts it has.
  public func alerts() throws(RemoteFault) -> [Standing] {
    try read("alerts") { root throws(JSONFault) in
      var alerts: [Standing] = []
      for node in try root.items() {
        let status = try node.required("status")
        alerts.append(
          Standing(
            labels: try Self.labels(node.required("labels")), state: try status.required("state").text(),
            silencedBy: try Self.texts(status.list("silencedBy")),
            inhibitedBy: try Self.texts(status.list("inhibitedBy")),
            receivers: try Self.texts(
              node.list("receivers").map { node throws(JSONFault) in try node.required("name") })))
      }
      return alerts
    }
  }

  /// The silences it has that are not over.
  public func silences() throws(RemoteFault) -> [ForeignSilence] {
    try read("silences") { root throws(JSONFault) in
      var silences: [ForeignSilence] = []
      for node in try root.items() where try node.required("status").required("state").text() != "expired" {
        silences.append(try Self.silence(node))
      }
      return silences
    }
  }

  /// Makes a silence there and returns its name.
  public func create(_ silence: Silence, comment: String) throws(RemoteFault) -> String {
    let matchers = silence.matchers.map { matcher -> JSONValue in
      [
        "name": .text(matcher.label), "value": .text(matcher.value),
        "isRegex": .flag(matcher.test == .matches || matcher.test == .doesNotMatch),
        "isEqual": .flag(matcher.test == .equal || matcher.test == .matches),
      ]
    }
    let document: JSONValue = [
      "matchers": .array(matchers), "startsAt": .text(silence.startsAt.rfc3339),
      "endsAt": .text(silence.endsAt.rfc3339), "createdBy": .text(silence.author), "comment": .text(comment),
    ]
    let page = try answer("silences", document: document.compact)
    return try RemotePrometheus.reading { () throws(JSONFault) in
      try JSONReader.read(page.body, name: "silences").required("silenceID").text()
    }
  }

  /// Ends a silence there.
  public func expire(_ identifier: String) throws(RemoteFault) {
    _ = try answer("silence/\(Form.encoded(identifier))", method: "DELETE")
  }
}

extension RemoteAlertmanager {
  private static func silence(_ node: JSONNode) throws(JSONFault) -> ForeignSilence {
    var matchers: [Matcher] = []
    for part in try node.list("matchers") {
      let isEqual = try part.optional("isEqual")?.flag() ?? true
      let test: Matcher.Test =
        try part.required("isRegex").flag()
        ? (isEqual ? .matches : .doesNotMatch) : (isEqual ? .equal : .notEqual)
      guard let matcher = Matcher(try part.required("name").text(), test, try part.required("value").text())
      else { throw part.fault("is no condition that is understood here") }
      matchers.append(matcher)
    }
    let identifier = try node.required("id").text()
    return ForeignSilence(
      identifier: identifier,
      silence: Silence(
        identifier: SilenceExchange.prefix + identifier, matchers: matchers,
        startsAt: try instant(node.required("startsAt")), endsAt: try instant(node.required("endsAt")),
        author: try node.optional("createdBy")?.text() ?? "",
        comment: try node.optional("comment")?.text() ?? ""))
  }

  private static func instant(_ node: JSONNode) throws(JSONFault) -> Instant {
    guard let instant = Instant(rfc3339: try node.text()) else { throw node.fault("expected a time") }
    return instant
  }

  private static func labels(_ node: JSONNode) throws(JSONFault) -> Labels {
    var labels: [Label] = []
    for member in try node.members() { labels.append(Label(member.key, try member.node.text())) }
    return Labels(labels)
  }

  private static func texts(_ nodes: [JSONNode]) throws(JSONFault) -> [String] {
    var texts: [String] = []
    for node in nodes { texts.append(try node.text()) }
    return texts
  }

  private func read<Value>(_ path: String, _ read: (JSONNode) throws(JSONFault) -> Value) throws(RemoteFault)
    -> Value
  {
    let page = try answer(path)
    return try RemotePrometheus.reading { () throws(JSONFault) in
      try read(JSONReader.read(page.body, name: path))
    }
  }

  private func answer(_ path: String, document: String? = nil, method: String? = nil) throws(RemoteFault)
    -> FetchedPage
  {
    var address = base
    address.path = (base.path.hasSuffix("/") ? String(base.path.dropLast()) : base.path) + "/api/v2/\(path)"
    var request = PageRequest(
      address, accept: "application/json", timeout: Self.timeout, mostBytes: Self.mostBytes)
    request.document = document
    request.method = method
    request.takesAnyStatus = true
    switch PageGetter.get(request, clock: clock) {
    case .failure(let fault): throw .fetch(fault)
    case .success(let page) where page.status == 200: return page
    case .success(let page):
      let words = String(decoding: page.body.prefix(300), as: UTF8.self).printable
      throw .refused(type: "status \(page.status)", words: words)
    }
  }
}
