import Basics
import Monitoring

/// How a node's resource is used, and what that is expected to come to, as things are and after a change.
public struct CapacityView: Sendable {
  public let node: String
  /// The resource, by the vital that tells how much of it is in use.
  public let vital: Vital
  /// The share in use, 0 to 1: the mean of the newest hour that is known, else what was read last; nil where neither is.
  public let use: Double?
  /// Where that came from.
  public let provenance: Provenance
  /// What it is expected to come to, or why nothing is foreseen.
  public let outlook: Result<Prospect, ForecastRefusal>
  /// Nil where no change was asked for.
  public let change: Changed?

  /// When a resource is expected to be used up.
  public struct Prospect: Hashable, Sendable {
    /// How far ahead it was looked, in days.
    public let horizon: Double
    /// In how many days it is as likely as not to be used up; nil where that lies beyond the horizon.
    public let days: Double?
    /// The days between which that happens with the probability of `level`; nil where the horizon ends before.
    public let first: Double?
    public let last: Double?
    /// How probable it is within the horizon, 0 to 1.
    public let probability: Double

    /// How sure the days from first to last are.
    public static let level = 0.8
  }

  /// What a change is expected to do.
  public struct Changed: Sendable {
    /// The share in use that would follow, above 1 where it is not enough; nil where the node's size, or its use, is
    /// not known.
    public let use: Double?
    /// When it would be used up, instead; nil where the use or what it comes to is not known.
    public let outlook: Prospect?
    /// The wait for a processor core now and then, in times of service; nil for other resources.
    public let waits: (now: Double, then: Double)?
  }

  /// - Parameter hourly: the mean share in use of each hour, oldest first, not-a-number where nothing was measured.
  public init(_ node: NodeView, _ vital: Vital, hourly: [Float], change asked: CapacityChange?) {
    self.node = node.identifier
    self.vital = vital
    provenance = node.provenance
    let newest = hourly.last { $0.isFinite } ?? node.vitals[vital]
    let use = newest.isFinite ? max(0, Double(newest)) : nil
    let outlook = Result { () throws(ForecastRefusal) in try CapacityOutlook(hourly: hourly) }
    self.use = use
    self.outlook = outlook.map { Prospect($0, limit: 1) }
    let size = NodeSize(cores: node.cores, memory: node.memory)
    change = asked.map { Changed($0, vital, use: use, outlook: outlook.value, size) }
  }
}

extension CapacityView.Prospect {
  init(_ outlook: CapacityOutlook, limit: Double) {
    let exhaustion = outlook.exhaustion(limit: limit)
    func inDays(_ steps: Int?) -> Double? { steps.map { Double($0) / 24 } }
    let window = exhaustion.window(Self.level)
    horizon = Double(outlook.horizon) / 24
    days = inDays(exhaustion.steps(toProbability: 0.5))
    first = inDays(window?.first)
    last = inDays(window?.last)
    probability = exhaustion.probability(within: outlook.horizon)
  }
}

extension CapacityView.Changed {
  fileprivate init(
    _ change: CapacityChange, _ vital: Vital, use now: Double?, outlook known: CapacityOutlook?,
    _ size: NodeSize
  ) {
    guard let now, let question = change.question(of: vital, use: now, size: size) else {
      (use, outlook, waits) = (nil, nil, nil)
      return
    }
    use = question.utilisationThen
    outlook = known.map { CapacityView.Prospect($0, limit: question.utilisation(reachingThen: 1)) }
    waits = vital == .cpu ? change.waits(question, size: size) : nil
  }
}

extension CapacityView {
  /// The worst first: what is not enough, then what is soonest used up, then what most probably is, then what is used
  /// most; after the change where one was asked for.
  public static func worstFirst(_ views: [CapacityView]) -> [CapacityView] {
    views.map { (view: $0, urgency: $0.urgency) }
      .sorted { $0.urgency.lexicographicallyPrecedes($1.urgency) }.map(\.view)
  }

  /// The smaller the more urgent, term by term.
  private var urgency: [Double] {
    let prospect = change?.outlook ?? outlook.value
    let use = change?.use ?? use ?? 0
    return [use >= 1 ? 0 : prospect?.days ?? .infinity, -(prospect?.probability ?? 0), -use]
  }
}

extension Result {
  /// Nil where it is a failure.
  fileprivate var value: Success? {
    if case .success(let value) = self { value } else { nil }
  }
}
