import Canvas

extension Console {
  mutating func startFilter() {
    guard let list = focusedList else { return }
    filterEditor = LineEditor(state(of: list).filter)
  }

  /// The list is filtered as one types; Enter keeps the filter, Esc takes it away.
  mutating func pressInFilter(_ key: Key) -> [Effect] {
    switch key.code {
    case .named(.enter): filterEditor = nil
    case .named(.escape):
      filterEditor = nil
      if let list = focusedList { change(list) { $0.filter = "" } }
    case .named(.up), .named(.down), .named(.pageUp), .named(.pageDown):
      if let command = setup.keymap.command(for: key) { return perform(command) }
    case .character, .named:
      if filterEditor?.press(key) == true { applyFilter() }
    }
    return []
  }

  mutating func applyFilter() {
    guard let list = focusedList, let text = filterEditor?.text else { return }
    change(list) { state in
      state.filter = text
      state.top = 0
    }
  }
}
