import Basics

/// One thing of a programme: a phase, a milestone, a task, an output, a checkpoint, a goal or a statement.
public struct PlanItem: Hashable, Sendable {
  /// What an item is; the raw value is the word in the store and in listings.
  public enum Kind: String, CaseIterable, Sendable {
    case phase, milestone, task, detail, deliverable
    /// What a date is to be checked against.
    case checkpoint
    case goal
    /// Something the programme says of itself.
    case vision, achievement, remainder, factor, outlook
  }

  /// Where work stands; the raw value is the word in the store and on the command line.
  public enum Status: String, CaseIterable, Sendable {
    case planned, active, done, blocked, dropped
  }

  public let identifier: String
  public let kind: Kind
  /// The item this one belongs to.
  public let parent: String?
  public let title: Bilingual
  /// What the item is meant to reach, or the group it is listed under.
  public let aim: Bilingual
  public let window: Window?
  /// The window in the plan's own words, where it is not plain from the dates.
  public let windowLabel: Bilingual?
  public let priority: Priority?
  /// The role that owns the item, as the plan states it.
  public let ownerRole: Bilingual?
  /// How much is to be produced.
  public let amount: Quantity?
  /// The plan prints a tick here. That is a claim, not evidence.
  public let isMarked: Bool
  /// Other items and indicators it refers to.
  public let references: [String]
  /// Where the plan says it: document and lines.
  public let source: String
  /// What people have entered here.
  public var state: State

  /// What people enter about an item; nil where they have not.
  public struct State: Hashable, Sendable {
    public var status = Status.planned
    /// 0 to 1; computed from tasks and outputs while nil.
    public var progress: Double?
    public var owner: String?
    public var start: Day?
    public var end: Day?
    public var note: String?
    /// How much of the amount has been delivered.
    public var delivered: Double?
    /// The day it was done.
    public var doneOn: Day?
    /// Why a checkpoint that conflicts with the plan may stand.
    public var waiver: String?

    public init() {}
  }

  public init(
    identifier: String, kind: Kind, parent: String?, title: Bilingual, aim: Bilingual = Bilingual(""),
    window: Window? = nil, windowLabel: Bilingual? = nil, priority: Priority? = nil,
    ownerRole: Bilingual? = nil,
    amount: Quantity? = nil, isMarked: Bool = false, references: [String] = [], source: String = "",
    state: State = State()
  ) {
    self.identifier = identifier
    self.kind = kind
    self.parent = parent
    self.title = title
    self.aim = aim
    self.window = window
    self.windowLabel = windowLabel
    self.priority = priority
    self.ownerRole = ownerRole
    self.amount = amount
    self.isMarked = isMarked
    self.references = references
    self.source = source
    self.state = state
  }

  public var address: Address {
    switch kind {
    case .phase: Address(.phase, identifier)
    case .milestone: Address(.milestone, identifier)
    case .task, .detail: Address(.task, identifier)
    case .deliverable: Address(.deliverable, identifier)
    case .checkpoint: Address(.checkpoint, identifier)
    case .goal, .vision, .achievement, .remainder, .factor, .outlook: Address(.goal, identifier)
    }
  }
}
