import Basics
import Canvas
import Community
import Model
import Monitoring
import Roadmap
import Scheduling

/// Something that needs a person, from whatever subject it comes.
struct Need {
  let identity: String
  let severity: Severity
  let what: Bilingual
  /// What is said behind it, quieter.
  let detail: Bilingual
  /// Since when, where that is known.
  let since: Instant?
  let place: Place?
}

/// What needs a person, worst first.
enum NeedList: ListKind {
  static let identifier = ListID.bridgeNeeds

  static let columns: [ListColumn<Need>] = [
    ListColumn({ _ in "" }, .fixed(1), line: { need, drawing in Readable(drawing).sign(need.severity) }),
    ListColumn(
      \.lists.what, .flexible(20),
      line: { need, drawing in
        need.what[drawing.language].ink(need.severity == .act ? .strong : .base)
          + "  \(need.detail[drawing.language])".ink(.muted)
      }),
    ListColumn(
      \.lists.since, .fixed(8), .right, rank: 1,
      line: { need, drawing in need.since.map { Readable(drawing).since($0).ink(.muted) } ?? .empty }),
  ]

  static func identity(of row: Need) -> String { row.identity }
  static func text(of row: Need, _ drawing: Drawing) -> String {
    row.what[drawing.language] + " " + row.detail[drawing.language]
  }
  static func place(of row: Need) -> Place? { row.place }

