import Basics

/// The third generation: looks for a better layout of the whole by itself, begins with the weights that suit
/// the mix, and goes no further than it is allowed to.
///
/// A second generation without moves learns beside it in a shadow, and so does a first one; where this one
/// hits a guardrail, the first takes over and a violation is there to be told.
public struct GenerationThree: Generation {
  public let name = "v3"
  public var about: Bilingual { Self.about }
  static let about = Bilingual(
    english: "a search for the best layout, within guardrails", chinese: "在护栏内搜索全局最优布局")
  public var autonomy: Autonomy
  public private(set) var proposals: [Proposal] = []
  /// Why the first generation has taken over; nil while it has not.
  public private(set) var violation: Violation?
  private let setting: Setting
  private let settings: Settings
  private let network: Network
  private let selection: Selection
  private var pilot: Pilot
  /// How many promotions of the learner were followed.
  private var promoted = 0
  private var scout: Shadow<GenerationTwo>?
  private var first: Shadow<GenerationOne>?
  private var fallback: GenerationOne
  /// What this one and the first had come to at each step.
  private var marks: [(own: Double, first: Double)] = []
  private var moves: [Int] = []

  public struct Settings: Sendable {
    public var objective = Objective()
    public var search = NeighbourhoodSearch.Settings()
    public var guardrails = Guardrails()
    /// Steps between two searches.
    public var period = 4
    /// Steps in which somebody may say no.
    public var notice = 4
    public var seed: UInt64 = 1

    public init() {}
  }

  public init(
    _ setting: Setting, _ knowledge: Knowledge = .tuned, network: Network = .tuned,
    selection: Selection = .tuned, autonomy: Autonomy = .act, settings: Settings = Settings()
  ) {
    (self.setting, self.settings, self.autonomy) = (setting, settings, autonomy)
    let context = Context(setting.mix)
    let way = selection.way(in: context)
    let weights = knowledge.ways.indices.contains(way) ? knowledge.ways[way].weights : knowledge.weights
    (self.network, self.selection) = (network, selection)
    pilot =
      selection.prefersNetwork(in: context)
      ? Pilot(network, setting) : Pilot(weights, .seasonal(LoadForecast.Seasonal()), setting, name: "v3")
    fallback = GenerationOne(setting)
    learner = GenerationTwo(setting, knowledge, objective: settings.objective)
  }

  private let learner: GenerationTwo

  public var policy: any Policy { violation == nil ? pilot.policy : fallback.policy }

  /// What is known by now, to be kept.
  public var knowledge: Knowledge { scout?.leader.knowledge ?? learner.knowledge }

  public mutating func prepare(_ fabric: inout Fabric) {
    if scout == nil {
      scout = Shadow(learner, beside: fabric)
      first = Shadow(fallback, beside: fabric)
    }
    guard violation == nil else { return fallback.prepare(&fabric) }
    pilot.prepare(&fabric)
    if fabric.time % settings.period == 0, fabric.time > 0 { propose(fabric) }
    carryOut(&fabric)
  }

  public mutating func admit(_ unit: Int, to fabric: inout Fabric) -> Decision {
    violation == nil ? pilot.admit(unit, to: &fabric) : fallback.admit(unit, to: &fabric)
  }

  public mutating func review(_ moment: Moment, _ fabric: inout Fabric) {
    guard violation == nil else { return }
    scout?.live(through: moment)
    first?.live(through: moment)
    choose(&fabric)
    guardObjective(&fabric)
  }

  /// Follows what the learner promotes, but keeps to the network where that was measured to be better.
  private mutating func choose(_ fabric: inout Fabric) {
    guard let leader = scout?.leader, leader.promotions.count > promoted else { return }
    promoted = leader.promotions.count
    let prefersNetwork = selection.prefersNetwork(in: leader.context)
    pilot =
      prefersNetwork
      ? pilot.changed(to: network, setting) : pilot.changed(to: leader.knowledge.weights, setting)
    fabric.change(to: pilot.policy)
  }

  private mutating func propose(_ fabric: Fabric) {
    var limits = settings.search
    limits.mostMoves = min(limits.mostMoves, settings.guardrails.movesPerHour - recentMoves(fabric))
    guard limits.mostMoves > 0 else { return }
    let seed = settings.seed &* 1_000_003 &+ UInt64(fabric.time)
    var search = NeighbourhoodSearch(fabric, settings.objective, limits, seed: seed)
    search.run()
    guard !search.steps.isEmpty, search.saving > 0 else { return }
    proposals.append(
      Proposal(number: proposals.count, time: fabric.time, steps: search.steps, saving: search.saving))
  }

  private mutating func carryOut(_ fabric: inout Fabric) {
    for number in proposals.indices where isDue(proposals[number], fabric) {
      let steps = proposals[number].steps
      if let violation = settings.guardrails.violation(moving: steps.count, after: recentMoves(fabric)) {
        return fallBack(violation, &fabric)
      }
      // Units that have gone since, or whose new place is taken, stay where they are.
      for step in steps where fabric.workload.node(of: step.unit) == step.from {
        if fabric.move(step.unit, to: step.to) { moves.append(fabric.time) }
      }
      proposals[number].state = .done
    }
  }

  private func isDue(_ proposal: Proposal, _ fabric: Fabric) -> Bool {
    guard proposal.state == .open else { return false }
    switch autonomy {
    case .advise: return false
    case .veto: return fabric.time >= proposal.time + settings.notice
    case .act: return true
    }
  }

  private func recentMoves(_ fabric: Fabric) -> Int {
    moves.reversed().prefix { Double(fabric.time - $0) * Fabric.step < 1 }.count
  }

  private mutating func guardObjective(_ fabric: inout Fabric) {
    guard let first else { return }
    let objective = settings.objective
    marks.append((objective.value(of: fabric.outcome), objective.value(of: first.fabric.outcome)))
    let hourly = fabric.hourlyPrice
    if let violation = settings.guardrails.violation(cost: hourly) { return fallBack(violation, &fabric) }
    let window = settings.guardrails.window
    guard marks.count > window else { return }
    let start = marks[marks.count - 1 - window]
    let end = marks[marks.count - 1]
    let (own, other) = (end.own - start.own, end.first - start.first)
    let violation = settings.guardrails.violation(value: own, first: other)
    if let violation { fallBack(violation, &fabric) }
  }

  /// Lets the first generation lead from here on.
  private mutating func fallBack(_ violation: Violation, _ fabric: inout Fabric) {
    self.violation = violation
    if let first { fallback = first.leader }
    fabric.change(to: fallback.policy)
  }
}
