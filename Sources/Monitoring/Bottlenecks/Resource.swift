/// A resource of a node that work needs: its kind, as the data names it, and which of several, as `disk` `sda`.
public struct Resource: Hashable, Sendable, CustomStringConvertible {
  public let kind: String
  /// Which disk, unit or processor; empty where there is only one.
  public let part: String

  public init(_ kind: String, _ part: String = "") {
    self.kind = kind
    self.part = part
  }

  /// As one word of an address: `disk.sda`.
  public var description: String { part.isEmpty ? kind : "\(kind).\(part)" }
}
