import Basics

/// What is taken in when there is more work than can be done: first the least urgent class is served without
/// extras, then it is turned away as far as must be, then the next. Recovery goes a step at a time, when the
/// step below has fitted for a while (brown-out: Klein et al., ICSE 2014).
public struct BrownOut: Sendable {
  public struct Rules: Sendable {
    /// The share of all servers that may be busy.
    public var ceiling = 0.9
    /// How much less than that it must be before a step is taken back, as a share of it.
    public var margin = 0.08
    /// How long it must be so.
    public var patience = Span.minutes(3)
    /// The work of a request without extras, as a share of the whole.
    public var lean = 0.7

    public init() {}
  }

  /// How a class is served.
  public struct Treatment: Hashable, Sendable {
    /// The share of requests that is taken in.
    public var admitted = 1.0
    /// Whether they are served without extras.
    public var isLean = false

    public init() {}
  }

  public let rules: Rules
  /// 0 when all are served in full; two steps for each class.
  public private(set) var level = 0
  private var calmSince: Instant?

  public init(_ rules: Rules = Rules()) { self.rules = rules }

  /// How each class is to be served; call with rising times.
  /// - Parameters:
  ///   - offered: servers that each class would keep busy in full, the most urgent first.
  ///   - servers: how many there are.
  public mutating func treat(_ offered: [Double], servers: Double, at now: Instant) -> [Treatment] {
    let limit = servers * rules.ceiling
    let needed = self.needed(offered, limit)
    let calm = self.needed(offered, limit * (1 - rules.margin))
    if needed > level {
      (level, calmSince) = (needed, nil)
    } else if calm < level {
      let since = calmSince ?? now
      calmSince = since
      if since <= now - rules.patience { (level, calmSince) = (level - 1, now) }
    } else {
      calmSince = nil
    }
    return treatments(offered, limit)
  }

  /// The lowest level at which all that is left fits.
  private func needed(_ offered: [Double], _ limit: Double) -> Int {
    (0..<2 * offered.count).first { level in
      offered.indices.reduce(0) { $0 + work(offered, $1, at: level) } <= limit
    } ?? 2 * offered.count
  }

  /// The servers that a class keeps busy at a level.
  private func work(_ offered: [Double], _ place: Int, at level: Int) -> Double {
    let steps = level - 2 * (offered.count - 1 - place)
    return steps >= 2 ? 0 : steps == 1 ? offered[place] * rules.lean : offered[place]
  }

  private func treatments(_ offered: [Double], _ limit: Double) -> [Treatment] {
    var rest = limit
    return offered.indices.map { place in
      var treatment = Treatment()
      let steps = level - 2 * (offered.count - 1 - place)
      treatment.isLean = steps >= 1
      let work = offered[place] * (treatment.isLean ? rules.lean : 1)
      if steps >= 2, work > 0 { treatment.admitted = min(1, max(0, rest / work)) }
      rest -= work * treatment.admitted
      return treatment
    }
  }

  /// What the level means, in words.
  public var words: Bilingual { Self.words(level) }

  private static func words(_ level: Int) -> Bilingual {
    guard level > 0 else {
      return Bilingual(english: "all classes are served in full", chinese: "各类请求全部正常服务")
    }
    let classes = ServiceClass.allCases
    let name = classes[classes.count - 1 - (level - 1) / 2].name
    return level % 2 == 1
      ? Bilingual(
        english: "\(name.english) requests are served without extras", chinese: "\(name.chinese)请求降级服务")
      : Bilingual(
        english: "\(name.english) requests are turned away as far as must be",
        chinese: "\(name.chinese)请求按需拒绝")
  }
}
