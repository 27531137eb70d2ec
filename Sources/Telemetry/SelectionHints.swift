import Basics

/// What a query wants samples for, so that a source that keeps them summed up too can answer from that
/// (Prometheus, storage.SelectHints). A source may pass all of it over but the budget.
public struct SelectionHints {
  /// The first and the last time at which the samples are looked at, an offset taken away; the window read for them
  /// begins earlier.
  public var start: Instant
  public var end: Instant
  /// The time between two looks; zero when there is one.
  public var step = Span.zero
  /// The length of the range looked at each time; zero for the latest sample.
  public var range = Span.zero
  /// The function whose argument the range is, such as `rate`; nil when it is something else's.
  public var function: String?
  /// How many samples may still be read, and whether reading may go on.
  public var budget = SampleBudget()

  public init(start: Instant, end: Instant) {
    self.start = start
    self.end = end
  }
}

/// Whether the answer to a query is still waited for.
public enum QueryPatience: Sendable {
  case goOn, cancelled, timedOut
}

/// How many samples a query may take in, and how long it is waited for. Every part of a query that reads or makes
/// samples takes them from here, those that read in pieces piece by piece.
/// A class because all parts of one query take from the same.
public final class SampleBudget {
  private let most: Int
  private let patience: (@Sendable () -> QueryPatience)?
  private(set) var taken = 0
  private var workUntilAsked = work
  /// The place in the expression of what is being read or worked out.
  var place = 0..<0

  /// How much is done before patience is asked for again: some tens of microseconds.
  private static let work = 16_384

  public init(most: Int = .max, patience: (@Sendable () -> QueryPatience)? = nil) {
    self.most = most
    self.patience = patience
  }

  /// Takes samples that stay in memory.
  public func take(_ count: Int) throws(QueryFault) {
    taken += count
    guard taken <= most else {
      throw QueryFault(
        place, "the query reads \(taken) samples and more, of which \(most) are allowed", kind: .refused)
    }
    try work(count)
  }

  /// Notes that so many samples were looked at.
  func work(_ count: Int) throws(QueryFault) {
    workUntilAsked -= count
    guard workUntilAsked <= 0, let patience else { return }
    workUntilAsked = Self.work
    switch patience() {
    case .goOn: break
    case .cancelled: throw QueryFault(place, "the query was cancelled", kind: .cancelled)
    case .timedOut: throw QueryFault(place, "the query took too long", kind: .timeout)
    }
  }
}
