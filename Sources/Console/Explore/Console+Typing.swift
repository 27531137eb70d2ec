import Basics
import Canvas
import Model
import Telemetry

// Typing an expression: letters go to the line, the rest as in a shell.
extension Console {
  mutating func startEditing(_ letter: String) {
    guard let entry = exploration.entry(letter) else { return }
    exploration.editing = ExpressionEditing(letter: letter, text: entry.text)
    lists[.expressions, default: ListState()].selected = letter
    if let place = page.focusable.firstIndex(of: .expressions) { focus[self.place] = place }
  }

  /// Takes a key while an expression is typed.
  mutating func pressInExpression(_ key: Key, _ editing: ExpressionEditing) -> [Effect] {
    var editing = editing
    let candidates = openCandidates
    switch (key.code, key.control) {
    case (.named(.escape), _) where !candidates.isEmpty: editing.isQuiet = true
    case (.named(.escape), _), (.character("c"), true), (.character("g"), true):
      return leaveExpression(editing)
    case (.named(.enter), _) where editing.hasChosen && !candidates.isEmpty: take(candidates, &editing)
    case (.named(.enter), _): return ask(editing)
    case (.named(.tab), _): complete(candidates, &editing)
    case (.named(.down), _) where !candidates.isEmpty: choose(1, of: candidates.count, &editing)
    case (.named(.backTab), _) where !candidates.isEmpty: choose(-1, of: candidates.count, &editing)
    case (.named(.up), _) where !candidates.isEmpty && editing.hasChosen:
      choose(-1, of: candidates.count, &editing)
    case (.named(.pageDown), _) where !candidates.isEmpty: choose(8, of: candidates.count, &editing)
    case (.named(.pageUp), _) where !candidates.isEmpty: choose(-8, of: candidates.count, &editing)
    case (.named(.up), _), (.character("p"), true): stepThroughHistory(1, &editing)
    case (.named(.down), _), (.character("n"), true): stepThroughHistory(-1, &editing)
    case (.character, _), (.named, _): type(key, &editing)
    }
    exploration.editing = editing
    return []
  }

  private func type(_ key: Key, _ editing: inout ExpressionEditing) {
    let before = editing.editor
    guard editing.editor.press(key) else { return }
    // Moving about asks for nothing; typing does.
    editing.isQuiet = before.text == editing.editor.text
    (editing.selected, editing.hasChosen, editing.historyPlace) = (0, false, nil)
  }

  mutating func pasteIntoExpression(_ text: String) {
    exploration.editing?.editor.insert(text)
    exploration.editing?.isQuiet = true
  }

  private mutating func leaveExpression(_ editing: ExpressionEditing) -> [Effect] {
    exploration.editing = nil
    // What was typed and never asked is not lost: it can be stepped back to.
    if editing.editor.text != exploration.entry(editing.letter)?.text {
      exploration.remember(editing.editor.text)
    }
    refreshLists()
    return []
  }

  private mutating func ask(_ editing: ExpressionEditing) -> [Effect] {
    let text = editing.editor.text
    exploration.editing = nil
    run(text, as: editing.letter)
    // A text that makes no sense stays in hand, with the mark under what is wrong.
    if case .failure? = Exploration.parsed(text) {
      exploration.editing = editing
      exploration.editing?.isQuiet = true
    }
    return []
  }

  /// The completions on show.
  var openCandidates: [Candidate] {
    guard let editing = exploration.editing, !editing.isQuiet, let completion = editing.completion else {
      return []
    }
    let isAsked = !completion.typed.isEmpty || completion.subject.isShort
    let found = isAsked ? exploration.candidates(for: completion, phrases.explore.kinds) : []
    // What stands there already is no completion.
    return found.count == 1 && found[0].text == completion.typed ? [] : found
  }

  private func choose(_ step: Int, of count: Int, _ editing: inout ExpressionEditing) {
    editing.selected = editing.hasChosen ? (editing.selected + step + count) % count : 0
    editing.hasChosen = true
  }

  /// Tab opens the completions where they are not, and takes the selected one where they are.
  private func complete(_ candidates: [Candidate], _ editing: inout ExpressionEditing) {
    if candidates.isEmpty { editing.isQuiet = false } else { take(candidates, &editing) }
  }

  private func take(_ candidates: [Candidate], _ editing: inout ExpressionEditing) {
    guard let completion = editing.completion else { return }
    editing.take(candidates[min(editing.selected, candidates.count - 1)], for: completion)
  }

  mutating func takeCandidate(_ place: Int) {
    let candidates = openCandidates
    guard candidates.indices.contains(place), let completion = exploration.editing?.completion else { return }
    exploration.editing?.take(candidates[place], for: completion)
  }

  private func stepThroughHistory(_ step: Int, _ editing: inout ExpressionEditing) {
    let history = exploration.history
    let place = (editing.historyPlace ?? -1) + step
    guard place < history.count, place >= -1 else { return }
    if editing.historyPlace == nil { editing.draft = editing.editor.text }
    editing.historyPlace = place < 0 ? nil : place
    editing.editor = LineEditor(place < 0 ? editing.draft : history[history.count - 1 - place])
    editing.isQuiet = true
  }
}

extension QueryCompletion.Subject {
  /// Whether all there is can be shown before a letter has been typed.
  fileprivate var isShort: Bool {
    switch self {
    case .labelNames, .labelValues, .durations: true
    case .expression, .continuation: false
    }
  }
}
