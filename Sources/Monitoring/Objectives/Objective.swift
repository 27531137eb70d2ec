import Basics

/// What is promised of a service: which share of its events, or of its time, is good over a window (an SLO). The terms
/// are those of the Google SRE workbook, chapters 2 and 5, and of OpenSLO v1.
public struct Objective: Hashable, Sendable {
  public let name: String
  public let title: Bilingual
  public let description: Bilingual
  public let service: String
  public let kind: Kind
  public let indicator: Indicator
  /// The share that is to be good, from 0 to 1.
  public let target: Double
  public let window: ObjectiveWindow
  public let budgeting: Budgeting

  /// What an objective is about; the raw value is the word in files and listings.
  public enum Kind: String, CaseIterable, Sendable {
    /// Good events of all events.
    case availability
    /// How long answers take: the share within a bound, or a quantile.
    case latency
    /// How good what is answered is, by a gauge.
    case quality
    /// How long ago something last went well.
    case freshness
    /// How far apart the modalities (text, visual, audio, fusion) lie.
    case skew
  }

  /// What is counted against the budget; the raw value of each is OpenSLO's `budgetingMethod`.
  public enum Budgeting: Hashable, Sendable {
    /// Every event counts alike.
    case occurrences
    /// Stretches of time count, each good when at least so large a share of its events was.
    case timeslices(target: Double, length: Span)
    /// Stretches of time count, each by the share of its events that was bad.
    case ratioTimeslices(length: Span)
  }

  /// The share that may be bad, without what floating point adds to a difference.
  public var allowance: Double { ((1 - target) * 1e12).rounded() / 1e12 }

  public var address: Address { Address(.objective, name) }

  /// How far apart what is good and bad is counted.
  public var interval: Span {
    switch budgeting {
    case .occurrences: .seconds(30)
    case .timeslices(_, let length), .ratioTimeslices(let length):
      max(.seconds(15), min(length, .minutes(1)))
    }
  }

  /// How many events one unit of what is recorded stands for: rates are by the second.
  public var eventsPerUnit: Double { countsEvents ? interval.seconds : 1 }

  /// Whether the budget is one of events, such as requests, rather than of looks or stretches of time.
  public var countsEvents: Bool {
    if case .ratio(let ratio) = indicator, ratio.areCounters { budgeting == .occurrences } else { false }
  }

  public init(
    name: String, title: Bilingual, description: Bilingual = Bilingual(""), service: String, kind: Kind,
    indicator: Indicator, target: Double, window: ObjectiveWindow, budgeting: Budgeting = .occurrences
  ) {
    (self.name, self.title, self.description, self.service) = (name, title, description, service)
    (self.kind, self.indicator, self.target) = (kind, indicator, target)
    (self.window, self.budgeting) = (window, budgeting)
  }
}

extension Objective {
  /// What tells good from bad.
  public enum Indicator: Hashable, Sendable {
    case ratio(Ratio)
    /// A query that yields the share itself: of what is bad, or else of what is good.
    case raw(query: String, isOfBad: Bool)
    /// A query each of whose values is good or bad by a comparison.
    case threshold(Threshold)
  }

  /// Some of the events, and all of them.
  public struct Ratio: Hashable, Sendable {
    /// The good events, or the bad ones.
    public let part: String
    public let partIsBad: Bool
    public let total: String
    /// Whether the queries yield counters that only grow, so that what counts is their increase.
    public let areCounters: Bool

    public init(part: String, partIsBad: Bool = false, total: String, areCounters: Bool) {
      (self.part, self.partIsBad, self.total) = (part, partIsBad, total)
      self.areCounters = areCounters
    }
  }

  /// A bound on the values of a query.
  public struct Threshold: Hashable, Sendable {
    /// How a good value lies to the bound; the raw value is OpenSLO's `op`.
    public enum Comparison: String, CaseIterable, Sendable {
      case lessOrEqual = "lte"
      case less = "lt"
      case greaterOrEqual = "gte"
      case greater = "gt"

      /// The sign in PromQL for the opposite.
      var opposite: String {
        switch self {
        case .lessOrEqual: ">"
        case .less: ">="
        case .greaterOrEqual: "<"
        case .greater: "<="
        }
      }
    }

    public let query: String
    public let comparison: Comparison
    public let bound: Double
    /// The label that tells one modality from another, where an objective is about their skew.
    public let modality: String?

    public init(query: String, _ comparison: Comparison, _ bound: Double, modality: String? = nil) {
      (self.query, self.comparison, self.bound, self.modality) = (query, comparison, bound, modality)
    }
  }
}
