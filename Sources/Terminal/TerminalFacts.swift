import Canvas

/// What can be known of a terminal without talking to it.
public struct TerminalFacts: Sendable {
  /// The name in `TERM`; empty when nobody set it.
  public let name: String
  /// How many colours its description has; nil when there is no description.
  public let colours: Int?
  /// How many colours the console would use.
  public let depth: ColourDepth
  /// Nil where output is no terminal.
  public let size: Size?

  public init(_ environment: [String: String]) {
    name = environment["TERM"] ?? ""
    let entry = TerminfoEntry.find(name, environment)
    colours = entry?.colours
    depth = ColourDepth.detected(environment, colours: entry?.colours ?? 0)
    size = TTY.isOutput ? TTY.size() : nil
  }
}
