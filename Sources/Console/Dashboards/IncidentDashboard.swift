import Basics
import Canvas
import Model
import Monitoring

extension Dashboard {
  /// One incident: how it stands, its alerts, what happened, and what was like it before.
  static let incident = Dashboard(
    lists: [.incidentEvents, .incidentAlerts, .similarIncidents],
    commands: [.runbook, .acknowledge, .silence, .escalate, .comment, .resolve, .edit, .undo]
  ) { stage, rect in
    let number = stage.console.place.subject.flatMap { Incident.identifier($0) }
    guard let view = number.flatMap({ stage.snapshot.incident($0) }) else {
      return stage.say(stage.phrases.incidents.gone, in: rect)
    }
    var rest = rect
    if rect.width >= 120 {
      var left = rest.takeLeft(rect.width / 2)
      stage.draw(view, in: left.takeTop(max(9, rect.height / 3)))
      stage.incidentAlerts(in: left)
      let below = rest.takeBottom(rest.height / 4)
      stage.timeline(in: rest)
      stage.similarIncidents(in: below)
    } else {
      stage.draw(view, in: rest.takeTop(rect.height >= 30 ? 10 : 8))
      let focused = stage.console.focusedList
      let parts = rest.rows(2)
      if focused == .similarIncidents {
        stage.similarIncidents(in: parts[0])
      } else {
        stage.incidentAlerts(in: parts[0])
      }
      stage.timeline(in: parts[1])
    }
  }
}

extension Stage {
  fileprivate mutating func incidentAlerts(in rect: Rect) {
    list(.incidentAlerts, phrases.incidents.alerts, empty: "", in: rect)
  }

  fileprivate mutating func timeline(in rect: Rect) {
    list(.incidentEvents, phrases.incidents.timeline, empty: "", in: rect)
  }

  fileprivate mutating func similarIncidents(in rect: Rect) {
    list(.similarIncidents, phrases.incidents.similar, empty: phrases.incidents.noSimilar, in: rect)
  }

  fileprivate mutating func draw(_ view: IncidentView, in rect: Rect) {
    let incident = view.incident
    let severity =
      IncidentList.sign(incident, drawing) + " \(phrases.states.severity(incident.severity))".ink(.muted)
    var inside = panel("\(phrases.incidents.incident) #\(incident.identifier)", note: severity, in: rect)
    let used = paragraph(incident.title[language].printable, .strong, in: inside.takeTop(2))
    if used < 2 {
      inside = Rect(x: inside.x, y: inside.y - 1, width: inside.width, height: inside.height + 1)
    }
    _ = facts(incidentFacts(view), in: inside)
  }

  private func incidentFacts(_ view: IncidentView) -> [(name: String, value: Line)] {
    let (incident, words) = (view.incident, phrases.incidents)
    var rows: [(name: String, value: Line)] = [
      (
        phrases.lists.state,
        IncidentList.state(incident, drawing)
          + "  \(phrases.lists.sinceTime(figures.clock(incident.openedAt), figures.age(incident.duration(at: now))))"
          .ink(.muted)
      ),
      (words.taken, taker(of: incident)),
      (words.onCall, onCallNow + "  \(words.told(incident.rung))".ink(.muted)),
    ]
    if !view.nodes.isEmpty {
      let count = view.nodes.count
      let shown = view.nodes.prefix(6).joined(separator: " ").printable
      rows.append((words.nodes, shown.ink(.base) + (count > 6 ? " +\(count - 6)" : "").ink(.muted)))
    }
    if !view.runbooks.isEmpty {
      let key = console.setup.keymap.label(of: .runbook)
      rows.append((words.runbook, view.runbooks.joined(separator: " ").ink(.key) + "  \(key)".ink(.muted)))
    }
    let related = view.parts.map(\.identifier) + incident.links.sorted()
    if !related.isEmpty {
      rows.append((words.links, related.map { "#\($0)" }.joined(separator: " ").ink(.base)))
    }
    return rows
  }

  func taker(of incident: Incident) -> Line {
    let words = phrases.incidents
    var line = words.nobody.ink(incident.state == .open ? .watch : .muted)
    if let taken = incident.acknowledgement {
      line =
        taken.by.printable.ink(.info) + "  \(figures.clock(taken.at))  \(taken.comment)".printable.ink(.muted)
    }
    guard let person = incident.assignee else { return line }
    return line + "  \(words.assignee) ".ink(.muted) + person.printable.ink(.info)
  }

  /// Who is on call, of each schedule.
  var onCallNow: Line {
    let duties = snapshot.onCall.duties
    guard !duties.isEmpty else { return glyphs.dash.ink(.faint) }
    return duties.map { duty -> Line in
      guard let person = duty.person else {
        return phrases.incidents.rota.nobodyOnCall.ink(.act) + " \(duty.schedule)".printable.ink(.muted)
      }
      let theirs = person.zone.zone(at: now)
      let night = person.isNight(at: now) ? " \(phrases.incidents.rota.night)".ink(.watch) : .empty
      let local = theirs == console.setup.zone ? "" : " \(theirs.clock(now, seconds: false))"
      return person.name.printable.ink(.info) + local.ink(.muted) + night
    }.joined(by: "  ".ink(.base))
  }
}
