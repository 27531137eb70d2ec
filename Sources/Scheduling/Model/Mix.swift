/// What is usually asked: the demands that make up most of a trace, each with its share.
public struct Mix: Sendable {
  /// One demand that is typical, by what counts for fragmentation: CPU and GPU.
  public struct Typical: Hashable, Sendable {
    public let cpu: Int32
    public let gpus: Int
    public let share: Int32
    /// How often it is asked; all together make one.
    public let weight: Double
    /// How much of this is about GPUs.
    public var gpu: Int32 { Int32(gpus) * share }
  }

  /// A demand as it was made, and how often it is asked; all together make one.
  public struct Asked: Sendable {
    public let demand: Demand
    public let weight: Double
  }

  public let typicals: [Typical]
  /// Every demand of the workload.
  public let demands: [Asked]

  /// The most frequent demands of a workload that together cover so much of it (Weng et al.: 95 %).
  public init(_ workload: Workload, covering part: Double = 0.95) {
    var counts: [Key: Int] = [:]
    for shape in workload.shapes { counts[Key(workload.demands[Int(shape)]), default: 0] += 1 }
    var (kept, covered) = ([(key: Key, share: Double)](), 0.0)
    for (key, count) in counts.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
      if covered >= part - 1e-12 { break }
      let share = Double(count) / Double(workload.count)
      kept.append((key, share))
      covered += share
    }
    demands = Self.shares(workload)
    typicals = kept.map {
      Typical(cpu: $0.key.cpu, gpus: $0.key.gpus, share: $0.key.share, weight: $0.share / covered)
    }
  }

  private static func shares(_ workload: Workload) -> [Asked] {
    var counts = [Int](repeating: 0, count: workload.demands.count)
    for shape in workload.shapes { counts[Int(shape)] += 1 }
    return zip(workload.demands, counts).map {
      Asked(demand: $0, weight: Double($1) / Double(max(1, workload.count)))
    }
  }

  private struct Key: Hashable, Comparable {
    let cpu: Int32
    let gpus: Int
    let share: Int32

    init(_ demand: Demand) { (cpu, gpus, share) = (demand.cpu, demand.gpus, demand.share) }

    static func < (left: Key, right: Key) -> Bool {
      (left.cpu, left.gpus, left.share) < (right.cpu, right.gpus, right.share)
    }
  }
}
