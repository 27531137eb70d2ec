/// A stretch of text of one meaning.
public struct Run: Hashable, Sendable {
  public var text: String
  public var ink: Role
  public var isBold: Bool
  /// What lies behind the text; nil leaves what is there.
  public var ground: Role?

  public init(_ text: String, ink: Role = .base, isBold: Bool = false, ground: Role? = nil) {
    self.text = text
    self.ink = ink
    self.isBold = isBold
    self.ground = ground
  }
}

/// One line of text made of runs.
public struct Line: Hashable, Sendable, ExpressibleByStringLiteral {
  public var runs: [Run]

  public init(_ runs: [Run] = []) { self.runs = runs }
  public init(stringLiteral text: String) { runs = text.isEmpty ? [] : [Run(text)] }

  public static let empty = Line()

  public static func + (left: Line, right: Line) -> Line { Line(left.runs + right.runs) }
  public static func += (left: inout Line, right: Line) { left.runs += right.runs }

  public var isEmpty: Bool { runs.allSatisfy(\.text.isEmpty) }

  /// The text without its meaning.
  public var text: String { runs.map(\.text).joined() }

  /// How many columns the line takes.
  public var columns: Int { runs.reduce(0) { $0 + $1.text.columns } }

  /// The same text with another meaning throughout.
  public func inked(_ ink: Role) -> Line {
    Line(
      runs.map { run in
        var run = run
        run.ink = ink
        return run
      })
  }
}

extension String {
  /// The text with a meaning.
  public func ink(_ role: Role, bold: Bool = false) -> Line { Line([Run(self, ink: role, isBold: bold)]) }
}

extension Sequence where Element == Line {
  /// The lines one after another with something between them.
  public func joined(by separator: Line = .empty) -> Line {
    var result = Line.empty
    for (index, line) in enumerated() {
      if index > 0 { result += separator }
      result += line
    }
    return result
  }
}
