import Basics

/// Where a node stands: in a data centre or near the users.
public enum Tier: String, CaseIterable, Sendable {
  case cloud, edge
}

/// Whether a node may take units.
public enum NodeState: UInt8, CaseIterable, Sendable {
  case ready
  /// Keeps what it has and takes nothing new.
  case cordoned
  /// Gives away what it has.
  case draining
  case lost

  public var name: Bilingual {
    switch self {
    case .ready: Bilingual(english: "ready", chinese: "就绪")
    case .cordoned: Bilingual(english: "cordoned", chinese: "已封锁")
    case .draining: Bilingual(english: "draining", chinese: "排空中")
    case .lost: Bilingual(english: "lost", chinese: "已失联")
    }
  }
}

/// What nodes of one make have in common. A fleet has few kinds, so a node keeps the number of its kind
/// alone.
public struct NodeKind: Hashable, Sendable {
  public var region = ""
  public var zone = ""
  public var tier = Tier.cloud
  /// Thousandths of a core.
  public var cpu: Int32
  /// MiB.
  public var memory: Int32
  public var gpus = 0
  public var gpuModel = ""
  /// Mbit a second.
  public var bandwidth: Int32 = 10_000
  /// GiB.
  public var disk: Int32 = 1_000
  public var slots: Int32 = 1_024
  /// What an hour costs, in thousandths of the currency.
  public var price: Int32 = 0
  /// Watts at full load.
  public var power: Int32 = 0
  public var labels: [String: String] = [:]
  /// Units stay away that do not tolerate every one of these.
  public var taints: Set<String> = []

  /// The most GPUs a node may have.
  public static let mostGPUs = 8

  public init(cpu: Int32, memory: Int32, gpus: Int = 0) {
    self.cpu = cpu
    self.memory = memory
    self.gpus = min(gpus, Self.mostGPUs)
  }

  /// What an empty node of this kind has.
  public var capacity: Amounts {
    let devices = Int32(gpus)
    return Amounts(
      cpu, memory, devices * 1_000, devices > 0 ? 1_000 : 0, devices, bandwidth, disk, slots)
  }
}
