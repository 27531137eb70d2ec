/// Learns which way of weighing costs least from batches of placements: what the serving way has placed is placed
/// again by a challenger, and by the first generation's rules for comparison, all by the same measure. A
/// challenger that has cost less by the margin over a trial serves from then on.
public struct BatchLearner: Sendable {
  /// A challenger beside the way that serves.
  public struct Trial: Hashable, Sendable {
    public let way: Int
    public let serving: Int
    public internal(set) var batches = 0
    /// What the batches cost by the one that serves and by the challenger, in thousandths of the currency.
    public internal(set) var usual = 0.0
    public internal(set) var cost = 0.0

    /// How much less the challenger cost, as a part; less than nothing where it cost more.
    public var saving: Double { usual > 0 ? 1 - cost / usual : 0 }
  }

  /// What a batch cost by the way that serves and by the first generation.
  public struct Comparison: Hashable, Sendable {
    public let own: Double
    public let first: Double
  }

  public private(set) var knowledge: Knowledge
  public internal(set) var trial: Trial?
  /// The last way that was promoted; nil while each generation goes by what it was tuned to.
  public internal(set) var promotion: Promotion?
  /// How many batches it has learned from.
  public internal(set) var batches = 0
  /// The last of them, for a guardrail.
  public private(set) var comparisons: [Comparison] = []

  /// Batches of a trial.
  public static let length = 12
  /// How much less a challenger must cost, as a part.
  public static let margin = 0.04
  /// How many comparisons are kept, and how many must be there to judge by.
  static let (window, fewest) = (48, 12)

  public init(_ knowledge: Knowledge = .tuned) { self.knowledge = knowledge }

  /// What the second and the third generation weigh by, once something has been promoted.
  public var learned: Weights? { promotion == nil ? nil : knowledge.weights }

  /// The way that a generation goes by where units are like this: what was promoted, or the one it was tuned to.
  public func serving(_ generation: String, in context: Context) -> Int {
    let isFirst = promotion == nil && generation == "v3"
    let nearest = Selection.tuned.way(in: context)
    return isFirst && knowledge.ways.indices.contains(nearest) ? nearest : knowledge.serving
  }

  /// Learns from a batch that a generation has placed; returns what it promotes.
  public mutating func learn(
    from batch: Batch, by generation: String, in context: Context, _ objective: Objective = Objective()
  ) -> Promotion? {
    guard !batch.demands.isEmpty, knowledge.ways.count > 1 else { return nil }
    let serving = serving(generation, in: context)
    var trial = trial.flatMap { $0.serving == serving ? $0 : nil } ?? challenge(serving, in: context)
    let mix = Mix(Workload())
    func cost(_ weights: Weights) -> Double {
      batch.cost(by: LinearScore(weights, mix, batch.cluster.kinds), objective)
    }
    let (usual, other) = (cost(knowledge.ways[serving].weights), cost(knowledge.ways[trial.way].weights))
    knowledge.bandit.learn(serving, cost: Self.part(usual, of: other), in: context)
    knowledge.bandit.learn(trial.way, cost: Self.part(other, of: usual), in: context)
    compare(Comparison(own: usual, first: cost(GenerationOne.rules)))
    batches += 1
    trial.batches += 1
    trial.usual += usual
    trial.cost += other
    self.trial = trial
    return trial.batches >= Self.length ? judge(trial, in: context) : nil
  }

  private func challenge(_ serving: Int, in context: Context) -> Trial {
    Trial(way: knowledge.bandit.choice(in: context, but: serving), serving: serving)
  }

  /// A cost as a part of the mean of two, so that a great batch teaches no more than a small one; from 0 to 2, also
  /// where a batch makes the rest cheaper.
  private static func part(_ cost: Double, of other: Double) -> Double {
    let sum = abs(cost) + abs(other)
    return sum > 0 ? 1 + (cost - other) / sum : 1
  }

  mutating func compare(_ comparison: Comparison) {
    comparisons.append(comparison)
    if comparisons.count > Self.window { comparisons.removeFirst() }
  }

  /// Ends a trial; the challenger serves where it cost less by the margin.
  private mutating func judge(_ trial: Trial, in context: Context) -> Promotion? {
    self.trial = nil
    guard trial.saving > Self.margin else { return nil }
    let promotion = Promotion(
      time: batches, from: knowledge.ways[trial.serving].name, to: knowledge.ways[trial.way].name,
      saving: trial.saving)
    knowledge.serving = trial.way
    // What the one before has cost is not held against it.
    comparisons = []
    self.promotion = promotion
    return promotion
  }

  /// What is against the batches of late, beside what the first generation would have come to.
  public func violation(of guardrails: Guardrails) -> Violation? {
    guard comparisons.count >= Self.fewest else { return nil }
    let (own, first) = comparisons.reduce(into: (0.0, 0.0)) { sum, comparison in
      sum.0 += comparison.own
      sum.1 += comparison.first
    }
    return guardrails.violation(value: own, first: first)
  }

  /// Whoever chooses a policy anew begins with no batch held against it.
  public mutating func forgive() { comparisons = [] }
}
