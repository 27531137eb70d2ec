import Basics
import Community
import Model
import Monitoring
import Roadmap

/// Everything the console says, in one language. A language is a value of this type: the compiler refuses a gap.
public struct Phrases: Sendable {
  /// One thing in words.
  typealias Name<Thing> = @Sendable (Thing) -> String
  /// A sentence about a number.
  typealias Count = @Sendable (Int) -> String

  let language: Language
  let common: Common
  let screens: Screens
  let units: Units
  let notices: Notices
  let commands: Commands
  let help: Help
  let forms: Forms
  let provenance: ProvenanceNames
  let states: States
  let vitals: Vitals
  let lists: Lists
  let bridge: Bridge
  let savings: Savings
  let scheduler: Scheduler
  let acts: Acts
  let learning: Learning
  let whatIf: WhatIfWords
  let capacity: Capacity
  let explore: Explore
  let objectives: Objectives
  let bottlenecks: Bottlenecks
  let plan: PlanWords
  let board: BoardWords
  let log: LogWords
  let incidents: IncidentWords
  let settings: Settings
  public let routing: Routing
  let queue: Queue
  public let trouble: Trouble

  public static func of(_ language: Language) -> Phrases {
    switch language {
    case .english: english
    case .chinese: chinese
    }
  }

  /// What is said where there is no terminal, or one that ncurses does not know.
  public var needsTerminal: String { trouble.needsTerminal }
  public func unknownTerminal(_ name: String) -> String { trouble.unknownTerminal(name) }

  /// A process, and that there is none, as who holds the watch.
  public func process(_ pid: Int) -> String { bridge.process(pid) }
  public var nobody: String { bridge.nobody }

  /// A vital in words: `CPU`, `Fullest disk`.
  public func name(of vital: Vital) -> String { vitals.name(vital) }

  /// What became of an order, in a sentence.
  public func outcome(of order: Order) -> String {
    switch order.status {
    case .pending: log.pending
    case .done: log.done
    case .refused: log.refusal(order.outcome)
    }
  }

  /// Why a definition of a source cannot be used.
  public func sentence(_ fault: OriginFault) -> String { log.refusal("\(fault.word) \(fault.detail)") }

  /// A sentence in every language, of the words that other parts may use.
  public static func bothLanguages(_ words: (Phrases) -> String) -> Bilingual { both(words) }

  /// A sentence in every language.
  static func both(_ words: (Phrases) -> String) -> Bilingual {
    Bilingual(english: words(.english), chinese: words(.chinese))
  }
}

extension Phrases {
  struct Common: Sendable {
    let starting, unsaved, live, unrecorded, now: String
    let paused, past, stale: Name<String>
    let attached: Count
  }

  struct Screens: Sendable {
    let name, short: Name<ScreenID>
  }

  struct Units: Sendable {
    let second, minute, hour, day: String
  }

  struct Notices: Sendable {
    let following, notFollowing, copied: Name<String>
    let readOnly, nothingToAcknowledge, nothingToSilence, nothingToResolve, nothingToEdit,
      nothingToUndo: String
    let undone: Name<String>
    let mouseOurs, mouseYours, nothingChanged, notDone: String
  }

  struct Commands: Sendable {
    let name, short: Name<Command>
  }

  struct Help: Sendable {
    let title: Name<String>
    let close, here, palette, nothingFits: String
    let group: Name<Command.Group>
  }

  struct Forms: Sendable {
    let title: Name<Form.Kind>
    let field, hint, expected: Name<Form.Purpose>
    let choose, keys, yesOrNo: String
    let several, andMore, typeCount: Count
    let question, consequence: Name<Confirmation.Kind>
  }

  struct ProvenanceNames: Sendable {
    let name: Name<Provenance>
  }

  struct States: Sendable {
    let act, watch, lost, silenced, pending, firing, resolved: String
    let node: Name<NodeView.State>
    let severity: Name<Severity>
  }

  struct Vitals: Sendable {
    let name, short: Name<Vital>
    let network, disk, pressure: String
  }

