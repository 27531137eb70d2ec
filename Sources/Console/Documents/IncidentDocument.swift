import Basics
import Canvas
import Model
import Monitoring

/// An incident written out: as a few lines for a terminal, and as a postmortem in Markdown.
public struct IncidentDocument {
  private let view: IncidentView
  private let phrases: Phrases
  private let zone: Zone
  private let glyphs: Glyphs
  private let now: Instant
  private let objectives: [ObjectiveView]

  public init(_ view: IncidentView, _ snapshot: Snapshot, phrases: Phrases, zone: Zone, glyphs: Glyphs) {
    self.view = view
    self.phrases = phrases
    self.zone = zone
    self.glyphs = glyphs
    now = snapshot.at
    objectives = snapshot.objectives
  }

  private var words: Phrases.IncidentWords { phrases.incidents }
  private var incident: Incident { view.incident }

  /// What it is and what happened, a line each.
  public var summary: String {
    var lines = ["#\(incident.identifier) \(incident.title[phrases.language].printable)"]
    lines += facts.map { "\($0.name.padded(to: 12)) \($0.value)" }
    lines += ["", words.alerts]
    lines += view.members.map { member in
      let state =
        member.endedAt.map { "\(time(member.firedAt)) – \(time($0))" } ?? "\(time(member.firedAt)) –"
      return
        "  \(state)  \(member.summary[phrases.language].printable) (\(words.bond(member.bond)), \(words.times(member.times)))"
    }
    lines += ["", words.timeline] + view.events.map { "  \(time($0.at))  \(sentence($0))" }
    if !view.similar.isEmpty { lines += ["", words.similar] + view.similar.map { "  \(alike($0))" } }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The postmortem, to be finished by people.
  public var postmortem: String {
    let titles = words.documents
    var text = "# \(titles.postmortem(incident.identifier))\n\n"
    text += "**\(escaped(incident.title[phrases.language]))**\n\n"
    text += section(titles.summary, facts.map { "\($0.name): \(escaped($0.value))" })
    if !incident.objectives.isEmpty {
      text += section(titles.impact, incident.objectives.map(impact))
    }
    text += section(words.timeline, view.events.map { "\(stamp($0.at)) \(escaped(sentence($0)))" })
    text += section(words.alerts, view.members.map(alertLine))
    text += values
    let deeds = view.events.filter { !$0.who.isEmpty }
    if !deeds.isEmpty {
      text += section(titles.people, people(deeds))
    }
    if !view.similar.isEmpty { text += section(words.similar, view.similar.map { escaped(alike($0)) }) }
    text += section(titles.questions, titles.asked.map { "[ ] \($0)" })
    return text
  }

  /// An objective that the alerts are about, and how it stands now.
  private func impact(_ name: String) -> String {
    guard let view = objectives.first(where: { $0.objective.name == name }) else {
      return "\(words.objectives): \(escaped(name.printable))"
    }
    let left = "\(phrases.objectives.left) \(Figures.percent(max(view.budget.left, -9.99)))"
    let line =
      "\(words.objectives): \(view.objective.title[phrases.language]), \(phrases.objectives.standing(view.standing)), \(left)"
    return escaped(line.printable)
  }

  private func section(_ title: String, _ points: [String]) -> String {
    "## \(title)\n\n" + points.map { "- \($0)\n" }.joined() + "\n"
  }

  private var facts: [(name: String, value: String)] {
    let severity = phrases.states.severity(incident.severity)
    var rows: [(name: String, value: String)] = [
      (phrases.lists.state, "\(words.state(incident.state)), \(severity)"),
      (words.opened, stamp(incident.openedAt)),
    ]
    if let resolved = incident.resolvedAt { rows.append((words.resolved, stamp(resolved))) }
    rows.append((words.lasted, span(incident.duration(at: now))))
    if let taken = incident.acknowledgement {
      let after = "\(words.documents.timeToTake) \(span(taken.at - incident.openedAt))"
      rows.append((words.taken, "\(taken.by.printable) (\(after))"))
    }
    if let person = incident.assignee { rows.append((words.assignee, person.printable)) }
    if !view.nodes.isEmpty { rows.append((words.nodes, some(view.nodes))) }
    if !view.parts.isEmpty {
      rows.append((words.merged, view.parts.map { "#\($0.identifier)" }.joined(separator: " ")))
    }
    if !incident.links.isEmpty {
      rows.append((words.links, incident.links.sorted().map { "#\($0)" }.joined(separator: " ")))
    }
    if !view.runbooks.isEmpty { rows.append((words.runbook, view.runbooks.joined(separator: ", "))) }
    return rows
  }

  /// Not more than a person reads.
  private func some(_ names: [String]) -> String {
    let shown = names.prefix(12).map(\.printable).joined(separator: ", ")
    return names.count > 12 ? "\(shown) … (\(names.count))" : shown
  }

  private func alertLine(_ member: IncidentMember) -> String {
    let end = member.endedAt.map(stamp) ?? words.firing
    return
      "`\(member.rule)` \(escaped(member.summary[phrases.language])): \(stamp(member.firedAt)) – \(end), \(words.bond(member.bond)), \(words.times(member.times))"
  }

  /// The values of the alerts, each as a line of columns over its time.
  private var values: String {
    let traced = view.members.filter { $0.trace.values.contains(where: \.isFinite) }
    guard !traced.isEmpty else { return "" }
    var text = "## \(words.documents.values)\n\n```\n"
    for member in traced {
      let known = member.trace.values.filter(\.isFinite)
      let (least, most) = (known.min() ?? 0, known.max() ?? 0)
      let line = glyphs.sparkline(
        member.trace.values[...], columns: min(60, max(1, member.trace.values.count)), floor: min(0, least),
        ceiling: max(most, least + .leastNormalMagnitude)
      ) { _ in .base }
      text += "\(member.rule) \(member.node)\n".printable.replacing("`", with: "'") + "\(line.text)  "
      text +=
        "\(Figures.brief(Double(least))) – \(Figures.brief(Double(most))), \(member.trace.step.prometheus)\n"
    }
    return text + "```\n\n"
  }

  private func people(_ deeds: [IncidentEvent]) -> [String] {
    let names = deeds.map(\.who).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    return names.map { name in
      let done = deeds.filter { $0.who == name }.map { "\(words.event($0.kind)) \(time($0.at))" }
      return escaped("\(name.printable): \(done.joined(separator: "; "))")
    }
  }

  private func alike(_ similarity: Similarity) -> String {
    let why = words.alike(similarity.rules.count, similarity.labels.count, span(similarity.apart))
    return "#\(similarity.identifier) \(Figures.percent(similarity.score)): \(why)"
  }

  /// What happened, in words.
  func sentence(_ event: IncidentEvent) -> String {
    IncidentSentence(words, view, phrases.language).of(event)
  }

  private func span(_ span: Span) -> String {
    Span.seconds(max(0, span.milliseconds / 1_000)).prometheus
  }

  private func time(_ instant: Instant) -> String {
    "\(zone.day(of: instant).iso.dropFirst(5)) \(zone.clock(instant))"
  }

  private func stamp(_ instant: Instant) -> String { "\(zone.day(of: instant).iso) \(zone.clock(instant))" }

  /// Text from outside must not become Markdown of its own.
  private func escaped(_ text: String) -> String { text.escapedForMarkdown }
}

/// What happened in an incident, in words.
struct IncidentSentence {
  private let words: Phrases.IncidentWords
  private let summaries: [String: Bilingual]
  private let language: Language

