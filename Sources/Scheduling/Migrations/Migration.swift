import Basics

/// One unit on its way from a node to another, make before break: the new node loads it before the old one lets go; or
/// from a node to where it is only stored, a ghost that costs no room; or back from there. The journal keeps one of
/// these for each, so that whatever step a crash comes at, `owner` is exactly one node, or none.
public struct Migration: Hashable, Sendable {
  /// How far it has come; the raw value is the word in the store and in listings.
  public enum Stage: String, CaseIterable, Sendable {
    /// Decided; nothing has been asked of any node.
    case planned
    /// The new node is asked to load the unit; the old one serves.
    case loading
    /// The new node serves; the old one is asked to let go, or will be when it is heard of again.
    case releasing
    case done
    /// Given up before the new node served, which is asked to let go of what it may have loaded.
    case undoing
    case undone
  }

  /// Unique in the store and ever greater. A node does not serve a unit under a lower number than the last it was
  /// told of (fencing).
  public let number: Int64
  /// The first of those that were decided together.
  public let plan: Int64
  /// What the nodes call it.
  public let unit: String
  /// What it is one of; nil where nobody says.
  public let group: String?
  /// The node it leaves; nil for a ghost.
  public let origin: String?
  /// The node it goes to; nil where it becomes a ghost.
  public let target: String?
  public let cause: Cause
  public let motive: Bilingual
  public let grounds: Grounds
  /// What it is expected to use on the new node.
  public let cores: Double
  public let memory: Double
  public private(set) var plannedAt: Instant
  /// Nothing happens before this: somebody may want to say no.
  public private(set) var startsAt: Instant
  public internal(set) var stage = Stage.planned
  public internal(set) var changedAt: Instant
  /// Why it was given up.
  public internal(set) var fault: String?

  /// What gave rise to it; the raw value is the word in the store and in listings.
  public enum Cause: String, CaseIterable, Sendable {
    case failover, drain, order, rebalance, consolidate
    /// There is work for more of its group, or for fewer.
    case demand, idle
    /// Something more urgent needs its room.
    case room
  }

  /// The node that answers for the unit; nil while it is a ghost.
  public var owner: String? {
    switch stage {
    case .planned, .loading, .undoing, .undone: origin
    case .releasing, .done: target
    }
  }

  public var isOver: Bool { stage == .done || stage == .undone }
  /// Whether the unit is still where it was, and may come to where it is to be.
  public var isOpen: Bool {
    switch stage {
    case .planned, .loading, .undoing: true
    case .releasing: makesGhost
    case .done, .undone: false
    }
  }
  /// Whether a ghost is loaded, or a unit becomes one.
  public var changesKind: Bool { origin == nil || target == nil }
  /// Whether nodes are at work on it, and the unit is not yet where it is to be.
  public var isUnderWay: Bool { stage == .loading || stage == .releasing && makesGhost }
  /// Whether the unit is only stored once this is done.
  public var makesGhost: Bool { target == nil }

  /// Whether what was decided together with it has not come to its end yet. A node that is to be empty is so only when
  /// the last unit has been let go.
  public var keepsPlanOpen: Bool { isOpen && !cameLate || cause == .consolidate && stage == .releasing }
  /// Whether it was given up, and its new node loaded the unit after all.
  public var cameLate: Bool { fault == Self.late }
  /// Whether some node may have been asked for it by now.
  var hasBegun: Bool { stage != .planned || changedAt > plannedAt }

  /// The fault of one that somebody said no to.
  public static let calledOff = "called_off"
  /// The fault of one whose new node took nothing any more before it was asked.
  static let closedBefore = "closed_before"
  static let late = "came_late"

  /// For so long one waits whose old node could not be fenced.
  static let respite = Span.minutes(1)

  /// Waits to begin anew.
  mutating func postpone(at now: Instant) { startsAt = now + Self.respite }

  func isAhead(of now: Instant) -> Bool { max(plannedAt, changedAt) > now }

  /// Brings its times down to now, and keeps how long there is to say no.
  mutating func rewind(to now: Instant) {
    startsAt = min(startsAt, now + (startsAt - plannedAt))
    (plannedAt, changedAt) = (min(plannedAt, now), min(changedAt, now))
  }
}

