/// Situations to look at, named so that previews, golden frames and benchmarks speak of the same.
public enum Sample: String, CaseIterable, Sendable {
  /// Nothing seen, nothing loaded.
  case empty
  /// A dozen nodes at their ease.
  case calm
  /// A flash crowd: hundreds of nodes, some at their limits.
  case rush
  /// A region has gone, and the others carry its load.
  case outage

  /// How many nodes there are unless somebody wants another number.
  public var nodeCount: Int {
    switch self {
    case .empty: 0
    case .calm: 12
    case .rush, .outage: 400
    }
  }
}
