import Basics

/// A graph of expressions that somebody keeps on a screen.
public struct SavedPanel: Sendable, Hashable {
  /// What people call it; no two have the same.
  public let title: String
  /// The word of the screen it is shown on.
  public var screen: String
  public var expressions: [String]
  public var isStacked: Bool
  public var isLogarithmic: Bool
  /// The stretch of time it shows.
  public var span: Span

  public init(
    title: String, screen: String, expressions: [String], isStacked: Bool = false,
    isLogarithmic: Bool = false, span: Span = .minutes(5)
  ) {
    self.title = title
    self.screen = screen
    self.expressions = expressions
    self.isStacked = isStacked
    self.isLogarithmic = isLogarithmic
    self.span = span
  }

  public var address: Address { Address(.panel, title) }
}

extension SavedPanel {
  /// The panel as the fields of an order.
  public var fields: [String: String] {
    [
      "screen": screen, "expressions": expressions.joined(separator: "\n"),
      "look": [isStacked ? "stacked" : "", isLogarithmic ? "logarithmic" : ""]
        .filter { !$0.isEmpty }.joined(separator: " "), "span": span.prometheus,
    ]
  }

  /// Reads what `fields` wrote; nil when there is no expression.
  public init?(title: String, fields: [String: String]) {
    let lines = (fields["expressions"] ?? "").split(separator: "\n").map(String.init)
    guard !lines.isEmpty else { return nil }
    let look = (fields["look"] ?? "").split(separator: " ")
    self.init(
      title: title, screen: fields["screen"] ?? "", expressions: lines,
      isStacked: look.contains("stacked"), isLogarithmic: look.contains("logarithmic"),
      span: Span(prometheus: fields["span"] ?? "") ?? .minutes(5))
  }
}
