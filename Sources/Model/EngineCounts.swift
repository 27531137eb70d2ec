/// What an engine has done since it was started, for its own metrics.
public struct EngineCounts: Sendable, Hashable {
  /// Samples that were taken in, and those that were not, for the source had told as late or later ones before. Vitals,
  /// which are worked out of them, are not counted.
  public var samples = 0
  public var samplesOutOfOrder = 0
  public var samplesTwice = 0
  public var scrapes = 0
  /// Those of them that were put into blocks.
  public var samplesPacked = 0
  public var blocks = 0
  public var ruleEvaluations = 0
  public var ruleFailures = 0

  public init() {}
}
