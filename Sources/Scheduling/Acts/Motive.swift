import Basics

/// Why a unit changes its node.
public enum Motive: Hashable, Sendable {
  /// Its node is to be empty.
  case drained(node: Int)
  /// Its node is gone.
  case lost(node: Int)
  /// A unit that is more urgent needs its room.
  case preempted(by: Int, priority: Int16)
  /// Its node is too full; the loads are in per cent, of the node it leaves before and of the other after.
  case balanced(from: Int, to: Int)
  /// Others have room for what its node holds, so that the node may rest.
  case consolidated(node: Int)
  /// One of so many moves that together make an hour cheaper by so much, in thousandths of the currency.
  case improved(moves: Int, saving: Int)
  /// It waits on another node until its place is free.
  case stepsAside
  /// All that go together with it have a place.
  case ganged
  /// Somebody wants it so.
  case ordered

  /// One line, with nodes and units by their names.
  public func words(nodes: Names, units: Names) -> Bilingual {
    switch self {
    case .drained(let node):
      Bilingual(english: "\(nodes[node]) is drained", chinese: "\(nodes[node]) 正在排空")
    case .lost(let node): Bilingual(english: "\(nodes[node]) is lost", chinese: "\(nodes[node]) 已失联")
    case .preempted(let unit, let priority):
      Bilingual(
        english: "\(units[unit]) of priority \(priority) needs its room",
        chinese: "优先级 \(priority) 的 \(units[unit]) 需要其位置")
    case .balanced(let from, let to):
      Bilingual(
        english: "its node is \(from) % full, the other will be \(to) %",
        chinese: "所在节点占用 \(from) %，目标节点将为 \(to) %")
    case .consolidated(let node):
      Bilingual(
        english: "others have room, so that \(nodes[node]) may rest", chinese: "其他节点有余量，\(nodes[node]) 可空出")
    case .improved(let moves, let saving):
      Bilingual(
        english: "one of \(moves) moves that gain \(Figures.fixed(Double(saving) / 1_000, 2)) an hour",
        chinese: "\(moves) 个迁移之一，每小时共增益 \(Figures.fixed(Double(saving) / 1_000, 2))")
    case .stepsAside:
      Bilingual(english: "it waits aside until its place is free", chinese: "暂移他处，等待目标位置空出")
    case .ganged: Bilingual(english: "all of its gang have a place", chinese: "同批单元均有位置")
    case .ordered: Bilingual(english: "somebody ordered it", chinese: "有人下令迁移")
    }
  }
}
