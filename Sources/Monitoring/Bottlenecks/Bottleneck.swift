import Basics

/// One of the figures that prove a bottleneck, over the time until it was looked at.
public struct Evidence: Hashable, Sendable {
  public let measure: String
  public let aspect: Measure.Aspect
  public let words: Bilingual
  public let unit: Measure.Unit
  public let limit: Double
  /// What to ask to see the same.
  public let expression: String
  public let value: Double
  /// From the beginning of the window to its end, not-a-number where nothing was told.
  public let values: [Float]
  public let from: Instant
  public let to: Instant

  public static func == (left: Evidence, right: Evidence) -> Bool {
    left.expression == right.expression && left.from == right.from && left.to == right.to
      && left.measure == right.measure && left.value == right.value
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(expression)
    hasher.combine(to)
  }

  /// The value as people read it.
  public var text: String { unit.text(value) }
}

/// How a bottleneck's rank is come by: points for each thing that speaks for it, at most 100.
public struct Score: Hashable, Sendable {
  /// What points are given for; the raw value is the word in listings.
  public enum Ground: String, CaseIterable, Sendable {
    /// 20 at the limit of its utilisation to 40 where it is at its worst.
    case busy
    /// 20 to 40 by how much work waits for it.
    case waiting
    /// 30 to 60 by how often it fails, or how near to that it is.
    case failing
    /// 10 for the one that began first.
    case first
    /// 10 for one that brings others about.
    case cause
    /// 20 less where its figures contradict each other.
    case doubt
  }

  /// One ground and its points.
  public struct Term: Hashable, Sendable {
    public let ground: Ground
    public let points: Double

    public init(_ ground: Ground, _ points: Double) {
      self.ground = ground
      self.points = points
    }
  }

  public let terms: [Term]

  public init(_ terms: [Term] = []) { self.terms = terms }

  public var total: Double { min(max(terms.reduce(0) { $0 + $1.points }, 0), 100).rounded() }
}

/// Something that looked like the bottleneck and is not, and why.
public struct Acquittal: Hashable, Sendable {
  /// Why it is not; the raw value is the word in listings.
  public enum Reason: String, CaseIterable, Sendable {
    /// The bottleneck brings its trouble about.
    case effect
    /// It is in use, but nothing waits for it.
    case busyOnly = "busy_only"
    /// Work waits there, but it is hardly in use.
    case waitingOnly = "waiting_only"
    /// It holds work up too, but by fewer points.
    case weaker
    /// It has not been so for long enough.
    case brief
  }

  public let resource: Resource
  public let title: Bilingual
  public let reason: Reason
  /// What was measured: `busy 98 %, queue 14`.
  public let figures: Bilingual
  /// The resource that brings it about.
  public let cause: Bilingual?
  public let points: Double
}

/// Whether measured figures agree with a law that ties them together.
public struct LawCheck: Hashable, Sendable {
  /// The law with its figures: `L = λW = 460/s * 31 ms = 14.3`.
  public let formula: String
  public let expected: Double
  public let measured: Double

  /// Rates over a window and averages differ by some tenths in good order.
  private static let tolerance = 0.35

  /// Whether they lie so near that both can be true.
  public var holds: Bool {
    (expected - measured).magnitude <= max(Self.tolerance * max(expected.magnitude, measured.magnitude), 0.5)
  }

  init(arrivals: Double, stay: Double, inside: Double) {
    expected = QueueingLaws.inside(arrivals: arrivals, stay: stay)
    measured = inside
    formula =
      "L = λW = \(Measure.Unit.perSecond.text(arrivals)) * \(Measure.Unit.seconds.text(stay))"
      + " = \(Figures.brief(expected)); L = \(Figures.brief(inside))"
  }
}

/// What holds work up on a node: the one resource, since when, what proves it, why not the others, and what would help.
public struct Bottleneck: Hashable, Sendable {
  public let resource: Resource
  public let title: Bilingual
  /// What is told of it: `busy 98 %, queue 14, waiting 210 ms`.
  public let figures: Bilingual
  public let severity: Severity
  /// From when on it was so without a break, as far back as was looked.
  public let since: Instant
  public let score: Score
  public let evidence: [Evidence]
  public let checks: [LawCheck]
  /// How many times as long as its service a stay takes at this utilisation, and the utilisation of the knee.
  public let stretch: Double?
  public let knee: Double?
  public let others: [Acquittal]
  public let suggestions: [Suggestion]
}
