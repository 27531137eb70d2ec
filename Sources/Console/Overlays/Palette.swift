import Basics
import Canvas
import Community
import Model
import Monitoring
import Roadmap

/// Something the palette can do.
struct PaletteEntry {
  /// What choosing it does.
  enum Choice: Hashable {
    case command(Command)
    case place(Place)
    case theme(String)
  }

  let choice: Choice
  let title: String
  /// The key that does the same, or what kind of thing it is.
  let hint: String
}

extension Console {
  /// What fits what was typed, best first. Nothing typed gives all commands.
  func paletteEntries(_ typed: String) -> [PaletteEntry] {
    let search = TextSearch(typed.filter { $0 != " " })
    let commands = Command.allCases.filter { $0 != .palette }.map { command in
      PaletteEntry(
        choice: .command(command), title: phrases.commands.name(command),
        hint: setup.keymap.labels(of: command))
    }
    if search.isEmpty { return commands }
    let scored = (commands + themeEntries + thingEntries(typed)).compactMap { entry -> (Int, PaletteEntry)? in
      let english = entry.choice.commandName.map { Phrases.english.commands.name($0) } ?? ""
      guard let score = search.score(in: entry.title) ?? search.score(in: english) else { return nil }
      // Of equals a command comes before a thing.
      return (score + (entry.choice.commandName == nil ? 0 : 8), entry)
    }
    return scored.sorted { $0.0 > $1.0 }.prefix(200).map(\.1)
  }

  private var themeEntries: [PaletteEntry] {
    themes.map { theme in
      PaletteEntry(
        choice: .theme(theme.name), title: "\(phrases.commands.name(.theme)) \(theme.title[language])",
        hint: theme.name)
    }
  }

  /// Everything that has a page, by its address and name. Of very many nodes only those that contain what was typed.
  private func thingEntries(_ typed: String) -> [PaletteEntry] {
    guard let snapshot, typed.utf8.count >= 2 || typed.utf8.first.map({ $0 >= 0x80 }) == true else {
      return []
    }
    let search = TextSearch(typed.filter { $0 != " " })
    func entry(_ place: Place, _ address: Address, _ title: Bilingual) -> PaletteEntry {
      PaletteEntry(choice: .place(place), title: "\(address)  \(title[language])", hint: "")
    }
    let nodes = snapshot.nodes.lazy.filter { search.isFound(in: $0.identifier) }.prefix(50)
      .map { PaletteEntry(choice: .place(.node($0.identifier)), title: $0.address.description, hint: "") }
    let alerts = snapshot.alerts.prefix(200).map {
      entry(.alert($0.alert.identifier), $0.alert.address, $0.alert.summary)
    }
    let items = snapshot.plan.programmes.flatMap { programme in
      [entry(.item(programme.identifier), programme.address, programme.title)]
        + programme.milestones.map { entry(.item($0.identifier), $0.address, $0.title) }
    }
    let indicators = snapshot.board.indicators.map { entry(.indicator($0.identifier), $0.address, $0.title) }
    let findings = snapshot.findings.map { finding in
      entry(.finding(finding.identifier), Address(.finding, finding.identifier), finding.title)
    }
    let incidents = snapshot.incidents.prefix(200).map {
      entry(.incident($0.incident.identifier), $0.address, $0.incident.title)
    }
    let runbooks = snapshot.runbooks.map { entry(.runbook($0.name, incident: nil), $0.address, $0.title) }
    return Array(nodes) + incidents + runbooks + alerts + items + indicators + findings
  }

  mutating func pressInPalette(_ key: Key, _ state: PaletteState) -> [Effect] {
    var state = state
    let count = paletteEntries(state.editor.text).count
    switch key.code {
    case .named(.enter): return run(state)
    case .named(.down),
      .character("n") where key.control:
      state.selected = min(state.selected + 1, max(0, count - 1))
    case .named(.up) where state.selected == 0 && state.editor.isEmpty || state.historyPlace != nil:
      stepThroughHistory(&state)
    case .named(.up),
      .character("p") where key.control:
      state.selected = max(0, state.selected - 1)
    case .named(.pageDown): state.selected = min(state.selected + 10, max(0, count - 1))
    case .named(.pageUp): state.selected = max(0, state.selected - 10)
    case .named(.tab): complete(&state)
    case .character, .named:
      if state.editor.press(key) { (state.selected, state.historyPlace) = (0, nil) }
    }
    overlay = .palette(state)
    return []
  }

  private func stepThroughHistory(_ state: inout PaletteState) {
    guard !paletteHistory.isEmpty else { return }
    let place = min((state.historyPlace ?? -1) + 1, paletteHistory.count - 1)
    state.historyPlace = place
    state.editor = LineEditor(paletteHistory[paletteHistory.count - 1 - place])
    state.selected = 0
  }

  private func complete(_ state: inout PaletteState) {
    let entries = paletteEntries(state.editor.text)
    guard state.selected < entries.count else { return }
    state.editor = LineEditor(entries[state.selected].title)
    state.selected = 0
  }

  mutating func run(_ state: PaletteState) -> [Effect] {
    let entries = paletteEntries(state.editor.text)
    closeOverlay()
    guard state.selected < entries.count else { return [] }
    if !state.editor.isEmpty {
      paletteHistory.removeAll { $0 == state.editor.text }
      paletteHistory.append(state.editor.text)
    }
    switch entries[state.selected].choice {
    case .command(let command): return perform(command)
    case .place(let place): return visit(place)
    case .theme(let name): return [.useTheme(name)]
    }
  }
}

extension PaletteEntry.Choice {
  fileprivate var commandName: Command? {
    if case .command(let command) = self { command } else { nil }
  }
}
