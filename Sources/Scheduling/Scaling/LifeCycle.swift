import Basics

/// Where a unit is between stored at the edge and loaded on a node.
public enum LifeCycle: UInt8, CaseIterable, Sendable {
  /// Only stored: takes no room on a node.
  case ghost
  /// Being brought to its node and started there.
  case materialising
  /// Loaded: serves, and is charged for.
  case resident
  /// Being written back.
  case evicting

  /// What can befall a unit.
  public enum Event: UInt8, CaseIterable, Sendable {
    /// There is work for it.
    case requested
    /// It has been loaded.
    case loaded
    /// It could not be loaded.
    case failed
    /// There is no work for it.
    case idled
    /// It has been written back.
    case stored
    /// Its node is gone; what is stored at the edge is not.
    case nodeLost
  }

  /// Every edge there is.
  private static let edges: [LifeCycle: [Event: LifeCycle]] = [
    .ghost: [.requested: .materialising],
    .materialising: [.loaded: .resident, .failed: .ghost, .idled: .ghost, .nodeLost: .ghost],
    .resident: [.idled: .evicting, .nodeLost: .ghost],
    .evicting: [.requested: .resident, .stored: .ghost, .nodeLost: .ghost],
  ]

  /// What the unit becomes; nil where the event cannot befall it.
  public func after(_ event: Event) -> LifeCycle? { Self.edges[self]?[event] }

  /// Whether it takes room on a node.
  public var holdsRoom: Bool { self != .ghost }

  /// What the list of units says of it.
  public var form: Workload.Form {
    switch self {
    case .ghost: .ghost
    case .materialising: .pending
    case .resident, .evicting: .resident
    }
  }

  public var name: Bilingual {
    switch self {
    case .ghost: Bilingual(english: "ghost", chinese: "幽灵")
    case .materialising: Bilingual(english: "materialising", chinese: "物化中")
    case .resident: Bilingual(english: "resident", chinese: "常驻")
    case .evicting: Bilingual(english: "evicting", chinese: "驱逐中")
    }
  }
}

/// What an hour of a unit costs: its room while it holds any, and its place at the edge always.
public struct UnitTariff: Sendable {
  /// Of the node's room, for an hour.
  public let room: Money
  /// Of what is stored at the edge, for an hour.
  public let storage: Money

  public init(room: Money, storage: Money) {
    self.room = room
    self.storage = storage
  }

  /// What so long in a state costs, to the trillionth.
  public func charge(_ state: LifeCycle, for span: Span) -> Money {
    (state.holdsRoom ? room + storage : storage)
      .scaled(by: Int128(span.milliseconds), of: Int128(Span.hours(1).milliseconds))
  }
}
