import Basics
import Canvas
import Model

extension Console {
  /// What a command does.
  typealias Action = @Sendable (inout Console) -> [Effect]

  /// What every command does, group by group.
  static let actions: [Command: Action] =
    [going, moving, looking, exploring, acting, giving, tending].reduce(into: [:]) { all, group in
      all.merge(group) { first, _ in first }
    }

  /// Does what a command says, wherever one is.
  mutating func perform(_ command: Command) -> [Effect] { Self.actions[command]?(&self) ?? [] }

  /// An action that asks nothing of the world.
  private static func quietly(_ body: @escaping @Sendable (inout Console) -> Void) -> Action {
    { console in
      body(&console)
      return []
    }
  }

  private static let going: [Command: Action] = Dictionary(
    uniqueKeysWithValues: ScreenID.allCases.map { screen in
      (screen.command, { @Sendable console in console.visit(.screen(screen)) })
    })

  /// Goes to a place; a screen starts anew, a page lies on top of where one is.
  mutating func visit(_ place: Place) -> [Effect] {
    if place == self.place { return [] }
    let effects = leave()
    trail = place.subject == nil ? [place] : trail + [place]
    exploration.editing = nil
    isZoomed = false
    refreshLists()
    return effects
  }

  /// Leaving the bridge means having looked.
  private mutating func leave() -> [Effect] {
    guard place == .screen(.bridge), let snapshot else { return [] }
    return [.keep("looked_at", String(snapshot.at.milliseconds))]
  }

  private static let moving: [Command: Action] = [
    .up: quietly { $0.move(by: -1) },
    .down: quietly { $0.move(by: 1) },
    .pageUp: quietly { $0.move(by: -max(1, $0.height - 1)) },
    .pageDown: quietly { $0.move(by: max(1, $0.height - 1)) },
    .halfUp: quietly { $0.move(by: -max(1, $0.height / 2)) },
    .halfDown: quietly { $0.move(by: max(1, $0.height / 2)) },
    .first: quietly { $0.selectEdge(.min) },
    .last: quietly { $0.selectEdge(.max) },
    .nextPanel: quietly { $0.turnFocus(by: 1) },
    .previousPanel: quietly { $0.turnFocus(by: -1) },
    .left: quietly { $0.fold(true) },
    .right: quietly { $0.fold(false) },
  ]

  /// How many rows of the list with the keys were in view.
  private var height: Int { focusedList.map { state(of: $0).height } ?? 0 }

  private mutating func selectEdge(_ row: Int) {
    if let list = focusedList { select(row: row, in: list) }
  }

  private mutating func turnFocus(by step: Int) {
    let count = page.focusable.count
    guard count > 1 else { return }
    focus[place] = ((focus[place] ?? 0) + step + count) % count
    refreshLists()
  }

  /// Left folds a branch of a tree, or steps up to its root; right opens it.
  private mutating func fold(_ isClosing: Bool) {
    guard let list = focusedList, list == .plan, let row = currentRow(in: list),
      let identity = prepared[list]?.arrangement.identities[row]
    else { return }
    if isClosing { folded.insert(identity) } else { folded.remove(identity) }
    refreshLists()
  }

  private static let looking: [Command: Action] = [
    .open: { $0.open() },
    .back: { console in
      if let stopped = console.stopQueries() ?? console.stopWhatIf() { return stopped }
      console.back()
      return []
    },
    .filter: quietly { $0.startFilter() },
    .nextMatch: quietly { $0.move(by: 1) },
    .previousMatch: quietly { $0.move(by: -1) },
    .sort: quietly { $0.sortNext() },
    .reverse: quietly { console in
      if let list = console.focusedList { console.change(list) { $0.isReversed.toggle() } }
    },
    .follow: quietly { $0.toggleFollow() },
    .mark: { console in
      if console.isRunbook { return console.tickStep() }
      console.mark()
      return []
    },
    .runbook: { $0.openRunbook() },
    .markAll: quietly { $0.markAll() },
    .zoom: quietly { $0.isZoomed.toggle() },
    .pause: quietly { $0.togglePause() },
    .shorter: quietly { $0.timeView.shorten() },
    .longer: quietly { $0.timeView.lengthen() },
    .earlier: quietly { $0.timeView.stepBack(at: $0.present) },
    .later: quietly { $0.timeView.stepForward(at: $0.present) },
    .present: quietly { $0.timeView.end = nil },
    .policy: quietly { $0.nextPolicy() },
    .whatIf: { $0.openWhatIf() },
  ]

  /// The time of what is shown.
  private var present: Instant { snapshot?.at ?? now }

  private mutating func open() -> [Effect] {
    guard let list = focusedList, let row = currentRow(in: list) else { return [] }
    if isExploring { return openExplored(list) }
    if isRunbook { return runStep() }
    if list == .themes, let name = prepared[list]?.arrangement.identities[row] { return [.useTheme(name)] }
    if list == .policies, let name = prepared[list]?.arrangement.identities[row] {
      look(atPolicy: name)
      return []
    }
    guard let place = prepared[list]?.place(row) else { return [] }
    return visit(place)
  }