extension Migration {
  /// Why the new node was chosen, as of the decision.
  public struct Grounds: Hashable, Sendable {
    public let policy: String
    public let score: Int32
    /// What the score was made of.
    public let terms: [Term]
    /// How many nodes would have taken the unit, of how many.
    public let fitting: Int
    public let nodes: Int
    /// The next best node and its score; nil where no other took it.
    public let next: Next?

    public struct Next: Hashable, Sendable {
      public let node: String
      public let score: Int32

      public init(node: String, score: Int32) { (self.node, self.score) = (node, score) }
    }

    public init(
      policy: String, score: Int32, terms: [Term], fitting: Int, nodes: Int, next: Next?
    ) {
      (self.policy, self.score, self.terms) = (policy, score, terms)
      (self.fitting, self.nodes, self.next) = (fitting, nodes, next)
    }
  }

  /// What is asked of a node, again and again until it answers; to be asked twice does no harm.
  public struct Command: Hashable, Sendable {
    public enum Verb: Sendable { case load, release }

    public let migration: Int64
    public let verb: Verb
    public let unit: String
    /// What the unit is one of: a node that has never had it knows by this what to start.
    public let group: String?
    public let node: String
    /// The node that has the unit until another serves it; nil for one out of the store.
    public let origin: String?
    /// Whether that node is not heard of, and has to be fenced before.
    public var fencesOrigin = false

    public init(
      migration: Int64, verb: Verb, unit: String, group: String? = nil, node: String,
      origin: String? = nil
    ) {
      (self.migration, self.verb, self.unit) = (migration, verb, unit)
      (self.group, self.node, self.origin) = (group, node, origin)
    }
  }

  /// What a node says to a command.
  public struct Answer: Hashable, Sendable {
    public enum Outcome: Hashable, Sendable {
      case loaded, released
      /// It cannot load the unit.
      case failed(String)
      /// The node that had the unit could not be made sure to serve nothing: it was not loaded anywhere.
      case unfenced
    }

    public let migration: Int64
    public let outcome: Outcome

    public init(_ migration: Int64, _ outcome: Outcome) {
      (self.migration, self.outcome) = (migration, outcome)
    }
  }

  /// What is to be asked at this stage.
  public var command: Command? {
    switch stage {
    case .planned, .done, .undone: nil
    case .loading: command(.load, target)
    case .releasing: command(.release, origin)
    case .undoing: command(.release, target)
    }
  }

  private func command(_ verb: Command.Verb, _ node: String?) -> Command? {
    node.map {
      Command(migration: number, verb: verb, unit: unit, group: group, node: $0, origin: origin)
    }
  }

  /// The stage that follows an answer; nil where the answer comes too late to matter.
  func stage(after outcome: Answer.Outcome) -> Stage? {
    switch (stage, outcome) {
    case (.loading, .loaded): origin == nil ? .done : .releasing
    case (.loading, .failed): .undoing
    case (.loading, .unfenced): .planned
    case (.releasing, .released): .done
    case (.undoing, .released): .undone
    default: nil
    }
  }

  /// One out of the store.
  public init(
    number: Int64, plan: Int64, unit: String, of group: String? = nil, from origin: String?,
    to target: String?, cause: Cause, motive: Bilingual, grounds: Grounds, cores: Double, memory: Double,
    plannedAt: Instant, startsAt: Instant,
    stage: Stage = .planned, changedAt: Instant? = nil, fault: String? = nil
  ) {
    (self.number, self.plan, self.group) = (number, plan, group)
    (self.unit, self.origin, self.target) = (unit, origin, target)
    (self.cause, self.motive, self.grounds) = (cause, motive, grounds)
    (self.cores, self.memory) = (cores, memory)
    (self.plannedAt, self.startsAt) = (plannedAt, startsAt)
    (self.stage, self.changedAt, self.fault) = (stage, changedAt ?? plannedAt, fault)
  }
}

extension Migration.Grounds {
  /// - Parameters:
  ///   - chosen: the node that was chosen, with its score.
  ///   - explanation: how all nodes stood, at least the best two of them.
  public init(
    _ chosen: Explanation.Candidate, of explanation: Explanation, by policy: String, _ names: Names
  ) {
    let next = explanation.candidates.first { $0.node != chosen.node }
    self.init(
      policy: policy, score: chosen.score, terms: chosen.terms, fitting: explanation.fitting,
      nodes: explanation.nodes, next: next.map { Next(node: names[$0.node], score: $0.score) })
  }
}
