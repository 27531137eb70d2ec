import Basics

/// What the parts of one expression remember from one evaluation to the next: how the samples of a vector were
/// grouped or matched, which stays the same while the labels do.
/// A class because evaluations fill it.
final class QueryMemory {
  private var groupings: [Range<Int>: Grouping] = [:]
  private var pairings: [Range<Int>: Pairing] = [:]

  /// The grouping of the aggregation at a place.
  func grouping(at place: Range<Int>) -> Grouping {
    if let known = groupings[place] { return known }
    let grouping = Grouping()
    groupings[place] = grouping
    return grouping
  }

  /// The pairing of the operator at a place.
  func pairing(at place: Range<Int>) -> Pairing {
    if let known = pairings[place] { return known }
    let pairing = Pairing()
    pairings[place] = pairing
    return pairing
  }
}

/// An expression that is asked again and again, as rules are, and remembers what does not change in between.
/// A class because every evaluation adds to its memory.
public final class PreparedQuery {
  public let expression: Expression
  private let memory = QueryMemory()

  public init(_ expression: Expression) { self.expression = expression }

  /// What the expression comes to at a time.
  public func value(in source: any SeriesSource, at time: Instant, _ options: QueryOptions = QueryOptions())
    throws(QueryFault) -> QueryValue
  {
    try Evaluator(source, at: time, options, memory).value(of: expression)
  }
}

/// The labels of a vector's samples as they were the last time.
struct RememberedLabels {
  private var labels: [Labels] = []

  init() {}
  init(_ samples: [VectorSample]) { labels = samples.map(\.labels) }

  /// Whether samples have the very same labels in the same order.
  func areThose(of samples: [VectorSample]) -> Bool {
    guard labels.count == samples.count else { return false }
    for place in labels.indices where !labels[place].isSame(as: samples[place].labels) { return false }
    return true
  }
}
