import Basics
import Canvas
import Model

extension Dashboard {
  /// Sources, the store, themes, and what the words mean.
  static let settings = Dashboard(
    lists: [.themes, .sources, .glossary], commands: [.open, .theme, .language, .mouse, .help]
  ) { stage, rect in
    var rest = rect
    let words = stage.phrases
    var top = rest.takeTop(min(12, rect.height / 2))
    let themes = top.takeLeft(min(36, rect.width * 2 / 5))
    stage.list(.themes, words.lists.title(.themes), empty: "", in: themes)
    if rect.width >= 110 { stage.drawStore(in: top.takeRight(48)) }
    stage.list(.sources, words.lists.title(.sources), empty: words.settings.noSources, in: top)
    stage.list(.glossary, words.lists.title(.glossary), empty: "", in: rest)
  }
}

extension Stage {
  fileprivate mutating func drawStore(in rect: Rect) {
    let store = snapshot.store
    let state: Line =
      store.fault.map { "\(glyphs.act) \($0)".ink(.act) }
      ?? "\(glyphs.ok) \(store.isReadOnly ? phrases.settings.readOnly : phrases.settings.sound)".ink(.ok)
    let inside = panel(phrases.settings.store, in: rect)
    facts(
      [
        (phrases.lists.state, state), (phrases.settings.file, store.path.ink(.base)),
        (phrases.settings.size, Figures.bytes(Double(store.bytes)).ink(.base)),
        (phrases.settings.schema, String(store.schema).ink(.base)),
        (phrases.bridge.heldBy, holder.ink(.base)),
        (phrases.settings.version, console.setup.version.ink(.base)),
        (phrases.settings.language, phrases.settings.languageName.ink(.base)),
      ], in: inside)
  }
}
