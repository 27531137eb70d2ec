/// A regular expression in the syntax of RE2, which Prometheus uses (https://github.com/google/re2/wiki/Syntax). The
/// time a match takes grows with the text and with the pattern, never faster, whatever either of them holds.
public struct Pattern: Sendable {
  /// Why a text is no pattern, and where: an offset into its UTF-8.
  public struct Fault: Error, Hashable, CustomStringConvertible {
    public let place: Int
    public let reason: String

    public var description: String { "at \(place + 1): \(reason)" }
  }

  private let program: PatternProgram

  /// What does not stand for itself in a pattern.
  static let signs = Set("\\.+*?()|[]{}^$".unicodeScalars)

  /// The pattern that a text and nothing else matches.
  public static func quoting(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { pattern, scalar in
      if signs.contains(scalar) { pattern += "\\" }
      pattern.unicodeScalars.append(scalar)
    }
  }

  public init(_ text: String) throws(Fault) {
    var parser = PatternParser(text)
    let node = try parser.pattern()
    program = try PatternProgram(node, groups: parser.groupCount, names: parser.names)
  }

  /// Whether the whole of a text matches. A dot stands for the end of a line too, as Prometheus has it.
  public func matchesWhole(_ text: String) -> Bool {
    var machine = PatternMachine(program, text)
    return machine.matches(isWhole: true)
  }

  /// Whether some part of a text matches.
  public func isFound(in text: String) -> Bool {
    var machine = PatternMachine(program, text)
    return machine.matches(isWhole: false)
  }

  /// What the groups of a match of the whole text captured.
  public struct Captures: Hashable, Sendable {
    /// The whole match first; empty for a group that took no part.
    public let numbered: [String]
    public let named: [String: String]
  }

  /// What the groups captured, or nil when the text as a whole does not match.
  public func captures(in text: String) -> Captures? {
    guard let numbered = PatternMachine(program, text).captures() else { return nil }
    return Captures(
      numbered: numbered, named: program.names.mapValues { numbered.indices.contains($0) ? numbered[$0] : "" }
    )
  }

  /// The leftmost match from a place on, counted in scalars: where it and its groups stand, and what they captured.
  func find(in text: String, from start: Int) -> (places: [Int], captures: Captures)? {
    var machine = PatternMachine(program, text)
    guard let places = machine.find(from: start) else { return nil }
    let numbered = machine.texts(at: places)
    let named = program.names.mapValues { numbered.indices.contains($0) ? numbered[$0] : "" }
    return (places, Captures(numbered: numbered, named: named))
  }
}
