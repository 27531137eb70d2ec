import Basics
import Canvas
import Model
import Monitoring
import Telemetry

/// What is broken, in the order one asks at night: since when, for whom, why, what to do, who is on it.
extension Stage {
  /// A row of the queue with everything that is known about it, and the graph of its most urgent alert.
  mutating func drawCard(_ row: QueueRow, title: String, in rect: Rect) {
    let note = figures.sign(row.severity) + " \(phrases.states.severity(row.severity))".ink(.muted)
    var inside = panel(title, note: note, in: rect)
    _ = inside.takeTop(paragraph(row.title[language].printable, .strong, in: inside))
    if let alert = row.alert?.alert, row.incident?.firing ?? 1 == 1 {
      _ = inside.takeTop(paragraph(alert.description[language].printable, .muted, in: inside))
    }
    if inside.height >= 12 { _ = inside.takeTop(1) }
    let facts = facts(of: row)
    if inside.width >= 100, inside.height < facts.count + 9 {
      // Side by side where there is no room below one another.
      let left = inside.takeLeft(inside.width * 3 / 5)
      self.facts(facts, in: left)
      _ = inside.takeLeft(2)
    } else {
      _ = inside.takeTop(self.facts(facts, in: inside))
    }
    guard let alert = row.alert, inside.height >= 6 else { return }
    _ = inside.takeTop(1)
    _ = inside.takeTop(
      paragraph(
        alert.expression.printable, .muted, in: Rect(x: inside.x, y: inside.y, width: inside.width, height: 2)
      ))
    drawValues(of: alert, in: inside)
  }

  private typealias Fact = (name: String, value: Line)

  private func facts(of row: QueueRow) -> [Fact] {
    var facts = [Fact(phrases.lists.state, state(of: row))]
    facts += extent(of: row)
    if row.incident == nil, let incident = row.alert.flatMap({ snapshot.incident(of: $0) })?.incident {
      let line = "#\(incident.identifier)  ".ink(.key) + IncidentList.state(incident, drawing)
      facts.append((phrases.incidents.incident, line))
    }
    if let alert = row.alert { facts.append((phrases.lists.value, measured(alert))) }
    if let objective = snapshot.objective(of: row) {
      let left = ObjectiveList.left(objective, drawing) + "  ".ink(.base)
      facts.append((phrases.objectives.left, left + objective.objective.title[language].printable.ink(.base)))
    }
    facts += remedies(of: row)
    facts += people(of: row)
    facts += past(of: row)
    guard let alert = row.alert?.alert, row.incident?.firing ?? 1 == 1 else { return facts }
    let labels = alert.labels.filter { !["alertname", "severity"].contains($0.name) }
    let line = labels.map { "\($0.name)=".printable.ink(.muted) + $0.value.printable.ink(.base) }
    return facts + [(phrases.lists.labels, line.joined(by: "  ".ink(.base)))]
  }

  private func state(of row: QueueRow) -> Line {
    var line: Line
    if let incident = row.incident?.incident {
      line = "#\(incident.identifier)  ".ink(.key) + IncidentList.state(incident, drawing)
      let age = figures.age(incident.duration(at: now))
      line = line + "  \(phrases.lists.sinceTime(figures.clock(incident.openedAt), age))".ink(.muted)
    } else {
      line = row.alert.map { AlertList.state($0, drawing) + "  \(times($0.alert))".ink(.muted) } ?? .empty
    }
    guard let alert = row.alert, alert.isFlapping else { return line }
    return line + "  \(phrases.queue.flapping) \(Figures.percent(alert.flapping))".ink(.watch)
  }

  private func times(_ alert: Alert) -> String {
    let active = phrases.lists.sinceTime(figures.clock(alert.activeAt), figures.since(alert.activeAt))
    guard let fired = alert.firedAt, fired != alert.activeAt else { return active }
    return "\(active)  \(phrases.lists.firedAt(figures.clock(fired)))"
  }

