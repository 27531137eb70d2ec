import Basics
import Canvas
import Model
import Monitoring
import Telemetry

/// Who is on call, written out.
public struct OnCallDocument {
  private let view: OnCallView
  private let now: Instant
  private let phrases: Phrases
  private let zone: Zone

  public init(_ view: OnCallView, at now: Instant, phrases: Phrases, zone: Zone) {
    self.view = view
    self.now = now
    self.phrases = phrases
    self.zone = zone
  }

  private var words: Phrases.Rota { phrases.incidents.rota }

  /// For people: each schedule with who is on call and next, then the gaps.
  public var text: String {
    var lines = view.duties.flatMap { duty in
      let person = duty.person.map { "\($0.name.printable)\(local($0))" } ?? words.nobodyOnCall
      let next = duty.next.map {
        ["  \(words.next): \($0.person.name.printable), \(words.from) \(stamp($0.from))"]
      }
      return ["\(duty.schedule.printable)", "  \(words.now): \(person), \(words.until) \(stamp(duty.until))"]
        + (next ?? [])
    }
    lines += ["", view.gaps.isEmpty ? words.noGaps : words.gaps]
    lines += view.gaps.map { "  " + words.gap($0.schedule.printable, stamp($0.from), stamp($0.to)) }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What time it is where they are, where that is another than here.
  private func local(_ person: OnCallPerson) -> String {
    let theirs = person.zone.zone(at: now)
    let night = person.isNight(at: now) ? ", \(words.night)" : ""
    guard theirs != zone else { return night.isEmpty ? "" : " (\(words.night))" }
    return " (\(words.local) \(theirs.clock(now, seconds: false))\(night))"
  }

  private func stamp(_ instant: Instant) -> String {
    "\(zone.day(of: instant).iso) \(zone.clock(instant, seconds: false))"
  }

  /// For programs.
  public var json: String {
    let items = view.duties.map { duty -> JSONValue in
      [
        "schedule": .text(duty.schedule), "person": .optional(duty.person?.identifier),
        "name": .optional(duty.person?.name),
        "notify": .array((duty.person?.addresses ?? []).map(JSONValue.text)),
        "zone": .optional(duty.person?.place),
        "local_time": .optional(duty.person.map { $0.zone.zone(at: now).clock(now, seconds: false) }),
        "is_night": duty.person.map { JSONValue.flag($0.isNight(at: now)) } ?? .null,
        "until": .text(duty.until.rfc3339), "next": .optional(duty.next?.person.identifier),
        "next_from": .optional(duty.next?.from.rfc3339), "next_to": .optional(duty.next?.to.rfc3339),
      ]
    }
    let gaps = view.gaps.map { gap -> JSONValue in
      ["schedule": .text(gap.schedule), "from": .text(gap.from.rfc3339), "to": .text(gap.to.rfc3339)]
    }
    let document: JSONValue = [
      "schema": "binnacle/oncall/1", "at": .text(now.rfc3339), "items": .array(items), "gaps": .array(gaps),
    ]
    return document.pretty + "\n"
  }
}

/// A note for whoever comes next: what is open, what will change in their shift, and who they are.
public struct HandoverDocument {
  private let snapshot: Snapshot
  private let phrases: Phrases
  private let zone: Zone
  private let glyphs: Glyphs

  public init(_ snapshot: Snapshot, phrases: Phrases, zone: Zone, glyphs: Glyphs) {
    self.snapshot = snapshot
    self.phrases = phrases
    self.zone = zone
    self.glyphs = glyphs
  }

  private var words: Phrases.IncidentWords { phrases.incidents }

  public var markdown: String {
    let titles = words.documents
    var text = "# \(titles.handover) \(stamp(snapshot.at))\n\n"
    let open = snapshot.incidents.filter { $0.incident.state != .resolved }
    text += section(titles.open, open.map(line), none: titles.nothingOpen)
    text += section(titles.silences, silences.map(line), none: titles.noSilences)
    text += section(titles.budgets, scarce.map(line), none: titles.noBudgets)
    text += section(titles.next, snapshot.onCall.duties.map(line), none: words.rota.nobodyOnCall)
    return text
  }

  private func section(_ title: String, _ points: [String], none: String) -> String {
    "## \(title)\n\n" + (points.isEmpty ? "\(none)\n" : points.map { "- \($0)\n" }.joined()) + "\n"
  }

  private func line(_ view: IncidentView) -> String {
    let incident = view.incident
    let who = incident.assignee ?? incident.acknowledgement?.by ?? words.nobody
    let last = view.events.last { $0.kind == .commented }.map { " — \($0.text)" } ?? ""
    let age = Span.seconds(max(0, incident.duration(at: snapshot.at).milliseconds / 1_000)).prometheus
    let line =
      "#\(incident.identifier) \(incident.title[phrases.language]) (\(words.state(incident.state)), \(phrases.states.severity(incident.severity)), \(age), \(who))\(last)"
    return line.printable.escapedForMarkdown
  }

  /// Those that end before the next shift does; without a rota in the next twelve hours.
  private var silences: [Silence] {
    let end = snapshot.onCall.duties.compactMap(\.next?.to).min() ?? snapshot.at + .hours(12)
    return snapshot.silences.filter { $0.endsAt <= end }.sorted { $0.endsAt < $1.endsAt }
  }

  /// A quarter is what a bad day may take.
  private static let little = 0.25

  /// The objectives with little budget left, or whose budget goes too fast.
  private var scarce: [ObjectiveView] {
    snapshot.objectives.filter { view in
      view.standing == .burning || view.standing == .spent
        || view.standing == .kept && view.budget.left < Self.little
    }
  }

  private func line(_ view: ObjectiveView) -> String {
    let left = "\(phrases.objectives.left) \(Figures.percent(max(view.budget.left, -9.99)))"
    let words = phrases.objectives.standing(view.standing)
    return "\(view.objective.title[phrases.language]): \(words), \(left)".printable.escapedForMarkdown
  }

  private func line(_ silence: Silence) -> String {
    let matchers = silence.matchers.map { "\($0.label)\($0.test.rawValue)\($0.value)" }.joined(separator: " ")
    return "\(stamp(silence.endsAt)) \(silence.author): \(silence.comment) {\(matchers)}".printable
      .escapedForMarkdown
  }

  private func line(_ duty: Duty) -> String {
    let now = duty.person?.name ?? words.rota.nobodyOnCall
    let next = duty.next.map { " → \($0.person.name) (\(words.rota.from) \(stamp($0.from)))" } ?? ""
    return "\(duty.schedule): \(now)\(next)".printable.escapedForMarkdown
  }

  private func stamp(_ instant: Instant) -> String {
    "\(zone.day(of: instant).iso) \(zone.clock(instant, seconds: false))"
  }
}
