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
/// samples takes them from here, those that read in pieces piece by piece. What a source has to say about an answer
/// that is given all the same is noted here too.
/// A class because all parts of one query take from the same.
public final class SampleBudget {
  private let most: Int
  private let patience: (@Sendable () -> QueryPatience)?
  private(set) var taken = 0
  private var workUntilAsked = work
  /// The place in the expression of what is being read or worked out.
  public internal(set) var place = 0..<0
  /// What the sources said, each thing once.
  private(set) var notes: [Annotation] = []

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
    try check(patience())
  }

  /// Asks now whether to go on; whoever waits for something asks again and again.
  public func ask() throws(QueryFault) { try check(patience?() ?? .goOn) }

  /// Notes what the reader of the answer should know, such as that a source did not answer.
  public func warn(_ reason: String) {
    let note = Annotation(severity: .warning, reason: reason, place: place)
    if !notes.contains(where: { $0.reason == reason }) { notes.append(note) }
  }

  private func check(_ patience: QueryPatience) throws(QueryFault) {
    switch patience {
    case .goOn: break
    case .cancelled: throw QueryFault(place, "the query was cancelled", kind: .cancelled)
    case .timedOut: throw QueryFault(place, "the query took too long", kind: .timeout)
    }
  }
}
