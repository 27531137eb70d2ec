/// A regular expression that must match a whole text, with what its groups captured.
struct CapturePattern {
  /// What the groups of a match captured, by number and by name.
  struct Captures {
    let numbered: [String]
    let named: [String: String]
  }

  private let regex: Regex<AnyRegexOutput>

  /// Nil when the text is no regular expression.
  init?(_ text: String) {
    do {
      // By itself first, lest `a)(b` closes the bracket put around it.
      _ = try Regex(text)
      regex = try Regex("(?s:\(text))").matchingSemantics(.unicodeScalar).asciiOnlyCharacterClasses()
    } catch { return nil }
  }

  /// Whether some part of a text matches.
  func isFound(in text: String) -> Bool { text.firstMatch(of: regex) != nil }

  /// Nil when the text does not match.
  func captures(in text: String) -> Captures? {
    guard let match = text.wholeMatch(of: regex) else { return nil }
    var (numbered, named): ([String], [String: String]) = ([], [:])
    for element in match.output {
      numbered.append(element.substring.map(String.init) ?? "")
      if let name = element.name { named[name] = numbered[numbered.count - 1] }
    }
    return Captures(numbered: numbered, named: named)
  }
}

/// A text with `$1`, `${1}` or `$name` where captures go, as Go's `Regexp.Expand` reads it.
struct CaptureTemplate {
  private enum Part {
    case text(String)
    case capture(String)
  }

  private var parts: [Part] = []

  init(_ template: String) {
    var rest = template[...]
    while let dollar = rest.firstIndex(of: "$") {
      parts.append(.text(String(rest[..<dollar])))
      rest = rest[dollar...].dropFirst()
      if rest.hasPrefix("$") {
        parts.append(.text("$"))
        rest = rest.dropFirst()
      } else if let name = Self.name(at: &rest) {
        parts.append(.capture(name))
      } else {
        parts.append(.text("$"))
      }
    }
    parts.append(.text(String(rest)))
  }

  /// The name behind a dollar, as long as it can be or in braces; nil, and nothing taken, when there is none.
  private static func name(at rest: inout Substring) -> String? {
    let isBraced = rest.hasPrefix("{")
    let name = rest.dropFirst(isBraced ? 1 : 0).prefix { $0 == "_" || $0.isLetter || $0.isNumber }
    let behind = rest[name.endIndex...]
    guard !name.isEmpty, !isBraced || behind.hasPrefix("}") else { return nil }
    rest = behind.dropFirst(isBraced ? 1 : 0)
    return String(name)
  }

  /// The text with captures put in; a group that is not there is empty.
  func text(_ captures: CapturePattern.Captures) -> String {
    parts.map { part in
      switch part {
      case .text(let text): return text
      case .capture(let name):
        guard let number = Int(name) else { return captures.named[name] ?? "" }
        return captures.numbered.indices.contains(number) ? captures.numbered[number] : ""
      }
    }
    .joined()
  }
}