  /// One step back, always: what is open, what is marked, what is filtered, what is selected, the page, the past.
  private mutating func back() {
    if isZoomed {
      isZoomed = false
    } else if let list = focusedList, !state(of: list).marked.isEmpty {
      change(list) { $0.marked = [] }
    } else if let list = focusedList, !state(of: list).filter.isEmpty {
      change(list) { $0.filter = "" }
    } else if trail.count > 1 {
      trail.removeLast()
      refreshLists()
    } else if timeView.end != nil {
      timeView.end = nil
    } else if let list = focusedList, state(of: list).selected != nil {
      change(list) { state in
        state.selected = nil
        state.top = 0
      }
    }
  }

  private mutating func sortNext() {
    guard let identifier = focusedList, let list = Self.lists[identifier] else { return }
    change(identifier) { state in
      state.sortColumn = list.column(after: state.sortColumn)
      state.isReversed = false
    }
  }

  private mutating func toggleFollow() {
    guard let list = focusedList, let selected = state(of: list).selected else { return }
    lists[list]?.isFollowing.toggle()
    let follows = state(of: list).isFollowing
    say(.plain) { follows ? $0.notices.following(selected) : $0.notices.notFollowing(selected) }
  }

  private mutating func mark() {
    if isExploring, focusedList == .expressions { _ = perform(.switchExpression) }
    guard !isExploring else { return }
    guard let list = focusedList, let row = currentRow(in: list),
      let identity = prepared[list]?.arrangement.identities[row]
    else { return }
    change(list) { $0.marked.formSymmetricDifference([identity]) }
    select(row: row + 1, in: list)
  }

  private mutating func markAll() {
    guard let list = focusedList, let shown = prepared[list]?.arrangement.identities else { return }
    change(list) { state in
      state.marked = state.marked.isSuperset(of: shown) ? [] : state.marked.union(shown)
    }
  }

  private mutating func togglePause() {
    frozen = frozen == nil ? latest : nil
    refreshLists()
  }

  private static let acting: [Command: Action] = Dictionary(
    uniqueKeysWithValues: acts.keys.map { command in (command, { @Sendable console in console.act(command) })
    })

  private static let giving: [Command: Action] = [
    .copy: { $0.copy() },
    .export: { console in console.listing().map { [.export(name: $0.name, $0)] } ?? [] },
    .pager: { console in console.listing().map { [.page($0.text)] } ?? [] },
    .handover: { $0.handOver() },
    .shell: { _ in [.shell] },
  ]

  /// The note for whoever comes next, in the pager.
  private func handOver() -> [Effect] {
    guard let snapshot else { return [] }
    let note = HandoverDocument(snapshot, phrases: phrases, zone: setup.zone, glyphs: setup.glyphs)
    return [.page(note.markdown)]
  }

  private mutating func copy() -> [Effect] {
    let text = copied()
    guard !text.isEmpty else { return [] }
    say(.good) { $0.notices.copied(text) }
    return [.copy(text)]
  }

  /// What a copy takes: the addresses of what is marked or selected.
  private func copied() -> String {
    if isExploring, focusedList == .expressions { return exploration.entry(currentLetter)?.text ?? "" }
    let addresses = targets()
    if !addresses.isEmpty { return addresses.map(\.description).joined(separator: "\n") }
    guard let list = focusedList, let row = currentRow(in: list) else { return "" }
    return prepared[list]?.arrangement.identities[row] ?? ""
  }

  private static let tending: [Command: Action] = [
    .palette: quietly { $0.overlay = .palette(PaletteState()) },
    .help: quietly { $0.overlay = .help(top: 0) },
    .theme: { $0.nextTheme() },
    .language: { $0.toggleLanguage() },
    .mouse: { $0.toggleMouse() },
    .redraw: { _ in [.redraw] },
    .suspend: { _ in [.suspend] },
    .quit: { $0.leave() + [.quit] },
  ]

  private mutating func toggleMouse() -> [Effect] {
    hasMouse.toggle()
    let isOn = hasMouse
    say(.plain) { isOn ? $0.notices.mouseOurs : $0.notices.mouseYours }
    return [.setMouse(hasMouse)]
  }

  private func nextTheme() -> [Effect] {
    guard let place = themes.firstIndex(where: { $0.name == theme }), themes.count > 1 else {
      return themes.first.map { [.useTheme($0.name)] } ?? []
    }
    return [.useTheme(themes[(place + 1) % themes.count].name)]
  }

  private mutating func toggleLanguage() -> [Effect] {
    setup.language = setup.language == .english ? .chinese : .english
    phrases = Phrases.of(setup.language)
    refreshLists()
    return [.keep("language", setup.language.rawValue)]
  }
}
