import Basics
import Community
import Costs
import Monitoring
import Scheduling
import Store

/// What the engine is told once: rules, thresholds, prices, and the facts for a new store.
public struct Configuration: Sendable {
  public var rules: [AlertRule.Group] {
    didSet { index = RuleIndex(rules) }
  }
  private(set) var index: RuleIndex
  public var thresholds: Thresholds
  public var prices: PriceBook?
  /// How bottlenecks are found.
  public var resources = ResourceBook()
  /// What is loaded into a new store.
  public var facts: [FactDocument]
  public var reference: Reference
  /// Local time, in which days are counted.
  public var zone: Zone
  /// Whether every scrape is kept; a simulated fleet of thousands need not be.
  public var keepsScrapes: Bool
  /// How long series are kept.
  public var retention = Retention()
  /// What is promised. The rules they are watched by are among the rules.
  public var objectives: [Monitoring.Objective] = []
  /// Who is on call when; nil where nobody has said.
  public var onCall: OnCallPlan?
  public var runbooks: [Runbook] = []
  /// Who is told of alerts; nil where that is not known yet, and nobody is told.
  public var policy: NotificationPolicy?
  /// Whether anything carries out what the scheduler decides; without it there is advice alone.
  public var isExecuting = false
  /// Whether nodes that are not heard of are fenced before anything they had is loaded elsewhere.
  public var fences = false
  /// How fast units move.
  public var pace = MigrationBook.Pace()
  /// How far the scheduler goes by itself while nobody has said how far.
  public var initiative = Autonomy.act
  /// When drains and rebalancing may go on; empty for always.
  public var windows: [CalendarInterval] = []
  /// How many units of which group there are to be; the most urgent groups first.
  public var scaling: [ScalingRule] = []
  /// What the scheduler must never do of its own accord.
  public var guardrails = Guardrails()
  /// What is wrong with the data files, for people to see.
  public var complaints: [String] = []

  public init(
    rules: [AlertRule.Group] = [], thresholds: Thresholds = Thresholds(), prices: PriceBook? = nil,
    facts: [FactDocument] = [], reference: Reference = Reference(), zone: Zone = .utc,
    keepsScrapes: Bool = true
  ) {
    self.rules = rules
    index = RuleIndex(rules)
    self.thresholds = thresholds
    self.prices = prices
    self.facts = facts
    self.reference = reference
    self.zone = zone
    self.keepsScrapes = keepsScrapes
  }
}
