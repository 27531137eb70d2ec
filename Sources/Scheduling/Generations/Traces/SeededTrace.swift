import Basics
import Glibc

/// Days of units that come and go on a fabric of three regions, all made from a family and a seed.
///
/// Settings are tuned on `tuning` alone; `heldOut` is for judging and nothing is chosen by it.
public struct SeededTrace: Sendable {
  /// Steps in a day.
  public static let day = 96

  public let name: String
  public let cluster: Cluster
  /// Every unit that ever comes, waiting.
  public internal(set) var workload: Workload
  public let moments: [Moment]
  /// What was asked on the days before, by another seed: all that may be known of a mix beforehand.
  public let history: Mix

  /// The families one after another, so many days each.
  public init(_ families: [Family], seed: UInt64, days: Int = 4) {
    name = families.map(\.rawValue).joined(separator: "-") + "/\(seed)"
    var chance = Chance(seed: seed &* 0x9E37_79B9 &+ 17)
    cluster = Region.cluster(&chance)
    var arrivals = ArrivalStream(cluster)
    for family in families { arrivals.add(family, days: days, &chance) }
    (workload, moments) = (arrivals.workload, arrivals.moments)
    var before = ArrivalStream(cluster)
    before.add(families[0], days: 1, &chance)
    history = Mix(before.workload)
  }

  /// Two traces of each family to judge by, or as many as asked for, the families taking turns. Seeds from
  /// 1,000,000 to 2,000,000 are left out: they were judged by before the last change.
  public static func heldOut(_ count: Int = 10, seed: UInt64 = 1) -> [SeededTrace] {
    traces(count, seeds: 1_000_000 * (seed + 1))
  }

  /// Traces to tune by; no seed is one of `heldOut`.
  public static func tuning(_ count: Int = 20) -> [SeededTrace] { traces(count, seeds: 1) }

  private static func traces(_ count: Int, seeds first: UInt64) -> [SeededTrace] {
    (0..<count).map { number in
      let families = Family.allCases
      let family = families[number % families.count]
      return SeededTrace([family], seed: first + UInt64(number / families.count))
    }
  }
}

/// A place of the fabric: its nodes and how dear they are there.
private enum Region: String, CaseIterable {
  case east, west, south

  private var dearness: Double {
    switch self {
    case .east: 1
    case .west: 1.15
    case .south: 0.9
    }
  }

  static func cluster(_ chance: inout Chance) -> Cluster {
    var cluster = Cluster()
    for region in allCases {
      for (number, node) in region.nodes(&chance).enumerated() {
        for copy in 0..<node.count { cluster.add("\(region.rawValue)-\(number)-\(copy)", node.kind) }
      }
    }
    return cluster
  }

  /// Large and small nodes, nodes with GPUs and nodes at the edge.
  private func nodes(_ chance: inout Chance) -> [(kind: NodeKind, count: Int)] {
    [
      (made(NodeKind(cpu: 64_000, memory: 262_144), 2_000, 650, &chance), 3),
      (made(NodeKind(cpu: 16_000, memory: 65_536), 560, 190, &chance), 3),
      (made(NodeKind(cpu: 32_000, memory: 131_072, gpus: 4), 4_000, 1_600, &chance), 2),
      (made(NodeKind(cpu: 8_000, memory: 32_768), 420, 110, &chance, .edge), 2),
    ]
  }

  private func made(
    _ kind: NodeKind, _ price: Double, _ watts: Int32, _ chance: inout Chance, _ tier: Tier = .cloud
  ) -> NodeKind {
    var kind = kind
    (kind.region, kind.zone, kind.tier) = (rawValue, rawValue, tier)
    kind.gpuModel = kind.gpus > 0 ? "A10" : ""
    kind.price = Int32(price * dearness * chance.number(in: 0.9...1.1))
    kind.power = watts
    return kind
  }

  /// A region, the people of which are so many that it comes more often than another.
  static func ofPeople(_ chance: inout Chance) -> Region {
    let draw = chance.fraction()
    return draw < 0.45 ? .east : draw < 0.75 ? .west : .south
  }
}

/// Units as they come and go, step by step.
private struct ArrivalStream {
  private(set) var workload = Workload()
  private(set) var moments: [Moment] = []
  private let cluster: Cluster

  init(_ cluster: Cluster) { self.cluster = cluster }

  /// Goes on with some days of a family.
  mutating func add(_ family: Family, days: Int, _ chance: inout Chance) {
    let (start, asked, rate) = (moments.count, family.asked, rate(of: family))
    let peak = chance.fraction()
    moments += Array(repeating: Moment(), count: days * SeededTrace.day)
    var crowd = 0.0
    for time in start..<moments.count {
      crowd = chance.happens(family.crowds / Double(SeededTrace.day)) ? chance.number(in: 2...4) : crowd * 0.5
      let part = Double(time % SeededTrace.day) / Double(SeededTrace.day)
      let season = 1 + family.season * cos(2 * .pi * (part - peak))
      for _ in 0..<Self.count(rate * (season + crowd), &chance) {
        add(Self.drawn(asked, &chance), at: time, &chance)
      }
    }
  }

  private mutating func add(_ asked: Family.Asked, at time: Int, _ chance: inout Chance) {
    var demand = asked.demand
    demand.home = Region.ofPeople(&chance).rawValue
    let unit = workload.count
    workload.add("unit-\(unit)", demand)
    moments[time].arriving.append(unit)
    let steps = -log(1 - chance.fraction()) * asked.hours / Fabric.step
    let end = time + 1 + Int(steps)
    if end < moments.count { moments[end].leaving.append(unit) }
  }

  /// Units a step that make the mean load of a family: how many there are is how many come times how long
  /// they stay (Little's law).
  private func rate(of family: Family) -> Double {
    let capacity = cluster.rooms.indices.reduce((cpu: 0.0, gpu: 0.0)) { sum, node in
      let kind = cluster.kind(of: node)
      return (sum.cpu + Double(kind.cpu), sum.gpu + Double(kind.gpus) * 1_000)
    }
    let weight = family.asked.reduce(0) { $0 + $1.weight }
    let cpu = family.asked.reduce(0) { $0 + $1.weight * $1.hours * Double($1.demand.cpu) }
    let gpu = family.asked.reduce(0) { $0 + $1.weight * $1.hours * Double($1.demand.gpu) }
    let most = max(cpu / capacity.cpu, gpu / capacity.gpu)
    return family.load / (most / weight) * Fabric.step
  }

  private static func drawn(_ asked: [Family.Asked], _ chance: inout Chance) -> Family.Asked {
    var draw = chance.fraction() * asked.reduce(0) { $0 + $1.weight }
    for one in asked {
      draw -= one.weight
      if draw < 0 { return one }
    }
    return asked[asked.count - 1]
  }

  /// A number of arrivals with this mean (Poisson, by multiplying chances; Knuth 1969).
  private static func count(_ mean: Double, _ chance: inout Chance) -> Int {
    let limit = exp(-mean)
    var (count, product) = (0, chance.fraction())
    while product > limit {
      count += 1
      product *= chance.fraction()
    }
    return count
  }
}