  static func rows(of snapshot: Snapshot, in context: ListContext) -> [Need] {
    let queue = snapshot.queue
    let needs =
      store(snapshot, context.drawing) + acts(snapshot) + sources(snapshot) + nodes(snapshot, context.drawing)
      + alerts(queue) + bottlenecks(snapshot, queue) + silences(snapshot, context.drawing)
      + programmes(snapshot, context.drawing) + indicators(snapshot, context.drawing) + findings(snapshot)
    return needs.enumerated().sorted { ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset) }
      .map(\.element)
  }

  private static func store(_ snapshot: Snapshot, _ drawing: Drawing) -> [Need] {
    guard let fault = snapshot.store.fault else { return [] }
    return [
      Need(
        identity: "store", severity: .act, what: Phrases.both { $0.bridge.storeFails(fault) },
        detail: Bilingual(""),
        since: snapshot.store.failingSince, place: .screen(.settings))
    ]
  }

  private static func sources(_ snapshot: Snapshot) -> [Need] {
    snapshot.sources.compactMap { source in
      guard let fault = source.fault else { return nil }
      return Need(
        identity: "source/\(source.name)", severity: .watch,
        what: Phrases.both { $0.bridge.sourceFails(source.name, fault) },
        detail: Bilingual(""), since: nil, place: .screen(.settings))
    }
  }

  /// That the scheduler does nothing, and the units for which it found no place.
  private static func acts(_ snapshot: Snapshot) -> [Need] {
    let (acts, place) = (snapshot.acts, Place.screen(.scheduler))
    var needs: [Need] = []
    if let stillness = acts.stillness {
      needs.append(
        Need(
          identity: "acts/still", severity: .act, what: Phrases.both { $0.acts.still }, detail: stillness,
          since: nil, place: place))
    }
    if !acts.stranded.isEmpty {
      needs.append(
        Need(
          identity: "acts/stranded", severity: .act,
          what: Phrases.both { $0.acts.stranded(acts.stranded.count) },
          detail: acts.stranded.min { $0.key < $1.key }?.value ?? Bilingual(""), since: nil, place: place))
    }
    if acts.settings.isPaused {
      needs.append(
        Need(
          identity: "acts/paused", severity: .watch,
          what: Phrases.both { $0.acts.pausedBy(acts.settings.pausedBy) }, detail: Bilingual(""),
          since: nil, place: place))
    }
    return needs + groups(snapshot) + generation(acts)
  }

  /// The groups that have fewer units than their work needs.
  private static func groups(_ snapshot: Snapshot) -> [Need] {
    snapshot.groups.compactMap { group in
      guard let shortage = group.shortage, group.residents < group.wanted ?? 0 else { return nil }
      return Need(
        identity: "acts/group/\(group.name)", severity: group.serviceClass == .interactive ? .act : .watch,
        what: Phrases.both { $0.acts.tooFew(group.name.printable) }, detail: shortage, since: nil,
        place: .screen(.scheduler))
    }
  }

  /// What a generation that acts by itself did wrong, or would do.
  private static func generation(_ acts: ActsView) -> [Need] {
    let place = Place.screen(.scheduler)
    var needs: [Need] = []
    if let fallBack = acts.settings.fallBack {
      needs.append(
        Need(
          identity: "acts/fallback", severity: .watch,
          what: Phrases.both { $0.learning.fellBack(acts.settings.policy) },
          detail: fallBack.violation.words, since: fallBack.since, place: place))
    }
    if let proposal = acts.learning.proposal {
      needs.append(
        Need(
          identity: "acts/proposal", severity: .info, what: Phrases.both { $0.learning.proposal },
          detail: proposal.words, since: nil, place: place))
    }
    return needs
  }

  /// Nodes that have gone silent. Of many the count says more than the names.
  private static func nodes(_ snapshot: Snapshot, _ drawing: Drawing) -> [Need] {
    guard snapshot.digest.nodes.lost > 0 else { return [] }
    let lost = snapshot.nodes.filter { $0.state == .lost }
    if lost.count > 5 {
      let oldest = lost.map(\.lastSeen).min()
      return [
        Need(
          identity: "nodes/lost", severity: .act, what: Phrases.both { $0.bridge.nodesLost(lost.count) },
          detail: Bilingual(regions(of: lost)), since: oldest, place: .screen(.nodes))
      ]
    }
    return lost.map { node in
      Need(
        identity: node.address.description, severity: .act,
        what: Phrases.both { $0.bridge.nodeLost(node.identifier) },
        detail: Bilingual(node.region), since: node.lastSeen, place: .node(node.identifier))
    }
  }

  private static func regions(of nodes: [NodeView]) -> String {
    Set(nodes.map(\.region).filter { !$0.isEmpty }).sorted().joined(separator: " ")
  }

  /// What is broken and nobody has taken on.
  private static func alerts(_ queue: [QueueRow]) -> [Need] {
    queue.filter(\.needsSomeone).map { row in
      let others = (row.incident?.firing ?? row.crowd) - 1
      return Need(
        identity: row.identity, severity: row.severity, what: row.title,
        detail: others > 0 ? Phrases.both { $0.bridge.andOthers(others) } : Bilingual(""),
        since: row.since, place: row.place ?? .screen(.alerts))
    }
  }

  /// What holds nodes up of which no alert tells yet.
  private static func bottlenecks(_ snapshot: Snapshot, _ queue: [QueueRow]) -> [Need] {
    let found = snapshot.heldUp
    guard !found.isEmpty else { return [] }
    let told = Set(queue.filter { $0.alert?.alert.state == .firing }.flatMap(\.nodes))
    let untold = found.filter { !told.contains($0.node) }
    if untold.count > 5 {
      return [
        Need(
          identity: "nodes/held", severity: .watch, what: Phrases.both { $0.bridge.nodesHeld(untold.count) },
          detail: Bilingual(""), since: untold.map(\.since).min(), place: .screen(.nodes))
      ]
    }
    return untold.map { view in
      let title = view.bottleneck.title
      return Need(
        identity: "held/\(view.identifier)", severity: .watch,
        what: Bilingual(english: "\(view.node): \(title.english)", chinese: "\(view.node)：\(title.chinese)"),
        detail: view.bottleneck.figures, since: view.since, place: .node(view.node))
    }
  }

  /// Silences that are about to end while what they cover still fires.
  private static func silences(_ snapshot: Snapshot, _ drawing: Drawing) -> [Need] {
    snapshot.silences.filter { $0.isEnding(at: snapshot.at) }.compactMap { silence in
      guard let covered = snapshot.alerts.first(where: { $0.silence == silence }) else { return nil }
      let end = Readable(drawing).clock(silence.endsAt)
      return Need(
        identity: "silence/\(silence.identifier)", severity: .info,
        what: Phrases.both { $0.queue.silenceEnds(covered.alert.rule, end) },
        detail: Bilingual(silence.author), since: nil, place: .alert(covered.alert.identifier))
    }
  }

  private static func programmes(_ snapshot: Snapshot, _ drawing: Drawing) -> [Need] {
    snapshot.plan.programmes.flatMap { programme -> [Need] in
      var needs: [Need] = []
      let late = programme.milestones.compactMap { milestone -> Int? in
        guard case .overdue(let days) = programme.standing(of: milestone, on: drawing.today) else {
          return nil
        }
        return days
      }
      func need(_ identity: String, _ severity: Severity, _ words: (Phrases) -> String) -> Need {
        Need(
          identity: "\(programme.address)/\(identity)", severity: severity, what: Phrases.both(words),
          detail: programme.short, since: nil,
          place: .item(programme.identifier))
      }
      if let longest = late.max() {
        needs.append(need("late", .watch) { $0.bridge.milestonesLate(late.count, longest) })
      }
      if programme.lacksLaunch { needs.append(need("launch", .info) { $0.bridge.noLaunch }) }
      if programme.owner == nil, programme.ownerGiven == nil {
        needs.append(need("owner", .info) { $0.bridge.noOwner })
      }
      return needs
    }
  }

  private static func indicators(_ snapshot: Snapshot, _ drawing: Drawing) -> [Need] {
    let missed = snapshot.board.indicators.filter {
      snapshot.board.outlook(of: $0, on: drawing.today).verdict == .missed
    }
    guard !missed.isEmpty else { return [] }
    return [
      Need(
        identity: "indicators/missed", severity: .watch,
        what: Phrases.both { $0.bridge.targetsMissed(missed.count) },
        detail: Bilingual(""), since: nil, place: .screen(.community))
    ]
  }

  private static func findings(_ snapshot: Snapshot) -> [Need] {
    let urgent = snapshot.findings.count { $0.severity == .mustHandle }
    guard urgent > 0 else { return [] }
    return [
      Need(
        identity: "findings", severity: .info, what: Phrases.both { $0.bridge.contradictions(urgent) },
        detail: Bilingual(""),
        since: nil, place: .screen(.community))
    ]
  }
}

