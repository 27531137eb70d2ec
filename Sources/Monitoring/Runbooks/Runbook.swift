import Basics

/// What to do about some alerts, step by step, as a person follows it: Markdown, in every language there is.
public struct Runbook: Hashable, Sendable {
  /// The name of its file, without the ending.
  public let name: String
  /// The rules it is for.
  public let rules: [String]
  public let text: Bilingual

  public init(name: String, rules: [String], text: Bilingual) {
    self.name = name
    self.rules = rules
    self.text = text
  }

  public var address: Address { Address(.runbook, name) }

  /// What it is called: its first heading.
  public var title: Bilingual {
    Bilingual(english: Self.heading(text.english) ?? name, chinese: Self.heading(text.chinese) ?? name)
  }

  private static func heading(_ text: String) -> String? {
    let line = text.split(separator: "\n").first { $0.hasPrefix("# ") }
    return line.map { $0.dropFirst(2).trimmed }
  }

  /// Reads a runbook. Lines between two `---` at the beginning say `rules: A, B`.
  /// - Parameter chinese: the Chinese text; without one the English serves both.
  public init(name: String, english: String, chinese: String?) {
    let (rules, body) = Self.parts(of: english)
    self.init(
      name: name, rules: rules,
      text: Bilingual(english: body, chinese: chinese.map { Self.parts(of: $0).body } ?? body))
  }

  private static func parts(of text: String) -> (rules: [String], body: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.first?.trimmed == "---",
      let end = lines.dropFirst().firstIndex(where: { $0.trimmed == "---" })
    else { return ([], text) }
    let rules = lines[1..<end].filter { $0.hasPrefix("rules:") }.flatMap { line in
      line.dropFirst(6).split(separator: ",").map(\.trimmed)
    }
    let body = lines[(end + 1)...].drop { $0.trimmed.isEmpty }.joined(separator: "\n")
    return (rules.filter { !$0.isEmpty }, body)
  }
}

extension Sequence where Element == Runbook {
  /// The runbook for a rule: the one its annotation ends in, else the one that is for it, else the one of its name.
  public func runbook(for rule: String, annotation: String?) -> Runbook? {
    if let last = annotation?.split(whereSeparator: { $0 == "/" || $0 == "#" }).last {
      let name = last.hasSuffix(".md") ? last.dropLast(3) : last
      if let named = first(where: { $0.name == name }) { return named }
    }
    return first { $0.rules.contains(rule) } ?? first { $0.name == rule }
  }
}

extension Substring {
  fileprivate var trimmed: String {
    let blanks: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\r" }
    let rest = drop(while: blanks)
    return String(rest.prefix(rest.count - rest.reversed().prefix(while: blanks).count))
  }
}
