import Basics
import Canvas
import Model

extension Console {
  /// Takes an event in and tells what is to be done in the world.
  public mutating func update(_ event: Event, at now: Instant) -> [Effect] {
    self.now = now
    if let notice, notice.until < now { self.notice = nil }
    switch event {
    case .key(let key): return press(key) + questions()
    case .mouse(let mouse, let target): return take(mouse, on: target) + questions()
    case .paste(let text): return paste(text)
    case .snapshot(let snapshot):
      latest = snapshot
      if frozen == nil { refreshLists() }
      return questions()
    case .answer(let answer):
      answers.take(answer)
      refreshLists()
      return []
    case .queried(let answer):
      take(answer)
      return []
    case .foreseen(let answer): return take(answer)
    case .ran(let output): return take(output)
    case .notice(let notice):
      show(notice)
      return []
    case .drawn(let viewports):
      for (list, viewport) in viewports {
        lists[list, default: ListState()].top = viewport.top
        lists[list]?.height = viewport.height
      }
      return []
    case .themes(let themes, let current):
      self.themes = themes
      theme = current
      refreshLists()
      return []
    case .terms(let terms):
      setup.terms = terms
      refreshLists()
      return []
    case .tick: return []
    }
  }

  mutating func show(_ notice: Notice) {
    self.notice = (notice, now + (notice.kind == .bad ? .seconds(8) : .seconds(4)))
  }

  mutating func say(_ kind: Notice.Kind, _ words: (Phrases) -> String) {
    show(Notice(kind, Bilingual(english: words(.english), chinese: words(.chinese))))
  }

  private mutating func press(_ key: Key) -> [Effect] {
    if overlay != nil { return pressInOverlay(key) }
    if filterEditor != nil { return pressInFilter(key) }
    if let editing = exploration.editing { return pressInExpression(key, editing) }
    guard let command = setup.keymap.command(for: key) else { return [] }
    return perform(command)
  }

  private mutating func paste(_ text: String) -> [Effect] {
    let line = String(text.prefix { $0 != "\n" && $0 != "\r" })
    if overlay != nil {
      overlay?.insert(line)
    } else if filterEditor != nil {
      filterEditor?.insert(line)
      applyFilter()
    } else if exploration.editing != nil {
      pasteIntoExpression(line)
    }
    return []
  }

  /// What the place needs to have looked up, even if it was asked just now.
  public mutating func questionsNow() -> [Effect] {
    asked = [:]
    exploration.asked = [:]
    return questions()
  }

  /// What the place needs to have looked up, unless that has just been asked.
  mutating func questions() -> [Effect] {
    guard let snapshot else { return [] }
    let questions = wantedQuestions(snapshot).compactMap { key, interval, question -> Effect? in
      if let last = asked[key], now - last < interval, now >= last { return nil }
      asked[key] = now
      return .ask(question)
    }
    return questions + queries()
  }

  /// The steps a graph's window is looked up in.
  static let graphSteps = 240

  private func wantedQuestions(_ snapshot: Snapshot) -> [(key: String, interval: Span, question: Question)] {
    let (from, to) = timeView.range(at: snapshot.at)
    let refresh = max(.seconds(1), timeView.end == nil ? timeView.span / Int64(Self.graphSteps) : .minutes(1))
    func history(_ node: String) -> (String, Span, Question) {
      let key = "history \(node) \(timeView.span.milliseconds) \(timeView.end?.milliseconds ?? 0)"
      return (key, refresh, .history(node: node, from: from, to: to, steps: Self.graphSteps))
    }
    switch place {
    case .node(let name): return [history(name)]
    case .screen(.nodes):
      let shown = currentRow(in: .nodes).flatMap { prepared[.nodes]?.arrangement.identities[$0] }
      var wanted = shown.map { [history($0)] } ?? []
      if let end = timeView.end { wanted.append(("moment \(end.milliseconds)", .hours(1), .moment(end))) }
      return wanted
    case .alert, .item, .indicator:
      guard let address = place.address(in: snapshot) else { return [] }
      let known = "\(address) \(snapshot.orders.first?.identifier ?? 0)"
      return [("trail \(known)", .hours(1), .trail(address))]
    case .screen, .finding, .objective, .incident, .runbook, .whatIf: return []
    }
  }
}
