import Basics

/// The second generation: several objectives in one, weights that follow the mix, nodes woken by the hour of
/// the day. Other weights lead a shadow of the fabric first, and serve only once they have cost less there.
public struct GenerationTwo: Generation {
  public let name = "v2"
  public var about: Bilingual { Self.about }
  static let about = Bilingual(
    english: "learned weights, a forecast by the hour, trials before promotion",
    chinese: "学习权重、分时预测、影子验证后晋级")
  public private(set) var knowledge: Knowledge
  public private(set) var promotions: [Promotion] = []
  private var pilot: Pilot
  private var trial: Trial?
  private var watch = Context.Watch()
  private let setting: Setting
  private let objective: Objective
  private let settings: Trials

  /// How challengers are tried.
  public struct Trials: Sendable {
    /// Steps of a trial.
    public var length = 32
    /// How much less a challenger must cost, as a part.
    public var margin = 0.04
    /// Steps before the first trial.
    public var patience = 16

    public init() {}
  }

  public init(
    _ setting: Setting, _ knowledge: Knowledge = .tuned, objective: Objective = Objective(),
    trials: Trials = Trials()
  ) {
    (self.setting, self.knowledge, self.objective, settings) = (setting, knowledge, objective, trials)
    self.knowledge.serving = knowledge.bandit.cheapest(in: Context(setting.mix), knowledge.serving)
    pilot = Pilot(self.knowledge.weights, .seasonal(LoadForecast.Seasonal()), setting, name: "v2")
  }

  public var policy: any Policy { pilot.policy }
  /// What the running mix is like.
  public var context: Context { watch.context }
  /// The way under trial.
  public var challenger: String? { trial.map { knowledge.ways[$0.way].name } }

  public mutating func prepare(_ fabric: inout Fabric) { pilot.prepare(&fabric) }

  public mutating func admit(_ unit: Int, to fabric: inout Fabric) -> Decision {
    pilot.admit(unit, to: &fabric)
  }

  public mutating func review(_ moment: Moment, _ fabric: inout Fabric) {
    watch.observe(moment.arriving.map { fabric.workload.demand(of: $0) })
    guard trial != nil else {
      if fabric.time >= settings.patience { challenge(fabric) }
      return
    }
    trial?.live(through: moment)
    guard let trial, trial.steps >= settings.length else { return }
    judge(trial, &fabric)
    challenge(fabric)
  }

  /// Puts the way that the bandit asks for on trial.
  private mutating func challenge(_ fabric: Fabric) {
    guard knowledge.ways.count > 1 else { return }
    let way = knowledge.bandit.choice(in: context, but: knowledge.serving)
    trial = Trial(way, pilot.changed(to: knowledge.ways[way].weights, setting), beside: fabric)
  }

  /// Learns from a trial, and promotes the challenger where it cost less by the margin.
  private mutating func judge(_ trial: Trial, _ fabric: inout Fabric) {
    let (challenger, serving) = trial.verdict(fabric)
    let (cost, usual) = (objective.value(of: challenger), objective.value(of: serving))
    guard usual > 0 else { return }
    // Costs as parts of what the two came to together, so that a busy day teaches no more than a calm one.
    knowledge.bandit.learn(trial.way, cost: 2 * cost / (cost + usual), in: context)
    knowledge.bandit.learn(knowledge.serving, cost: 2 * usual / (cost + usual), in: context)
    let saving = 1 - cost / usual
    if saving > settings.margin { serve(trial.way, saving, &fabric) }
  }

  private mutating func serve(_ way: Int, _ saving: Double, _ fabric: inout Fabric) {
    let (before, after) = (knowledge.ways[knowledge.serving].name, knowledge.ways[way].name)
    promotions.append(Promotion(time: fabric.time, from: before, to: after, saving: saving))
    serve(way, on: &fabric)
  }

  /// Makes a way serve from here on, as a person or a choice by features may.
  public mutating func serve(_ way: Int, on fabric: inout Fabric) {
    knowledge.serving = way
    pilot = pilot.changed(to: knowledge.weights, setting)
    fabric.change(to: pilot.policy)
    trial = nil
  }
}
