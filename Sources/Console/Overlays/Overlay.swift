import Basics
import Canvas
import Model

/// What lies over the screen and has the keys.
enum Overlay {
  case help(top: Int)
  case palette(PaletteState)
  case form(Form)
  case confirmation(Confirmation)

  /// Puts pasted text in.
  mutating func insert(_ text: String) {
    switch self {
    case .help: break
    case .palette(var state):
      state.editor.insert(text)
      self = .palette(state)
    case .form(var form):
      form.insert(text)
      self = .form(form)
    case .confirmation(var confirmation):
      confirmation.editor.insert(text)
      self = .confirmation(confirmation)
    }
  }

  /// - Parameter count: how many rows the palette lists.
  mutating func scroll(by rows: Int, of count: Int) {
    switch self {
    case .help(let top): self = .help(top: max(0, top + rows))
    case .palette(var state):
      state.selected = min(max(0, state.selected + rows), max(0, count - 1))
      self = .palette(state)
    case .form, .confirmation: break
    }
  }
}

/// The command palette as it is being typed into.
struct PaletteState {
  var editor = LineEditor()
  var selected = 0
  /// How far one has stepped back through what was typed before.
  var historyPlace: Int?
}

/// A question before something is done that deserves one. The answer is no until it is yes.
struct Confirmation {
  /// What is to be done.
  enum Kind {
    case acknowledge, silence, unsilence, resolve, apply, cordon, uncordon, balance
    /// Empties so many nodes by so many moves, which cost so much an hour where that is known.
    case consolidate(nodes: Int, moves: Int, saving: String?)
    /// Runs a command of a runbook once it is ordered.
    case run(RunbookCommand)
  }

  let drafts: [Order.Draft]
  let kind: Kind
  let names: [String]
  /// Whether the number of things must be typed.
  let mustType: Bool
  var editor = LineEditor()

  init(_ drafts: [Order.Draft], kind: Kind, names: [String], mustType: Bool) {
    self.drafts = drafts
    self.kind = kind
    self.names = names
    self.mustType = mustType
  }

  /// Whether what was typed is a yes.
  var isAgreed: Bool { mustType ? editor.text == String(drafts.count) : ["y", "Y"].contains(editor.text) }
}
