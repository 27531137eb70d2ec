import Basics
import Canvas
import Model
import Telemetry

// What one does on the Explore screen.
extension Console {
  var isExploring: Bool { place == .screen(.explore) }

  /// The letter of the expression that acts go to.
  var currentLetter: String { selectedIdentity(in: .expressions) ?? exploration.entries[0].letter }

  static let exploring: [Command: Action] = [
    .addExpression: { $0.addExpression() },
    .removeExpression: { $0.removeExpression() },
    .switchExpression: { $0.switchExpression() },
    .view: { $0.turnView() },
    .step: { $0.turnStep() },
    .stack: { $0.arranged { $0.isStacked.toggle() } },
    .logarithm: { $0.arranged { $0.isLogarithmic.toggle() } },
    .compare: { $0.turnComparison() },
    .exampleOne: { $0.tryExample(0) },
    .exampleTwo: { $0.tryExample(1) },
    .exampleThree: { $0.tryExample(2) },
  ]

  /// Changes how answers are shown; nowhere else do these keys mean anything.
  private mutating func arranged(_ change: (inout Exploration) -> Void) -> [Effect] {
    guard isExploring else { return [] }
    change(&exploration)
    exploration.arrange()
    refreshLists()
    return []
  }

  private mutating func turnView() -> [Effect] {
    arranged { exploration in
      let views = Exploration.View.allCases
      let place = views.firstIndex(of: exploration.view) ?? 0
      exploration.view = views[(place + 1) % views.count]
    }
  }

  private mutating func turnStep() -> [Effect] {
    arranged { $0.step = Self.next($0.step, among: Exploration.steps) }
  }

  private mutating func turnComparison() -> [Effect] {
    arranged { $0.comparison = Self.next($0.comparison, among: Exploration.comparisons) }
  }

  private static func next(_ span: Span?, among choices: [Span?]) -> Span? {
    choices[((choices.firstIndex(of: span) ?? 0) + 1) % choices.count]
  }

  private mutating func addExpression() -> [Effect] {
    guard isExploring else { return [] }
    let used = Set(exploration.entries.map(\.letter))
    guard let letter = Exploration.letters.first(where: { !used.contains($0) }) else { return [] }
    // A line that is still empty is as good as a new one.
    if let blank = exploration.entries.first(where: \.text.isEmpty) {
      startEditing(blank.letter)
    } else {
      exploration.entries.append(Exploration.Entry(letter: letter))
      refreshLists()
      startEditing(letter)
    }
    return []
  }

  private mutating func removeExpression() -> [Effect] {
    guard isExploring else { return [] }
    if focusedList == .panels { return act(.removeExpression) }
    let letter = currentLetter
    return arranged { exploration in
      exploration.remember(exploration.entry(letter)?.text ?? "")
      exploration.entries.removeAll { $0.letter == letter }
      exploration.forget(letter)
      if exploration.entries.isEmpty { exploration.entries = [Exploration.Entry(letter: "A")] }
    }
  }

  private mutating func switchExpression() -> [Effect] {
    let letter = currentLetter
    return arranged { $0.change(letter) { $0.isOn.toggle() } }
  }

  private mutating func tryExample(_ place: Int) -> [Effect] {
    guard isExploring else { return [] }
    let letter = exploration.entries.first(where: \.text.isEmpty)?.letter ?? currentLetter
    run(Self.examples[place], as: letter)
    return []
  }

  /// What works on any host that is read.
  static let examples = [
    "100 * (1 - avg by (instance) (rate(node_cpu_seconds_total{mode=\"idle\"}[1m])))",
    "1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes",
    "topk(5, rate(node_network_receive_bytes_total[1m]))",
  ]

  /// Puts an expression in a letter's place; the questions that follow from that are asked at the end of the event.
  mutating func run(_ text: String, as letter: String) {
    exploration.remember(text)
    if exploration.entry(letter)?.text != text { exploration.forget(letter) }
    exploration.change(letter) { entry in
      entry.text = text
      entry.isOn = true
    }
    exploration.askAgain(letter)
    exploration.arrange()
    refreshLists()
  }

  /// Shows what a saved panel shows.
  mutating func load(_ panel: SavedPanel) {
    exploration.entries = zip(Exploration.letters, panel.expressions).map {
      Exploration.Entry(letter: $0, text: $1)
    }
    for letter in Exploration.letters { exploration.forget(letter) }
    (exploration.isStacked, exploration.isLogarithmic) = (panel.isStacked, panel.isLogarithmic)
    exploration.view = .graph
    timeView.span = panel.span
    focus[place] = 0
    exploration.arrange()
    refreshLists()
  }

  /// Opens what the keys are on.
  mutating func openExplored(_ list: ListID) -> [Effect] {
    switch list {
    case .expressions: startEditing(currentLetter)
    case .panels:
      if let title = selectedIdentity(in: .panels) ?? prepared[.panels]?.arrangement.identities.first,
        let panel = snapshot?.panels.first(where: { $0.title == title })
      {
        load(panel)
      }
    default: break
    }
    return []
  }

  /// Stops what is still being worked out; false when nothing is.
  mutating func stopQueries() -> [Effect]? {
    let slots = exploration.asked.keys.filter {
      exploration.waits(for: $0) != nil && $0.first.map { $0.isUppercase } == true
    }
    guard isExploring, !slots.isEmpty else { return nil }
    exploration.stopped.formUnion(slots)
    return slots.sorted().map(Effect.stopQuery)
  }
}
