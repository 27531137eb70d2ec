import Basics

/// What a unit is made for.
public enum Modality: String, CaseIterable, Sendable {
  case text, visual, audio, fusion

  public var name: Bilingual {
    switch self {
    case .text: Bilingual(english: "text", chinese: "文本")
    case .visual: Bilingual(english: "visual", chinese: "视觉")
    case .audio: Bilingual(english: "audio", chinese: "音频")
    case .fusion: Bilingual(english: "fusion", chinese: "融合")
    }
  }
}

/// How far apart or together units are told to be.
public enum Topology: String, CaseIterable, Sendable {
  case node, zone, region
}

/// What a unit asks of a node. Units that ask the same share one, so a unit keeps its number alone.
public struct Demand: Hashable, Sendable {
  /// Thousandths of a core.
  public var cpu: Int32
  /// MiB.
  public var memory: Int32
  public var gpus = 0
  /// Thousandths of each GPU; below 1,000 the unit shares one with others.
  public var share: Int32 = 1_000
  /// Models of GPU that will do; empty for any.
  public var models: Set<String> = []
  /// Mbit a second.
  public var bandwidth: Int32 = 0
  /// GiB.
  public var disk: Int32 = 0
  public var modality = Modality.text
  /// Greater goes first, and may drive out lesser.
  public var priority: Int16 = 0
  /// Labels a node must have.
  public var labels: [String: String] = [:]
  public var tolerations: Set<String> = []
  public var group: GroupRule?
  /// The line it stands in, which may have a quota.
  public var queue = ""
  /// The region of the people it serves: nearer is better, nothing forbids others. Empty for no matter.
  public var home = ""

  public init(cpu: Int32, memory: Int32, gpus: Int = 0, share: Int32 = 1_000) {
    self.cpu = cpu
    self.memory = memory
    self.gpus = gpus
    self.share = gpus == 0 ? 0 : share
  }

  /// What must be free, lane by lane. Enough for a unit of several GPUs shares excepted: see `Need.fits`.
  public var amounts: Amounts {
    let devices = Int32(gpus)
    return Amounts(
      cpu, memory, devices * share, share, share == 1_000 ? devices : 0, bandwidth, disk, 1)
  }

  /// What counts where nothing else is placed: without urgency, queue and group.
  var alone: Demand {
    var demand = self
    (demand.priority, demand.queue, demand.group, demand.modality) = (0, "", nil, .text)
    return demand
  }

  /// Amounts and names tell nearly all demands apart; to hash sets and dictionaries too takes several times as long.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(cpu)
    hasher.combine(memory)
    hasher.combine(gpus)
    hasher.combine(share)
    hasher.combine(bandwidth)
    hasher.combine(disk)
    hasher.combine(priority)
    for name in [queue, home, group?.name ?? ""] where !name.isEmpty { hasher.combine(name) }
  }

  /// Thousandths of a GPU, all devices together.
  public var gpu: Int32 { Int32(gpus) * share }
}

/// How the units of one group stand to one another.
public struct GroupRule: Hashable, Sendable {
  /// What the group is called.
  public var name: String
  /// No two within one of these.
  public var apart: Topology?
  /// All within one of these.
  public var together: Topology?
  /// As many in each of these, but for `skew`.
  public var spread: Topology?
  public var skew: Int32 = 1

  /// Whether it says anything about where units go.
  var isBinding: Bool { apart != nil || together != nil || spread != nil }

  public init(
    _ name: String, apart: Topology? = nil, together: Topology? = nil, spread: Topology? = nil,
    skew: Int32 = 1
  ) {
    self.name = name
    self.apart = apart
    self.together = together
    self.spread = spread
    self.skew = skew
  }
}