/// What has happened since one last looked, newest first.
enum ChangeList: ListKind {
  static let identifier = ListID.bridgeChanges

  static let columns: [ListColumn<LogEntry>] = [
    ListColumn(
      \.lists.when, .fixed(11),
      line: { entry, drawing in Readable(drawing).clock(entry.at).ink(.muted) }),
    ListColumn({ _ in "" }, .fixed(1), line: { entry, drawing in LogList.sign(entry, drawing) }),
    ListColumn(\.lists.what, .flexible(20), line: { entry, drawing in LogList.sentence(entry, drawing) }),
  ]

  static func identity(of row: LogEntry) -> String { LogList.identity(of: row) }
  static func text(of row: LogEntry, _ drawing: Drawing) -> String { LogList.text(of: row, drawing) }
  static func place(of row: LogEntry) -> Place? { LogList.place(of: row) }

  static func rows(of snapshot: Snapshot, in context: ListContext) -> [LogEntry] {
    guard let lookedAt = context.lookedAt else { return Array(snapshot.log.prefix(50)) }
    return Array(snapshot.log.prefix { $0.at > lookedAt })
  }
}

extension Snapshot {
  /// What holds nodes up most, of each node one.
  var heldUp: [BottleneckView] { bottlenecks.filter { $0.isActive && $0.rank == 0 } }
}
