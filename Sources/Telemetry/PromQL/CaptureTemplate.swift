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
  func text(_ captures: Pattern.Captures) -> String {
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
