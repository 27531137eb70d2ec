import Basics
import Scheduling

/// What the scheduler has learned by placing units, which way of weighing serves, and what it would improve.
public struct LearningView: Sendable {
  /// A way to weigh what speaks for a node.
  public struct Way: Sendable {
    public let name: String
    /// Whether places are chosen by it now.
    public let isServing: Bool
    /// Whether it is tried beside the one that serves.
    public let isChallenger: Bool
    /// How often it was tried.
    public let tries: Int
    /// What it is expected to cost, where what all cost in the mean is one.
    public let expected: Double

    public init(name: String, isServing: Bool, isChallenger: Bool, tries: Int, expected: Double) {
      (self.name, self.isServing, self.isChallenger) = (name, isServing, isChallenger)
      (self.tries, self.expected) = (tries, expected)
    }
  }

  public var ways: [Way] = []
  /// How many batches of placements it has learned from.
  public var batches = 0
  public var trial: BatchLearner.Trial?
  public var promotion: Promotion?
  /// The moves that were proposed last; nil where nothing is to be gained.
  public var proposal: LayoutProposal?

  public init() {}
}
