import Basics

/// Something a person wants done. It is a row in the store before it is an act, and stays there as the audit log.
public struct Order: Sendable, Hashable {
  /// What can be ordered; the raw value is the word in the store and in listings.
  public enum Verb: String, CaseIterable, Sendable {
    case acknowledge, unacknowledge
    /// Not to be bothered by an alert for a time; `unsilence` ends it.
    case silence, unsilence
    case resolve
    /// Put a remark to something.
    case comment
    /// Set a field of a plan's item.
    case set
    /// Enter a value of an indicator; `withdraw` takes it back.
    case observe, withdraw
    /// Read a source of metrics from now on; `remove` ends it.
    case add, remove
    /// Keep a graph as a panel of a screen; `unpin` takes it away.
    case pin, unpin
    /// Put an alert rule in force; `repeal` ends it.
    case enact, repeal
    /// Do what is suggested against a bottleneck; what it was foreseen to come to goes with it.
    case apply
    /// Say who is to see to an incident; tell more people of it.
    case assign, escalate
    /// Make an incident a part of another; `split` takes it out.
    case merge, split
    /// Say that two incidents have to do with one another.
    case link, unlink
    /// Say that a step of a runbook is done, or a command of it was run.
    case tick, untick, run
    /// Let nothing new come to a node; have what is on it go too; let it be used again.
    case cordon, drain, uncordon
    /// Bring a unit to another node.
    case migrate
    /// Bring units from full nodes to emptier ones.
    case rebalance
    /// Bring units together so that nodes become empty.
    case consolidate
    /// Let the scheduler begin nothing new; let it go on.
    case pause, proceed
    /// Say no to moves that have not begun.
    case callOff = "call_off"
  }

  /// What became of an order; the raw value is the word in the store.
  public enum Status: String, CaseIterable, Sendable {
    case pending, done, refused
  }

  /// An order that is not in the store yet.
  public struct Draft: Sendable, Hashable {
    public var verb: Verb
    public var address: Address
    /// What the verb needs: `field` and `value`, `duration`, `day`, …
    public var fields: [String: String]
    public var reason: String
    /// The order this one takes back.
    public var undoes: Int64?

    public init(
      _ verb: Verb, _ address: Address, _ fields: [String: String] = [:], reason: String = "",
      undoes: Int64? = nil
    ) {
      self.verb = verb
      self.address = address
      self.fields = fields
      self.reason = reason
      self.undoes = undoes
    }
  }

  public let identifier: Int64
  public let at: Instant
  public let who: String
  /// Where it was given: a console or the command line, with its process.
  public let origin: String
  public let draft: Draft
  public var status: Status
  /// What came of it, or why not.
  public var outcome: String
  public var decidedAt: Instant?
  /// The order that would take this one back; nil where nothing can.
  public var inverse: Draft?

  public init(
    identifier: Int64, at: Instant, who: String, origin: String, draft: Draft, status: Status = .pending,
    outcome: String = "", decidedAt: Instant? = nil, inverse: Draft? = nil
  ) {
    self.identifier = identifier
    self.at = at
    self.who = who
    self.origin = origin
    self.draft = draft
    self.status = status
    self.outcome = outcome
    self.decidedAt = decidedAt
    self.inverse = inverse
  }

  public var address: Address { Address(.order, String(identifier)) }
}
