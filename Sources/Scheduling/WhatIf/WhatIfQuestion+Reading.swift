import Basics

extension WhatIfQuestion {
  /// The most nodes and units one may ask to add.
  private static let (mostNodes, mostUnits) = (10_000, 100_000)

  /// Reads what was typed: changes with semicolons between them, as one text or several.
  public init(_ texts: [String]) throws(WhatIfFault) {
    var changes: [Change] = []
    for text in texts {
      for part in text.parts(at: ";") { changes.append(try Change(part)) }
    }
    guard !changes.isEmpty else { throw .nothing }
    self.changes = changes
  }

  public init(_ text: String) throws(WhatIfFault) { try self.init([text]) }
}

extension WhatIfQuestion.Change {
  fileprivate init(_ part: String) throws(WhatIfFault) {
    let words = part.split(maxSplits: 1, whereSeparator: \.isWhitespace).map(String.init)
    let rest = words.count == 2 ? words[1] : ""
    switch words[0].lowercased() {
    case "lose": self = .lose(try Self.nodes(rest, of: part))
    case "drain": self = .drain(try Self.nodes(rest, of: part))
    case "add": self = try Self.addition(rest, of: part)
    case "grow":
      guard let factor = Factor.read(rest), factor > 0, factor <= 100 else { throw .noFactor(part) }
      self = .grow(factor)
    default: throw .unclear(part)
    }
  }

  private static func nodes(_ text: String, of part: String) throws(WhatIfFault) -> [WhatIfQuestion.Nodes] {
    var nodes: [WhatIfQuestion.Nodes] = []
    for name in text.parts(at: ",") { nodes.append(try WhatIfQuestion.Nodes(name, of: part)) }
    guard !nodes.isEmpty else { throw .noNodes(part) }
    return nodes
  }

  /// `3 nodes like node-3`.
  private static func addition(_ text: String, of part: String) throws(WhatIfFault) -> Self {
    let words = text.split(maxSplits: 3, whereSeparator: \.isWhitespace).map(String.init)
    guard words.count == 4, words[2] == "like", words[0].allSatisfy(\.isASCIIDigit) else {
      throw .noAddition(part)
    }
    let name = words[3].unquoted
    guard !name.isEmpty else { throw .noAddition(part) }
    switch words[1] {
    case "node", "nodes":
      return .addNodes(try count(words[0], WhatIfQuestion.mostNodes, of: part), like: name)
    case "unit", "units":
      return .addUnits(try count(words[0], WhatIfQuestion.mostUnits, of: part), like: name)
    default: throw .noAddition(part)
    }
  }

  private static func count(_ text: String, _ most: Int, of part: String) throws(WhatIfFault) -> Int {
    guard let count = Int(text), (1...most).contains(count) else { throw .tooMany(part, most: most) }
    return count
  }
}

extension WhatIfQuestion.Nodes {
  fileprivate init(_ text: String, of part: String) throws(WhatIfFault) {
    let words = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard words.count == 2, !text.hasPrefix("\"") else {
      self = .named(text.unquoted)
      return
    }
    let value = words[1].unquoted
    switch words[0] {
    case "region": self = .region(value)
    case "zone": self = .zone(value)
    case "tier":
      guard let tier = Tier(rawValue: value) else { throw .noNodes(part) }
      self = .tier(tier)
    default: throw .noNodes(part)
    }
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}

extension String {
  /// The parts between a sign, trimmed, those that hold nothing left out; within quotation marks the sign parts nothing.
  fileprivate func parts(at sign: Character) -> [String] {
    var (parts, part, isQuoted) = ([String](), "", false)
    for letter in self {
      if letter == "\"" { isQuoted.toggle() }
      if letter == sign, !isQuoted {
        parts.append(part)
        part = ""
      } else {
        part.append(letter)
      }
    }
    return (parts + [part]).map(\.trimmed).filter { !$0.isEmpty }
  }

  private var trimmed: String {
    let start = drop(while: \.isWhitespace)
    return String(start.dropLast(start.reversed().prefix(while: \.isWhitespace).count))
  }

  fileprivate var unquoted: String {
    count > 1 && hasPrefix("\"") && hasSuffix("\"") ? String(dropFirst().dropLast()) : self
  }
}
