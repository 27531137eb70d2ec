import Basics

/// The programs that do on real nodes what the journal asks for. Each ends with status 0 when it is done, and may be
/// asked for the same thing again; no shell takes its words apart.
public struct UnitPrograms: Hashable, Sendable {
  /// Loads a unit on a node, from its old node or from where it is stored, and has it serve.
  public let load: [String]
  /// Has a node let a unit go, or what it may have loaded of it.
  public let release: [String]
  /// Makes sure that a node that is not heard of serves nothing; nil where nobody sees to that.
  public let fence: [String]?
  /// How long a program may take.
  public var timeout = Span.minutes(1)
  /// How many run at once.
  public var atOnce = 8

  /// What stands in the words of a program for what it is about.
  public enum Blank: String, CaseIterable, Sendable {
    case unit, group, node, from, number
    /// The node without its port, as one reaches it by ssh.
    case host
  }

  /// Why a program cannot be asked.
  public enum Fault: Error, Hashable, Sendable, CustomStringConvertible {
    /// What the outside calls something would be taken for something else.
    case badName(String)

    public var description: String {
      switch self {
      case .badName(let name): "\"\(name.printable)\" cannot be passed to a program"
      }
    }
  }

  public init(load: [String], release: [String], fence: [String]? = nil) {
    (self.load, self.release, self.fence) = (load, release, fence)
  }

  /// The words of the program for a command. Nothing is loaded that no program could be told to let go again.
  public func words(for command: Migration.Command) throws(Fault) -> [String] {
    guard command.verb == .load else { return try filled(release, for: command, on: command.node) }
    for node in [command.node] + (command.origin.map { [$0] } ?? []) {
      _ = try filled(release, for: command, on: node)
    }
    return try filled(load, for: command, on: command.node)
  }

  private func filled(_ words: [String], for command: Migration.Command, on node: String) throws(Fault)
    -> [String]
  {
    try Self.filled(words) { blank in
      switch blank {
      case .unit: command.unit
      case .group: command.group ?? ""
      case .node: node
      case .from: command.origin ?? ""
      case .number: String(command.migration)
      case .host: Self.host(node)
      }
    }
  }

  /// The words of the program that fences a node; nil where there is none.
  public func words(toFence node: String) throws(Fault) -> [String]? {
    guard let fence else { return nil }
    return try Self.filled(fence) { blank in
      switch blank {
      case .unit, .group, .from, .number: ""
      case .node: node
      case .host: Self.host(node)
      }
    }
  }

  /// What a name may be made of beside letters and digits: nothing that any shell on the way takes for an order.
  private static let harmless = Set("._:/@%+=,-[]".unicodeScalars)

  private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII && scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
      || harmless.contains(scalar)
  }

  /// A name that begins with a dash would be an option.
  private static func filled(_ words: [String], _ value: (Blank) -> String) throws(Fault) -> [String] {
    var filled: [String] = []
    for word in words {
      var rest = word[...]
      var text = ""
      while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
        let name = rest[rest.index(after: open)..<close]
        text += rest[..<open]
        if let blank = Blank(rawValue: String(name)) {
          let value = value(blank)
          guard !value.hasPrefix("-"), value.unicodeScalars.allSatisfy(isHarmless) else {
            throw .badName(value)
          }
          text += value
        } else {
          text += rest[open...close]
        }
        rest = rest[rest.index(after: close)...]
      }
      filled.append(text + rest)
    }
    return filled
  }

  /// `10.0.0.4` of `10.0.0.4:9100`, and `fd00::4` of `[fd00::4]:9100`.
  private static func host(_ node: String) -> String {
    if node.hasPrefix("["), let end = node.firstIndex(of: "]") {
      return String(node[node.index(after: node.startIndex)..<end])
    }
    guard let colon = node.lastIndex(of: ":"), node.firstIndex(of: ":") == colon,
      Int(node[node.index(after: colon)...]) != nil
    else { return node }
    return String(node[..<colon])
  }
}

extension UnitPrograms {
  /// `{"load": ["ssh", "{host}", "unit", "start", "{unit}"], "release": ["ssh", "{host}", "unit", "stop", "{unit}"],
  /// "fence": ["power", "off", "{host}"], "timeout": "1m", "atOnce": 8}`: the last three may be left out.
  public init(_ node: JSONNode) throws(JSONFault) {
    try node.allow(only: ["load", "release", "fence", "timeout", "atOnce"])
    let (load, release) = (try node.required("load"), try node.required("release"))
    let fence = try node.optional("fence")
    self.init(
      load: try Self.words(load, with: [.unit, .node, .host]),
      release: try Self.words(release, with: [.unit, .node, .host]),
      fence: try fence.map { node throws(JSONFault) in try Self.words(node, with: [.node, .host]) })
    if let node = try node.optional("timeout") {
      timeout = try node.span()
      guard timeout >= .seconds(1), timeout <= .hours(1) else { throw node.fault("expected 1s to 1h") }
    }
    if let node = try node.optional("atOnce") {
      atOnce = try node.integer()
      guard (1...64).contains(atOnce) else { throw node.fault("expected 1 to 64") }
    }
  }

  /// A program that is not told what it is about, or is told of what there is not, is a slip of the pen.
  private static func words(_ node: JSONNode, with needed: [Blank]) throws(JSONFault) -> [String] {
    var words: [String] = []
    for item in try node.items() {
      let word = try item.text()
      guard !word.unicodeScalars.contains("\0") else { throw item.fault("a zero cannot be passed on") }
      for match in word.matches(of: /\{([a-z]+)\}/) where Blank(rawValue: String(match.1)) == nil {
        let known = Blank.allCases.map { "{\($0.rawValue)}" }.joined(separator: " ")
        throw item.fault("there is no {\(match.1)}, but \(known)")
      }
      words.append(word)
    }
    guard let program = words.first, !program.isEmpty, !program.contains("{") else {
      throw node.fault(
        "expected a program and its arguments, such as [\"ssh\", \"{host}\", \"start\", \"{unit}\"]")
    }
    let isTold = { (blank: Blank) in words.contains { $0.contains("{\(blank.rawValue)}") } }
    if needed.contains(.unit), !isTold(.unit) { throw node.fault("it must be told the {unit}") }
    guard isTold(.node) || isTold(.host) else { throw node.fault("it must be told the {node} or the {host}") }
    return words
  }
}
