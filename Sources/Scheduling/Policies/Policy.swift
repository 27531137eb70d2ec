import Basics

/// A way to choose among the nodes that have room. The greatest score wins, the first node among equals.
public protocol Policy: Sendable {
  /// What `--policy` takes.
  var name: String { get }
  var about: Bilingual { get }
  /// Whether a score follows from the demand and the room alone, so that it may be kept until the room
  /// changes.
  var isSteady: Bool { get }
  /// What a room is worth by itself, kept with the room until it changes.
  func worth(_ room: Room) -> Double
  /// How well a need fits into a room that has space for it.
  func score(_ need: Need, _ room: Room, _ turn: Turn) -> Int32
  /// The devices the unit takes there, a bit each.
  func devices(_ need: Need, _ room: Room) -> UInt8
  /// What the score is made of.
  func terms(_ need: Need, _ room: Room, _ turn: Turn) -> [Term]

  // Not to be written by a policy. They stand here so that every policy has machine code of its own for them.
  func best(_ need: Need, _ rooms: UnsafeBufferPointer<Room>, turn: UInt64) -> Int?
  func follow(_ index: inout ShapeIndex, _ rooms: UnsafeBufferPointer<Room>, _ log: ChangeLog)
  func survey(_ need: Need, _ rooms: UnsafeBufferPointer<Room>, best count: Int) -> Survey
}

/// How the nodes stand for a need at one moment.
public struct Survey: Sendable {
  /// The nodes with the greatest scores, greatest first, the first of equals first.
  public internal(set) var leaders: [(node: Int, score: Int32)] = []
  /// How many nodes take it.
  public internal(set) var fitting = 0
}

/// Which decision it is, and which node it is about.
public struct Turn: Sendable {
  public let number: UInt64
  public let node: Int
}

extension Policy {
  public var isSteady: Bool { true }
  public func worth(_ room: Room) -> Double { 0 }
  public func devices(_ need: Need, _ room: Room) -> UInt8 { room.tightest(for: need) }

  public func terms(_ need: Need, _ room: Room, _ turn: Turn) -> [Term] {
    [Term(english: name, chinese: name, Double(score(need, room, turn)))]
  }
}

/// The policies there are. To add one, write `Policies/Name.swift` and list it here.
public enum Policies {
  /// Every policy, made ready for what is usually asked on a cluster of these kinds of nodes.
  public static func all(_ mix: Mix, _ cluster: Cluster, seed: UInt64 = 1) -> [any Policy] {
    let foresight = Foresight(mix, cluster)
    return [
      RandomChoice(seed: seed), BestFit(), WorstFit(), DotProduct(), GPUPacking(), GPUClustering(),
      FragmentationDescent(mix), CheapestFirst(cluster.kinds), foresight,
      NeuralScore(.tuned, mix, cluster.kinds),
    ] + byShares(cluster) + generations(mix, cluster, foresight)
  }

  private static func byShares(_ cluster: Cluster) -> [any Policy] {
    [LeastAllocated(cluster.kinds), MostAllocated(cluster.kinds), Balanced(cluster.kinds)]
  }

  /// The policies that tell nodes apart for units that ask for CPU and memory alone, the one to begin with
  /// first.
  /// - Parameters:
  ///   - usual: what units are like, by which the third generation chooses its weights.
  ///   - learned: what the second and the third weigh by, where they have learned it.
  public static func withoutGPUs(
    _ cluster: Cluster, usual: Context = Context(), learned: Weights? = nil
  ) -> [any Policy] {
    byShares(cluster) + [CheapestFirst(cluster.kinds), BestFit(), WorstFit()]
      + generations(Mix(Workload()), cluster, usual, learned: learned)
  }

  public static func named(_ name: String, _ mix: Mix, _ cluster: Cluster, seed: UInt64 = 1) -> (any Policy)?
  {
    all(mix, cluster, seed: seed).first { $0.name == name }
  }
}
