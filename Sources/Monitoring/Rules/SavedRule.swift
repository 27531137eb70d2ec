import Basics

/// An alert rule that somebody made of an expression, as the file of saved rules has it.
public struct SavedRule: Sendable, Hashable {
  /// What becomes of the file of saved rules.
  public enum Change: Sendable, Hashable {
    case add(SavedRule)
    /// Takes the rule of a name out.
    case remove(String)

    /// The group that is changed.
    public var group: String {
      switch self {
      case .add(let rule): SavedRule.group(of: rule.name)
      case .remove(let name): SavedRule.group(of: name)
      }
    }
  }

  public let name: String
  public let expression: String
  public let holdFor: String
  public let severity: String
  public let author: String

  /// A rule from the fields of an order: an expression, a comparison that goes behind it, a time, a severity.
  public init(name: String, fields: [String: String], author: String) {
    let (text, condition) = (fields["expression"] ?? "", fields["condition"] ?? "")
    self.name = name
    expression = condition.isEmpty ? text : "(\(text)) \(condition)"
    holdFor = fields["for"] ?? "0s"
    severity = fields["severity"] ?? "warning"
    self.author = author
  }

  /// Every saved rule is a group of its own, so that one can go without touching another.
  public static func group(of name: String) -> String { "saved: \(name)" }

  /// The label that means a severity.
  public static func word(of severity: Severity) -> String {
    switch severity {
    case .act: "critical"
    case .watch: "warning"
    case .info, .ok: "info"
    }
  }

  /// The group as a rule file of Prometheus has it.
  public var node: JSONValue {
    [
      "name": .text(Self.group(of: name)),
      "rules": [
        [
          "alert": .text(name), "expr": .text(expression), "for": .text(holdFor == "0" ? "0s" : holdFor),
          "labels": ["severity": .text(severity)],
          "annotations": ["summary": .text("\(name): {{ $value }}"), "author": .text(author)],
        ]
      ],
    ]
  }

  /// A rule file with this rule alone.
  public var file: String { JSONValue.object([("groups", .array([node]))]).pretty }
}
