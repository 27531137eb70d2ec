import Basics
import Canvas
import Model
import Monitoring

extension Stage {
  /// The header: where one can go, where one is, and how fresh all this is.
  mutating func drawHeader(in rect: Rect) {
    painter.clear(rect, ground: console.setup.environment.isEmpty ? .header : .tint)
    var rest = rect.inset(1, 0)
    let status = self.status(in: rect.width)
    write(status, in: rest.takeRight(status.columns))
    _ = rest.takeRight(2)
    if rect.width >= 110 {
      let name = (console.setup.environment.isEmpty ? "binnacle" : console.setup.environment).ink(.accent)
      write(name, in: rest.takeLeft(name.columns))
      _ = rest.takeLeft(3)
    }
    drawTabs(in: rest)
  }

  /// The tabs, as roomy as they can be without one of them missing.
  private mutating func drawTabs(in rect: Rect) {
    var rest = rect
    let (names, gap) = tabs(in: rect.width)
    for (screen, tab) in zip(ScreenID.allCases, names) {
      guard tab.columns <= rest.width else { return }
      let place = rest.takeLeft(tab.columns)
      write(tab, in: place)
      hit(place, .command(screen.command))
      _ = rest.takeLeft(gap)
    }
  }

  private func tabs(in width: Int) -> (tabs: [Line], gap: Int) {
    let (long, short) = (ScreenID.allCases.map { tab($0, " " + phrases.screens.name($0)) }, shortTabs)
    let choices = [(long, 3), (long, 2), (short, 2), (short, 1)]
    let fitting = choices.first { tabs, gap in
      tabs.reduce(gap * (tabs.count - 1)) { $0 + $1.columns } <= width
    }
    return fitting ?? (tabs(gap: ""), 1)
  }

  private var shortTabs: [Line] { tabs(gap: " ") }

  private func tabs(gap: String) -> [Line] {
    ScreenID.allCases.map { tab($0, gap + phrases.screens.short($0)) }
  }

  private func tab(_ screen: ScreenID, _ name: String) -> Line {
    let isHere = console.place.screen == screen
    let key = console.setup.keymap.label(of: screen.command)
    return key.ink(isHere ? .accent : .key) + name.ink(isHere ? .accent : .muted) + badge(of: screen)
  }

  /// A sign at the tab of a screen that has something for a person.
  private func badge(of screen: ScreenID) -> Line {
    guard screen == .alerts else { return .empty }
    let urgent = snapshot.digest.alerts.needingSomeone
    guard urgent > 0 else { return .empty }
    let isAct = snapshot.digest.alerts.toActOn > 0
    return " \(isAct ? glyphs.act : glyphs.watch)\(urgent)".ink(isAct ? .act : .watch)
  }

  /// Whether this is the present, and whose.
  private func status(in width: Int) -> Line {
    let clock = console.setup.zone.clock(snapshot.at).ink(.base)
    if console.snapshot == nil { return phrases.common.starting.ink(.muted) }
    if console.frozen != nil, let latest = console.latest {
      let age = figures.age(latest.at - snapshot.at)
      return "\(glyphs.watch) \(phrases.common.paused(age))".ink(.watch) + "  " + clock
    }
    if let end = console.timeView.end, [.nodes, .explore].contains(console.place.screen) {
      return "\(glyphs.watch) \(phrases.common.past(figures.clock(end)))".ink(.watch) + "  " + clock
    }
    if snapshot.store.fault != nil {
      return "\(glyphs.act) \(phrases.common.unsaved)".ink(.act) + "  " + clock
    }
    let age = console.now - snapshot.watch.lastTick
    if age > .seconds(5) {
      return "\(glyphs.watch) \(phrases.common.stale(figures.age(age)))".ink(.watch) + "  " + clock
    }
    let watch = snapshot.watch
    guard watch.isHeld else {
      return "\(glyphs.watch) \(phrases.common.unrecorded)".ink(.watch) + " " + clock
    }
    let live = watch.isOurs ? phrases.common.live : phrases.common.attached(Int(watch.pid))
    let isShort = width < 100 && watch.isOurs
    return (isShort ? glyphs.ok : "\(glyphs.ok) \(live)").ink(.ok) + " " + clock
  }

  /// The footer: what is being typed or told, else what the keys do here.
  mutating func drawFooter(in rect: Rect) {
    painter.clear(rect, ground: .header)
    var rest = rect.inset(1, 0)
    if let editor = console.filterEditor {
      return write("/".ink(.accent) + editor.line(in: rest.width - 2, ink: .strong), in: rest)
    }
    if let notice = console.notice?.notice {
      let (sign, ink): (String, Role) =
        switch notice.kind {
        case .good: (glyphs.done, .ok)
        case .plain: (glyphs.dot, .info)
        case .bad: (glyphs.act, .act)
        }
      return write("\(sign) \(notice.text[language])".ink(ink), in: rest)
    }
    if console.exploration.editing != nil {
      return write(
        phrases.explore.typingKeys.map { $0.ink(.key) + " " + $1.ink(.muted) }.joined(by: "  ".ink(.base)),
        in: rest)
    }
    for command in footerCommands {
      let hint =
        console.setup.keymap.label(of: command).ink(.key) + " " + phrases.commands.short(command).ink(.muted)
      guard hint.columns <= rest.width else { return }
      let place = rest.takeLeft(hint.columns)
      write(hint, in: place)
      hit(place, .command(command))
      _ = rest.takeLeft(2)
    }
  }

  /// What can be done here, the most telling first.
  private var footerCommands: [Command] {
    let page = console.page
    let looking: [Command] =
      page.focusable.isEmpty ? [] : [.filter, .sort] + (page.focusable.count > 1 ? [.nextPanel] : [])
    let back: [Command] = console.trail.count > 1 ? [.back] : []
    return back + page.commands + looking + [.palette, .help, .quit]
  }
}