  struct Lists: Sendable {
    let title: Name<ListID>
    let empty, what, location, since, when, detail, who, subject, outcome: String
    let node, place, trend, cores, seen, user, reads, writes, threads, state, running, command: String
    let part, name, used, filesystem, disk, interface, core, incoming, outgoing: String
    let noNodes, gone, noParts, noProcesses, heat, gathering, nothingSeen, uptime, system, kernel: String
    let value, takenBy, rule, group, holdFor, expression, noRules, alert, alertGone, labels, limit: String
    let nothingOrdered, nothingHappened, noHistory: String
    let noMatch, faults, firedAt: Name<String>
    let marked, quiet: Count
    let free, silencedUntil, sinceTime: @Sendable (String, String) -> String
    let ofProcesses: @Sendable (Int, Int) -> String
  }

  struct Bridge: Sendable {
    let nodes, alerts, savings, roadmap, community: String
    let needs, nothingNeeded, changed, nothingChanged, nothingSeen, noNodes, quiet, noLaunch, noOwner: String
    let watchTitle, heldBy, nobody, fedBy, keptIn, rulesName, done, met: String
    let storeFails, nodeLost, changedSince, since: Name<String>
    let sourceFails: @Sendable (String, String) -> String
    let strained, actNow, summary, sources, rules, milestonesLate: @Sendable (Int, Int) -> String
    let keepWatch, allWell, thisConsole, process, onlookers, failing, up, silent, firing, pending,
      taken: Count
    let silenced, overdue, active, undated, missed, unmeasured, findings, nodesLost, targetsMissed: Count
    let nodesHeld, contradictions, andOthers: Count
  }

  struct Savings: Sendable {
    let reductionTitle, usersTitle, marginalTitle, computed, computedShort, computedHow, verified: String
    let nothingVerified, noneVerified, baseline, noBaseline, next, how, usersHow, implied, notZero,
      needed: String
    let nodes, noNodes, days, noDays, day, provisioned, path, noPath, pathNote, price, perHour, perMonth,
      anHour, used, idle: String
    let stop, claimedNow, due, reduction, users, bill, marginal, flat: String
    let free: Name<String>
    let total: @Sendable (String, String) -> String
  }

  struct PlanWords: Sendable {
    let item, priority, standingName, progress, owner, timeline, none, parts, noParts, kind, amount,
      source: String
    let ticked, waived, completion, computed, ownerMissing, launch, noLaunch, review, window, note,
      doneOn: String
    let references, partOf: String
    let standing: Name<Standing>
    let statusName: Name<PlanItem.Status>
    let kindName: Name<PlanItem.Kind>
    let priorityName: Name<String>
    let windowName: Name<Window>
    let tooEarly: Count
  }

  struct BoardWords: Sendable {
    let indicator, category, value, provenance, target, due, reached, inWords, unlimited, undated: String
    let benchmark, theirs, ours, gap, printed, priority, severity, finding, evidence, count, day, note,
      source: String
    let noIndicators, noGaps, noFindings, noReadings, noValue, computed, byFormula, unit, distance, steep,
      rule: String
    let monthly: Name<String>
    let verdict: Name<Outlook.Verdict>
    let severityName: Name<Finding.Severity>
    let direction: Name<Indicator.Direction>
  }

  struct LogWords: Sendable {
    let event: Name<LogEntry.Kind>
    let verb: Name<Order.Verb>
    let pending, done: String
    /// What was ordered, and what came of it.
    let cameTo: @Sendable (String, String) -> String
    /// The sentence for an outcome: its first word says which, the rest what it is about.
    let refusal: Name<String>
  }

  struct Settings: Sendable {
    let source, series, interval, theme, file, term, meaning, noSources, store, readOnly, sound, size,
      schema: String
    let version, language, languageName: String
  }

  /// What is said about trouble with a store.
  public struct Trouble: Sendable {
    /// The kind of trouble and SQLite's own words give what it is and what to do.
    let sentence: @Sendable (StoreTrouble, String) -> String
    let needsTerminal: String
    let unknownTerminal: Name<String>

    public func sentence(_ trouble: StoreTrouble, detail: String) -> String { sentence(trouble, detail) }
  }
}
