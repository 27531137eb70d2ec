import Basics
import Telemetry

/// Something to be asked of the series themselves, in PromQL, because the snapshot does not have it.
public struct QueryRequest: Hashable, Sendable {
  /// What is asked.
  public enum Subject: Hashable, Sendable {
    /// An expression at one time.
    case instant(String, at: Instant)
    /// An expression at every step of a stretch of time.
    case range(String, from: Instant, to: Instant, step: Span)
    /// The names of labels, of some series or of all.
    case labelNames(Selector?)
    /// The values of a label, of some series or of all.
    case labelValues(String, Selector?)
  }

  /// Whom the answer is for; a newer request for the same takes the place of one that is not answered yet.
  public let slot: String
  public let subject: Subject

  public init(slot: String, _ subject: Subject) {
    self.slot = slot
    self.subject = subject
  }
}

/// What became of a request.
public struct QueryAnswer: Sendable {
  /// What came out.
  public enum Outcome: Sendable {
    case value(QueryValue)
    case words([String])
    case failure(QueryFailure)
  }

  public let request: QueryRequest
  public let outcome: Outcome
  /// What there is to note about the answer, as Prometheus words it.
  public var notes: [Annotation] = []
  /// How long it took to find.
  public var took = Span.zero

  public init(_ request: QueryRequest, _ outcome: Outcome, notes: [Annotation] = [], took: Span = .zero) {
    self.request = request
    self.outcome = outcome
    self.notes = notes
    self.took = took
  }
}

/// Why a request could not be answered.
public struct QueryFailure: Error, Hashable, Sendable {
  /// What kind of failure it is; the raw value is the `errorType` of Prometheus's HTTP API.
  public enum Kind: String, Sendable {
    /// The expression or a time makes no sense.
    case badData = "bad_data"
    case execution
    case timeout
    case cancelled = "canceled"
    /// The series could not be read.
    case trouble = "internal"
  }

  public let kind: Kind
  public let reason: String
  /// Offsets into the expression's UTF-8 text; nil where no place in it is to blame.
  public let place: Range<Int>?

  public init(_ kind: Kind, _ reason: String, at place: Range<Int>? = nil) {
    self.kind = kind
    self.reason = reason
    self.place = place
  }

  /// - Parameter kind: what the fault is, unless it tells itself that the work was ended.
  public init(_ kind: Kind, _ fault: QueryFault) {
    let kind: Kind =
      switch fault.kind {
      case .timeout: .timeout
      case .cancelled: .cancelled
      case .badData, .execution, .refused: kind
      }
    self.init(kind, fault.reason, at: fault.place)
  }
}
