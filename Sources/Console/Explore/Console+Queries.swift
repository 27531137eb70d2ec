import Basics
import Model
import Telemetry

// What is asked of the series, and what becomes of the answers.
extension Console {
  /// A question that the place wants answered again and again.
  private struct Wish {
    let slot: String
    let key: String
    let interval: Span
    let subject: QueryRequest.Subject
  }

  /// What the place needs to have worked out, unless that has just been asked or is being worked out.
  mutating func queries() -> [Effect] {
    guard let snapshot else { return [] }
    return wishes(snapshot).compactMap { wish in
      if let asked = exploration.asked[wish.slot], asked.key == wish.key {
        let isFresh = now - asked.at < wish.interval && now >= asked.at
        // An answer that never came is asked for again.
        let isComing = !asked.isAnswered && now - asked.at < .minutes(2)
        if isFresh || isComing || exploration.stopped.contains(wish.slot) { return nil }
      }
      let request = QueryRequest(slot: wish.slot, wish.subject)
      exploration.asked[wish.slot] = Exploration.Asked(request: request, key: wish.key, at: now)
      exploration.stopped.remove(wish.slot)
      return .query(request)
    }
  }

  /// How often most sources are read.
  var interval: Span {
    let known = (snapshot?.sources ?? []).map(\.interval).filter { $0 > .zero }.sorted()
    return known.isEmpty ? .seconds(1) : known[known.count / 2]
  }

  private func wishes(_ snapshot: Snapshot) -> [Wish] {
    let panels = panelWishes(snapshot)
    guard isExploring else { return panels }
    let own = exploration.entries.filter(\.isOn).flatMap { wishes(of: $0, snapshot) }
    return own + panels + wordWishes
  }

  private func wishes(of entry: Exploration.Entry, _ snapshot: Snapshot) -> [Wish] {
    guard case .success(let expression)? = Exploration.parsed(entry.text) else { return [] }
    let (_, end) = timeView.range(at: snapshot.at)
    let letter = entry.letter
    var wanted: [Wish] = []
    if exploration.view == .table {
      wanted.append(
        Wish(
          slot: letter + Exploration.Slot.table, key: "\(entry.text) \(timeView.end?.milliseconds ?? 0)",
          interval: timeView.end == nil ? .seconds(2) : .hours(1), subject: .instant(entry.text, at: end)))
    }
    // A text or a range has no graph, and the table needs no second refusal.
    guard exploration.view != .table || expression.kind == .vector || expression.kind == .scalar else {
      return wanted
    }
    wanted.append(range(letter, entry.text, span: timeView.span, at: snapshot.at))
    if let before = exploration.comparison, exploration.view == .graph {
      let slot = letter + Exploration.Slot.before
      wanted.append(range(slot, entry.text, span: timeView.span, at: snapshot.at, before: before))
    }
    return wanted
  }

  private func range(
    _ slot: String, _ text: String, span: Span, at now: Instant, before offset: Span = .zero
  ) -> Wish {
    let step = exploration.step(for: span, interval: interval)
    // Steps that stand still let a line grow at its end and nowhere else change.
    let to = (timeView.end ?? now).rounded(downTo: step) - offset
    let fixed = timeView.end?.milliseconds ?? 0
    return Wish(
      slot: slot, key: "\(text) \(span.milliseconds) \(step.milliseconds) \(fixed) \(offset.milliseconds)",
      interval: timeView.end == nil ? max(.seconds(2), step) : .hours(1),
      subject: .range(text, from: to - span, to: to, step: step))
  }

  /// The panels people have saved for this screen.
  private func panelWishes(_ snapshot: Snapshot) -> [Wish] {
    guard case .screen(let screen) = place else { return [] }
    return snapshot.panels.filter { $0.screen == screen.rawValue }.prefix(Stage.mostPanels).flatMap { panel in
      panel.expressions.enumerated().map { index, text -> Wish in
        let step = Exploration.suitableStep(for: panel.span, interval: interval)
        let to = snapshot.at.rounded(downTo: step)
        return Wish(
          slot: Exploration.slot(of: panel, index), key: "\(text) \(panel.span.milliseconds)",
          interval: max(.seconds(5), step), subject: .range(text, from: to - panel.span, to: to, step: step))
      }
    }
  }

  /// What there is to choose from where one types.
  private var wordWishes: [Wish] {
    var subjects: [QueryRequest.Subject] = [.labelValues(Labels.metricName, nil)]
    if let completion = exploration.editing?.completion,
      let subject = Exploration.request(for: completion.subject), subject != subjects[0]
    {
      subjects.append(subject)
    }
    return subjects.enumerated().map { index, subject in
      Wish(
        slot: "\(Exploration.Slot.words) \(index)", key: "\(subject)", interval: .seconds(30),
        subject: subject)
    }
  }

  /// Takes an answer; one that nobody waits for any more is dropped.
  mutating func take(_ answer: QueryAnswer) {
    let slot = answer.request.slot
    guard let asked = exploration.asked[slot], asked.request == answer.request,
      !exploration.stopped.contains(slot)
    else { return }
    exploration.asked[slot]?.isAnswered = true
    if case .words(let words) = answer.outcome {
      // Of what was looked up long ago nothing needs to stay.
      if exploration.words.count > 40 { exploration.words = [:] }
      exploration.words[answer.request.subject] = words
    } else {
      exploration.answers[slot] = answer
      exploration.arrange()
    }
    refreshLists()
  }
}

extension Exploration {
  /// The slot of one expression of a panel.
  static func slot(of panel: SavedPanel, _ index: Int) -> String { "\(Slot.panel)\(index)/\(panel.title)" }
}
