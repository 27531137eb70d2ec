import Basics
import Canvas
import Model
import Telemetry

extension Stage {
  /// What could stand where one types, in a box under the expressions.
  mutating func drawCompletions(below y: Int, in rect: Rect) {
    let candidates = console.openCandidates
    guard let editing = exploration.editing, !candidates.isEmpty else { return }
    let rows = min(candidates.count, min(10, rect.bottom - y - 2))
    guard rows > 0 else { return }
    let names = min(48, candidates.prefix(50).map(\.text.columns).max() ?? 0)
    let hints = min(44, candidates.prefix(50).map(\.hint.columns).max() ?? 0)
    let keys = phrases.explore.completionKeys
    let width = min(rect.width - 2, max(names + hints + 8, keys.columns + 8))
    let left = min(rect.x + 5, rect.right - width)
    let place = Rect(x: left, y: y, width: width, height: rows + 2)
    painter.clear(place, ground: .raised)
    let inside = panel(
      "", note: candidates.count > rows ? "\(candidates.count)".ink(.muted) : .empty,
      footnote: keys.ink(.faint), in: place, focused: true)
    hit(place, .list(.completions))
    let top = Table.top(0, showing: editing.selected, of: candidates.count, in: rows)
    for row in 0..<rows {
      let candidate = candidates[top + row]
      var line = inside.row(row)
      let isSelected = top + row == editing.selected
      if isSelected { painter.lay(.selection, under: line.inset(-1, 0)) }
      hit(line, .row(.completions, top + row))
      write(spelled(candidate.text, isSelected), in: line.takeLeft(names))
      _ = line.takeLeft(2)
      write(candidate.hint.ink(.muted), in: line, .right)
    }
  }

  /// A candidate with the letters that were typed picked out.
  private func spelled(_ text: String, _ isSelected: Bool) -> Line {
    let typed = exploration.editing?.completion?.typed ?? ""
    let ink: Role = isSelected ? .strong : .base
    guard !typed.isEmpty, text.lowercased().hasPrefix(typed.lowercased()) else { return text.ink(ink) }
    return String(text.prefix(typed.count)).ink(.accent, bold: true)
      + String(text.dropFirst(typed.count)).ink(ink)
  }
}
