import Basics
import Canvas

/// What the mouse did last, to tell a double click.
struct PressMemory {
  var target: HitTarget?
  var at = Instant.epoch
}

extension Console {
  /// Two presses on the same thing within this time open it.
  private static let doubleClick = Span.milliseconds(400)

  mutating func take(_ mouse: Mouse, on target: HitTarget?) -> [Effect] {
    switch mouse.act {
    case .wheelUp: return wheel(-3, target)
    case .wheelDown: return wheel(3, target)
    case .press: return press(mouse.point, on: target)
    case .release, .drag: return []
    }
  }

  private mutating func wheel(_ rows: Int, _ target: HitTarget?) -> [Effect] {
    if overlay != nil {
      var count = 0
      if case .palette(let state) = overlay { count = paletteEntries(state.editor.text).count }
      overlay?.scroll(by: rows, of: count)
      return []
    }
    guard let list = Self.list(of: target), let ready = prepared[list] else { return [] }
    // The view moves, not the selection; so the selection may leave the view.
    let state = state(of: list)
    lists[list, default: ListState()].top = min(
      max(0, state.top + rows), max(0, ready.arrangement.count - state.height))
    lists[list]?.isFollowing = false
    return []
  }

  private static func list(of target: HitTarget?) -> ListID? {
    switch target {
    case .row(let list, _), .rows(let list, _), .head(let list, _), .list(let list): list
    case .command, .panel, .graph, .overlay, nil: nil
    }
  }

  private mutating func press(_ point: Point, on target: HitTarget?) -> [Effect] {
    defer { press = PressMemory(target: target, at: now) }
    guard let target else { return [] }
    if overlay != nil { return pressOverlay(on: target) }
    if case .row(.completions, let row) = target {
      takeCandidate(row)
      return []
    }
    exploration.editing = nil
    switch target {
    case .command(let command): return perform(command)
    case .row(let list, let row):
      focusPanel(of: list)
      select(row: row, in: list)
      let isDouble = press.target == target && now - press.at < Self.doubleClick
      return isDouble ? perform(.open) : []
    case .head(let list, let column):
      focusPanel(of: list)
      guard Self.lists[list]?.canSort(by: column) == true else { return [] }
      change(list) { state in
        state.isReversed = state.sortColumn == column ? !state.isReversed : false
        state.sortColumn = column
      }
    case .list(let list): focusPanel(of: list)
    case .rows, .panel, .graph, .overlay: break
    }
    return []
  }

  mutating func focusPanel(of list: ListID) {
    if let index = page.focusable.firstIndex(of: list) { focus[place] = index }
  }

  /// A drag over a graph ended: the time between becomes the window.
  public mutating func zoom(from start: Instant, to end: Instant) -> [Effect] {
    let (first, last) = (min(start, end), max(start, end))
    guard last - first >= .seconds(5) else { return [] }
    timeView.span = last - first
    timeView.end = last
    asked = [:]
    return questions()
  }
}