  init(_ words: Phrases.IncidentWords, _ view: IncidentView, _ language: Language) {
    self.words = words
    self.language = language
    summaries = Dictionary(view.members.map { ($0.alert, $0.summary) }) { first, _ in first }
  }

  func of(_ event: IncidentEvent) -> String {
    let parts = [words.event(event.kind), subject(of: event), detail(of: event)]
    let sentence = parts.filter { !$0.isEmpty }.joined(separator: " ")
    return (event.who.isEmpty ? sentence : "\(sentence) (\(event.who))").printable
  }

  private func subject(of event: IncidentEvent) -> String {
    switch event.kind {
    case .fired, .ended, .worsened, .reopened: summaries[event.subject]?[language] ?? event.subject
    case .absorbed, .merged, .split, .linked, .unlinked: "#\(event.subject)"
    case .assigned: event.subject.isEmpty ? words.nobody : event.subject
    case .acknowledged, .released, .commented, .escalated, .resolved, .ticked, .unticked, .ran:
      event.subject
    }
  }

  private func detail(of event: IncidentEvent) -> String {
    guard event.kind == .fired else { return event.text }
    return IncidentMember.Bond(rawValue: event.text).map { "· \(words.bond($0))" } ?? event.text
  }
}

extension String {
  /// The text with what Markdown would take for signs of its own marked as plain, on one line.
  var escapedForMarkdown: String {
    let signs: Set<Character> = ["\\", "`", "*", "_", "[", "]", "<", ">", "#", "|"]
    return reduce(into: "") { text, character in
      if signs.contains(character) { text.append("\\") }
      text.append(character.isNewline ? " " : character)
    }
  }
}
