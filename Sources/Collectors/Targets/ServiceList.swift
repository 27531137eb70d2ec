import Basics
import Model
import Telemetry

/// The targets that a list of services names: JSON as Prometheus's file-based service discovery has it,
/// `[{"targets": ["host:port", …], "labels": {…}}, …]`. Labels that begin with `__` tell how a target is read and are
/// dropped then: `__scheme__`, `__metrics_path__`, `__scrape_interval__`, `__scrape_timeout__`, `__param_NAME`.
public enum ServiceList {
  /// The targets, in the list's order, each once.
  public static func targets(_ bytes: [UInt8], of origin: Origin) throws(JSONFault) -> [Target] {
    var (targets, seen) = ([Target](), Set<Labels>())
    for group in try JSONReader.read(bytes, name: origin.address).items() {
      try group.allow(only: ["targets", "labels"])
      let hints = try Hints(group.optional("labels"))
      for node in try group.required("targets").items() {
        let target = try target(node, hints, origin)
        if seen.insert(target.labels).inserted { targets.append(target) }
      }
    }
    return targets
  }

  /// What a group says of its targets.
  private struct Hints {
    var labels: [Label] = []
    var scheme = "http"
    var path = Origin.usualPath
    var interval: Span?
    var timeout: Span?
    var parameters: [(name: String, value: String)] = []

    init(_ node: JSONNode?) throws(JSONFault) {
      for member in try node?.members() ?? [] { try take(member.key, member.node) }
    }

    private mutating func take(_ name: String, _ node: JSONNode) throws(JSONFault) {
      switch name {
      case "__scheme__":
        scheme = try node.text()
        guard ["http", "https"].contains(scheme) else { throw node.fault("expected http or https") }
      case "__metrics_path__": path = try node.text()
      case "__scrape_interval__": interval = try node.span()
      case "__scrape_timeout__": timeout = try node.span()
      case _ where name.hasPrefix("__param_"): parameters.append((String(name.dropFirst(8)), try node.text()))
      case _ where name.hasPrefix("__"): return
      default:
        guard Origin.isLabelName(name) else { throw node.fault("\"\(name)\" is not a label's name") }
        labels.append(Label(name, try node.text()))
      }
    }

    /// The path with its parameters.
    var address: String {
      let start = path.hasPrefix("/") ? path : "/\(path)"
      guard !parameters.isEmpty else { return start }
      let pairs = parameters.map { "\(Percent.encoded($0.name))=\(Percent.encoded($0.value))" }
      return start + (start.contains("?") ? "&" : "?") + pairs.joined(separator: "&")
    }
  }

  private static func target(_ node: JSONNode, _ hints: Hints, _ origin: Origin) throws(JSONFault) -> Target {
    let text = try node.text()
    guard !text.contains("/"), let address = HTTPAddress("\(hints.scheme)://\(text)\(hints.address)") else {
      throw node.fault("expected a target such as host:9100")
    }
    var options = origin.options
    if let interval = hints.interval { options.interval = max(interval, .seconds(1)) }
    options.timeout = min(hints.timeout ?? options.timeout, options.interval)
    guard options.timeout > .zero else { throw node.fault("its timeout is nothing") }
    let labels = origin.labels(instance: address.authority).merging(Labels(hints.labels))
    return Target(.page(address), labels: labels, options: options)
  }
}

/// Percent-encoding (RFC 3986, 2.1).
enum Percent {
  static func encoded(_ text: String) -> String {
    text.utf8.map { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
        String(decoding: [byte], as: UTF8.self)
      default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }.joined()
  }
}
