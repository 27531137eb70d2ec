import Basics

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
  /// The work of most units ebbs away and comes back as a flood.
  case tide

  /// How many nodes there are unless somebody wants another number.
  public var nodeCount: Int {
    switch self {
    case .empty: 0
    case .calm: 12
    case .rush, .outage: 400
    case .tide: 60
    }
  }

  public var summary: Bilingual {
    switch self {
    case .empty: Bilingual(english: "nothing", chinese: "空")
    case .calm: Bilingual(english: "a dozen nodes at their ease", chinese: "十余个平稳的节点")
    case .rush: Bilingual(english: "a flash crowd on hundreds of nodes", chinese: "数百节点遭遇流量洪峰")
    case .outage: Bilingual(english: "a region goes, the others carry its load", chinese: "一个区域失联，其余承担负载")
    case .tide:
      Bilingual(
        english: "idle units become ghosts, a flood of work brings them back", chinese: "空闲单元转为幽灵，洪峰将其唤回")
    }
  }
}