  /// How far it reaches: the rules and the nodes.
  private func extent(of row: QueueRow) -> [Fact] {
    guard let view = row.incident else { return [] }
    var facts: [Fact] = []
    if view.members.count > 1 {
      let counts = (Figures.grouped(view.firing), Figures.grouped(view.members.count))
      let rules = view.rules.prefix(3).map { $0.firing > 1 ? "\($0.name) ×\($0.firing)" : $0.name }
      let more = view.rules.count > 3 ? " +\(view.rules.count - 3)" : ""
      let names = rules.joined(separator: ", ") + more
      facts.append(
        (
          phrases.incidents.alerts,
          phrases.queue.firing(counts.0, counts.1).ink(.base) + "  \(names)".printable.ink(.muted)
        ))
    }
    if view.nodes.count > 1 {
      let shown = view.nodes.prefix(5).joined(separator: " ").printable
      let more = view.nodes.count > 5 ? "  +\(view.nodes.count - 5)" : ""
      facts.append((phrases.incidents.nodes, shown.ink(.base) + more.ink(.muted)))
    }
    return facts
  }

  private func measured(_ view: AlertView) -> Line {
    let threshold = view.threshold.map { "  \(phrases.lists.limit) \(AlertList.shown($0, of: view))" } ?? ""
    let held = view.holdFor > .zero ? "  \(phrases.lists.holdFor) \(view.holdFor.prometheus)" : ""
    return AlertList.value(view).ink(.strong) + (threshold + held).ink(.muted)
  }

  /// What probably causes it, what would help, and what is written about what to do.
  private func remedies(of row: QueueRow) -> [Fact] {
    var facts: [Fact] = []
    let nodes = row.nodes.prefix(20)
    if let cause = snapshot.bottlenecks.first(where: { $0.isActive && nodes.contains($0.node) }) {
      let place = nodes.count > 1 ? "\(cause.node): " : ""
      let figures = "  \(cause.bottleneck.figures[language])".printable
      facts.append(
        (
          phrases.queue.cause,
          (place + cause.bottleneck.title[language]).printable.ink(.strong) + figures.ink(.base)
        ))
      if let suggestion = cause.bottleneck.suggestions.first {
        facts.append((phrases.queue.advice, suggestion.title[language].printable.ink(.base)))
      }
    }
    if let runbook = row.incident?.runbooks.first ?? row.alert?.runbook {
      let key = console.setup.keymap.label(of: .runbook)
      let title = snapshot.runbook(runbook)?.title[language] ?? runbook
      facts.append((phrases.incidents.runbook, "\(key)  ".ink(.key) + title.printable.ink(.base)))
    }
    return facts
  }

  /// Who is on it, who is on call, and who is told.
  private func people(of row: QueueRow) -> [Fact] {
    var facts: [Fact] = []
    if let incident = row.incident?.incident {
      facts.append((phrases.incidents.taken, taker(of: incident)))
      facts.append(
        (phrases.incidents.onCall, onCallNow + "  \(phrases.incidents.told(incident.rung))".ink(.muted)))
    } else if let taken = row.alert?.alert.acknowledgement {
      let said = "  \(figures.clock(taken.at))  \(taken.comment)".printable
      facts.append((phrases.lists.takenBy, taken.by.printable.ink(.info) + said.ink(.muted)))
    }
    if let silence = row.alert?.silence {
      let until = phrases.lists.silencedUntil(figures.clock(silence.endsAt), silence.author)
      facts.append(
        (phrases.states.silenced, until.printable.ink(.past) + "  \(silence.comment)".printable.ink(.base)))
    }
    if let routing = row.alert?.routing {
      let words = phrases.routing.summary(routing) { figures.clock($0) }
      facts.append((phrases.routing.notification, words.printable.ink(.base)))
    }
    return facts
  }

  /// What changed before it began, and what was like it before.
  private func past(of row: QueueRow) -> [Fact] {
    let changes = changes(before: row).map { entry in
      "\(figures.clock(entry.at))  ".ink(.muted) + LogList.sentence(entry, drawing)
    }
    let alike = (row.incident?.similar ?? []).prefix(2).compactMap { similarity -> Line? in
      guard let past = snapshot.incident(similarity.identifier)?.incident else { return nil }
      let words = phrases.queue.past(
        figures.age(past.duration(at: now)), Figures.percent(similarity.score))
      return "#\(past.identifier)  ".ink(.key) + past.title[language].printable.ink(.base)
        + "  \(words)".ink(.muted)
    }
    func named(_ name: String, _ lines: [Line]) -> [Fact] {
      lines.enumerated().map { ($0.offset == 0 ? name : "", $0.element) }
    }
    return named(phrases.queue.unusual, oddities(about: row)) + named(phrases.queue.before, changes)
      + named(phrases.incidents.similar, Array(alike))
  }

