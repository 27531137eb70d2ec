import Basics
import Telemetry

extension Origin.Options {
  /// The options as JSON, as the store and orders keep them. What is left out is as it comes.
  public var json: JSONValue {
    var members: [(key: String, value: JSONValue)] = [
      ("interval", .text(interval.prometheus)), ("timeout", .text(timeout.prometheus)),
      ("max_series", .integer(Int64(mostSeries))), ("max_bytes", .integer(Int64(mostBytes))),
      ("honor_labels", .flag(honorsLabels)),
      ("labels", .object(labels.map { (key: $0.name, value: .text($0.value)) })),
    ]
    for (key, path) in Self.paths {
      if let named = self[keyPath: path] { members.append((key, .text(named))) }
    }
    return .object(members)
  }

  /// Reads what `json` wrote.
  public init(_ node: JSONNode) throws(JSONFault) {
    self.init()
    try node.allow(
      only: Set(
        Self.paths.map(\.key)
          + ["interval", "timeout", "max_series", "max_bytes", "honor_labels", "labels"]))
    interval = try node.optional("interval")?.span() ?? interval
    timeout = try node.optional("timeout")?.span() ?? timeout
    mostSeries = try node.optional("max_series")?.integer() ?? mostSeries
    mostBytes = try node.optional("max_bytes")?.integer() ?? mostBytes
    honorsLabels = try node.optional("honor_labels")?.flag() ?? honorsLabels
    var found: [Label] = []
    for member in try node.optional("labels")?.members() ?? [] {
      found.append(Label(member.key, try member.node.text()))
    }
    labels = Labels(found)
    for (key, path) in Self.paths { self[keyPath: path] = try node.optional(key)?.text() }
  }

  private static var paths: [(key: String, path: WritableKeyPath<Self, String?>)] {
    [
      ("token_file", \.tokenFile), ("basic_auth_file", \.basicAuthFile), ("ca_file", \.authorityFile),
      ("cert_file", \.certificateFile), ("key_file", \.keyFile),
    ]
  }
}

extension Origin {
  /// The definition as the fields of an order.
  public var fields: [String: String] {
    ["kind": kind.rawValue, "address": address, "options": options.json.compact]
  }

  /// Reads the fields of an order about the source of a name.
  public init(name: String, fields: [String: String]) throws(OriginFault) {
    guard let kind = Kind(rawValue: fields["kind"] ?? "") else {
      throw OriginFault("bad_kind", (fields["kind"] ?? "").printable)
    }
    let text = fields["options"] ?? "{}"
    do {
      let options = try Options(JSONReader.read(Array(text.utf8), name: "options"))
      self.init(name: name, kind: kind, address: fields["address"] ?? "", options: options)
    } catch { throw OriginFault("bad_options", error.reason.printable) }
    try check()
  }
}
