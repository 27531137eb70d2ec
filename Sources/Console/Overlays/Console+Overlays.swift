import Basics
import Canvas
import Model

extension Console {
  mutating func pressInOverlay(_ key: Key) -> [Effect] {
    if key == .named(.escape) || key == .control("c") {
      closeOverlay()
      return []
    }
    switch overlay {
    case .help(let top): pressInHelp(key, top)
    case .palette(let state): return pressInPalette(key, state)
    case .form(let form): return pressInForm(key, form)
    case .confirmation(let confirmation): return pressInConfirmation(key, confirmation)
    case nil: break
    }
    return []
  }

  mutating func closeOverlay() {
    overlay = nil
    refreshLists()
  }

  mutating func pressOverlay(on target: HitTarget) -> [Effect] {
    switch target {
    case .row(.palette, let row):
      guard case .palette(var state) = overlay else { return [] }
      state.selected = row
      return run(state)
    case .overlay, .row, .rows, .head, .list, .graph, .panel: return []
    case .command(let command):
      closeOverlay()
      return perform(command)
    }
  }

  private mutating func pressInHelp(_ key: Key, _ top: Int) {
    let steps: [Command: Int] = [
      .up: -1, .down: 1, .pageUp: -10, .pageDown: 10, .halfUp: -5, .halfDown: 5, .first: -10_000,
      .last: 10_000,
    ]
    guard let command = setup.keymap.command(for: key) else { return }
    if let step = steps[command] {
      overlay = .help(top: max(0, top + step))
    } else if command == .help || command == .quit {
      closeOverlay()
    }
  }

  private mutating func pressInForm(_ key: Key, _ form: Form) -> [Effect] {
    var form = form
    let count = form.fields.count
    switch key.code {
    case .named(.tab), .named(.down): form.current = (form.current + 1) % count
    case .named(.backTab), .named(.up): form.current = (form.current + count - 1) % count
    case .named(.enter): return finish(form)
    case .named(.left) where !form.fields[form.current].choices.isEmpty:
      form.fields[form.current].turn(by: -1)
    case .named(.right) where !form.fields[form.current].choices.isEmpty,
      .character(" ") where !form.fields[form.current].choices.isEmpty:
      form.fields[form.current].turn(by: 1)
    case .character, .named:
      if form.fields[form.current].choices.isEmpty { _ = form.fields[form.current].editor.press(key) }
    }
    overlay = .form(form)
    return []
  }

  /// A form is only sent when every field can be meant; else the first bad one gets the keys.
  private mutating func finish(_ form: Form) -> [Effect] {
    if form.kind == .whatIf { return ask(form) }
    if let bad = form.firstBadField() {
      var form = form
      form.current = bad
      overlay = .form(form)
      let purpose = form.fields[bad].purpose
      say(.bad) { $0.forms.expected(purpose) }
      return []
    }
    closeOverlay()
    if form.kind == .pin || form.kind == .enact { say(.good) { $0.explore.saved } }
    if form.drafts.isEmpty { say(.plain) { $0.notices.nothingChanged } }
    // To silence many at once is asked about, with their number to be typed.
    if form.kind == .silence, form.subjects.count > 1 {
      overlay = .confirmation(Confirmation(form.drafts, kind: .silence, names: form.title, mustType: true))
      return []
    }
    return form.drafts.map(Effect.submit)
  }

  private mutating func pressInConfirmation(_ key: Key, _ confirmation: Confirmation) -> [Effect] {
    var confirmation = confirmation
    if key == .named(.enter) {
      closeOverlay()
      guard confirmation.isAgreed else {
        say(.plain) { $0.notices.notDone }
        return []
      }
      return confirmed(confirmation)
    }
    _ = confirmation.editor.press(key)
    overlay = .confirmation(confirmation)
    guard !confirmation.mustType, !confirmation.editor.isEmpty else { return [] }
    // A question of yes or no is answered by one key.
    closeOverlay()
    return confirmation.isAgreed ? confirmed(confirmation) : []
  }

  private mutating func confirmed(_ confirmation: Confirmation) -> [Effect] {
    if let list = focusedList { change(list) { $0.marked = [] } }
    let orders = confirmation.drafts.map(Effect.submit)
    if case .run(let command) = confirmation.kind { return orders + start(command) }
    return orders
  }
}
