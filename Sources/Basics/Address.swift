/// The one name under which a thing opens from anywhere: a kind and an identifier, `node/edge-17`.
public struct Address: Hashable, Sendable, CustomStringConvertible {
  /// The kinds of thing that have an address.
  public enum Kind: String, CaseIterable, Sendable {
    case node, alert, rule, programme, phase, milestone, task, deliverable, checkpoint, goal, indicator,
      finding
    case order, price, source, panel, objective, suggestion, unit, group, migration, scheduler
    case incident, runbook, silence
  }

  public let kind: Kind
  public let identifier: String

  public init(_ kind: Kind, _ identifier: String) {
    self.kind = kind
    self.identifier = identifier
  }

  /// Reads `kind/identifier`; nil when the kind is unknown or the identifier empty.
  public init?(_ text: some StringProtocol) {
    guard let slash = text.firstIndex(of: "/"), let kind = Kind(rawValue: String(text[..<slash])) else {
      return nil
    }
    let identifier = String(text[text.index(after: slash)...])
    guard !identifier.isEmpty else { return nil }
    self.init(kind, identifier)
  }

  public var description: String { "\(kind.rawValue)/\(identifier)" }
}