  /// What was unlike its own past about the time, the strangest first.
  private func oddities(about row: QueueRow) -> [Line] {
    let nodes = Set(row.nodes)
    let names = Set(row.incident?.objectives ?? [])
    let near = snapshot.anomalies.filter { anomaly in
      guard anomaly.at >= row.since - Self.lookback, anomaly.at <= row.since + Self.lookback else {
        return false
      }
      return switch anomaly.owner {
      case .node(let node): nodes.contains(node)
      case .objective(let name): names.contains(name)
      case .panel: false
      }
    }
    return near.sorted { $0.score > $1.score }.prefix(2).map { anomaly in
      let value =
        anomaly.vital.map { figures.vital(Float(anomaly.value), $0) } ?? Figures.count(anomaly.value)
      let name = anomaly.vital.map { phrases.vitals.name($0) } ?? phrases.objectives.burn
      return "\(figures.clock(anomaly.at))  ".ink(.muted)
        + "\(anomaly.owner.name) \(name) \(value)".printable.ink(.base)
        + "  \(phrases.queue.unlike(Figures.percent(anomaly.score)))".ink(.muted)
    }
  }

  private func changes(before row: QueueRow) -> [LogEntry] {
    let began = row.since
    let nodes = Set(row.nodes)
    let found = snapshot.log.lazy.filter { entry in
      entry.at <= began && began - entry.at <= Self.lookback && entry.isChange(on: nodes)
    }
    return Array(found.prefix(3))
  }

  /// What happened earlier is hardly the cause.
  private static let lookback = Span.minutes(30)

  /// The last values of the condition, with the limit drawn in.
  private mutating func drawValues(of view: AlertView, in rect: Rect) {
    let highest = max(view.values.filter { !$0.isNaN }.max() ?? 0, Float(view.threshold ?? 0)) * 1.1
    guard highest > 0, rect.height >= 3 else { return }
    var plot = rect
    let axis = plot.takeBottom(1)
    let scale = plot.takeLeft(8)
    write(AlertList.shown(Double(highest), of: view).ink(.faint), in: scale.row(0).inset(1, 0), .right)
    write("0".ink(.faint), in: scale.row(plot.height - 1).inset(1, 0), .right)
    let times = Rect(x: plot.x, y: axis.y, width: plot.width, height: 1)
    let span = view.interval * Int64(max(0, view.values.count - 1))
    if span > .zero { write("-\(span.prometheus)".ink(.faint), in: times) }
    write(phrases.common.now.ink(.faint), in: times, .right)
    let graph = Graph(
      [Graph.Series(view.values, ink: .series1)], style: .lines, ceiling: highest,
      threshold: view.threshold.map { Float($0) })
    painter.draw(graph, in: plot)
  }
}

extension LogEntry {
  /// Whether it tells of something that may have made things worse on some nodes, rather than of what followed.
  fileprivate func isChange(on nodes: Set<String>) -> Bool {
    switch kind {
    case .orderDone: address.map { !Self.cares.contains($0.kind) } ?? false
    case .nodeLost, .nodeBack, .nodeRestarted: address.map { nodes.contains($0.identifier) } ?? false
    case .clockStepped, .sourceFailed, .movesPlanned: true
    case .alertPending, .alertFiring, .alertResolved, .alertExpired, .incidentEscalated, .orderRefused,
      .nodeSeen, .watchTaken, .factsLoaded, .sourceRecovered, .bottleneckFound, .bottleneckGone,
      .effectMeasured, .storeFailed, .storeRecovered, .notified, .notificationFailed, .movesDone, .moveFailed,
      .unitStranded, .drainEnded, .schedulerStill, .schedulerFellBack, .wayPromoted, .learningLost,
      .layoutProposed, .nodesEmptied, .labelMisread:
      false
    }
  }

  /// Orders about these see to what is broken already.
  private static let cares: Set<Address.Kind> = [.alert, .incident, .runbook, .silence]
}
