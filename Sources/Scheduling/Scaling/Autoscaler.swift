import Basics

/// Keeps as many units that a target share of them is busy, in the manner of the Kubernetes horizontal
/// autoscaler: wanted = busy / target, nothing within a tolerance, and units are let go only when for some time
/// no more were wanted. It turns round once in a cool-down at most, and never goes beyond its limits or what
/// there is money for.
public struct Autoscaler: Sendable {
  public struct Rules: Sendable {
    /// The share of all servers that is to be busy.
    public var target = 0.65
    /// How far off the target nothing is done, as a share of it.
    public var tolerance = 0.1
    /// The shortest time between two changes of direction.
    public var coolDown = Span.minutes(10)
    /// Units are let go when fewer were wanted all this time.
    public var memory = Span.minutes(10)
    /// At most so many times the units at once.
    public var stride = 2.0
    public var least = 1
    public var most = Int.max

    public init() {}
  }

  /// What is asked of the units, and how many there are.
  public struct Load: Sendable {
    /// Servers that would be busy were everything served.
    public let busy: Double
    /// Units that serve or are about to.
    public let units: Int
    /// How many requests one unit serves at a time.
    public let servers: Int

    public init(busy: Double, units: Int, servers: Int) {
      self.busy = busy
      self.units = units
      self.servers = servers
    }

    public var utilisation: Double { busy / Double(max(1, units * servers)) }
  }

  /// How many units there should be, and why.
  public struct Advice: Hashable, Sendable {
    public let units: Int
    public let reason: Reason
  }

  public let rules: Rules
  private var wishes: [(at: Instant, units: Int)] = []
  /// Whether the last change was for more, and when the direction last changed.
  private var grows: Bool?
  private var turned = Instant.never

  public init(_ rules: Rules = Rules()) { self.rules = rules }

  /// What to do now; call with rising times.
  /// - Parameters:
  ///   - affordable: how many more units there is money for.
  ///   - keeping: why no unit may be let go now; nil where it may.
  public mutating func advise(
    _ load: Load, affordable: Int = .max, keeping: Reason? = nil, at now: Instant
  ) -> Advice {
    let wanted = wanted(load)
    wishes.removeAll { $0.at <= now - rules.memory }
    wishes.append((now, wanted))
    let settled = max(wanted, min(load.units, wishes.reduce(0) { max($0, $1.units) }))
    let isNear = abs(load.utilisation / rules.target - 1) <= rules.tolerance
    guard settled != load.units, !isNear || load.units > rules.most else {
      return Advice(units: load.units, reason: standing(load, wanted))
    }
    if let keeping, settled < load.units { return Advice(units: load.units, reason: keeping) }
    return turn(to: settled, load, affordable, now)
  }

  private func wanted(_ load: Load) -> Int {
    let servers = load.busy / rules.target
    let units = Int(min(servers / Double(load.servers), 1e9).rounded(.up))
    return min(max(units, rules.least), rules.most)
  }

  /// Why nothing is done.
  private func standing(_ load: Load, _ wanted: Int) -> Reason {
    let share = load.utilisation
    if load.units == rules.most, share > rules.target * (1 + rules.tolerance) { return .limit }
    return wanted < load.units && share < rules.target * (1 - rules.tolerance)
      ? .waning(share) : .steady(share)
  }

  private mutating func turn(to wanted: Int, _ load: Load, _ affordable: Int, _ now: Instant) -> Advice {
    let more = wanted > load.units
    if let grows, grows != more, turned > now - rules.coolDown {
      return Advice(units: load.units, reason: .coolingDown)
    }
    let stride = max(1, Int((Double(load.units) * (rules.stride - 1)).rounded()))
    let step = more ? min(wanted - load.units, stride) : load.units - wanted
    let paid = more ? min(step, max(0, affordable)) : step
    guard paid > 0 else { return Advice(units: load.units, reason: .costCap) }
    if grows != more { turned = now }
    grows = more
    let reason: Reason = more ? .busy(load.utilisation) : .idle(load.utilisation)
    return Advice(units: load.units + (more ? paid : -paid), reason: paid < step ? .costCap : reason)
  }
}

extension Autoscaler {
  /// Why there should be so many units.
  public enum Reason: Hashable, Sendable {
    /// The share that is busy is near the target, or was lately.
    case steady(Double)
    case busy(Double)
    case idle(Double)
    /// Fewer are wanted, but not for long enough yet.
    case waning(Double)
    /// The direction has changed a short time ago.
    case coolingDown
    /// There may be no more.
    case limit
    /// More would cost more than is allowed.
    case costCap
    /// The nodes are full, so that what units keep busy says too little.
    case heldBack
    /// It has not been looked on for long enough to let units go.
    case watching

    public var words: Bilingual {
      switch self {
      case .steady(let share):
        Bilingual(
          english: "\(Figures.percent(share)) busy, as it should be",
          chinese: "占用 \(Figures.percent(share))，合适")
      case .busy(let share):
        Bilingual(english: "\(Figures.percent(share)) busy", chinese: "占用 \(Figures.percent(share))，偏高")
      case .idle(let share):
        Bilingual(
          english: "only \(Figures.percent(share)) busy", chinese: "占用仅 \(Figures.percent(share))")
      case .waning(let share):
        Bilingual(
          english: "\(Figures.percent(share)) busy; waits a while before it lets more go",
          chinese: "占用 \(Figures.percent(share))；稍候再缩减")
      case .coolingDown: Bilingual(english: "it has turned round just now", chinese: "刚刚转向，冷却中")
      case .limit: Bilingual(english: "there may be no more units", chinese: "已达单元数上限")
      case .costCap: Bilingual(english: "more would cost too much", chinese: "受费用上限限制")
      case .heldBack:
        Bilingual(english: "its nodes are full, so none is let go", chinese: "所在节点已满，暂不缩减")
      case .watching: Bilingual(english: "looks on before it lets units go", chinese: "先观察，再缩减")
      }
    }
  }
}
