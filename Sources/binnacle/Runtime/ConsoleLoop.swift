import Basics
import Canvas
import Console
import Glibc
import Model
import Terminal

/// The main thread's work: wait for a key, a signal or a snapshot, let the console make of it what it will, draw.
struct ConsoleLoop {
  /// A lone Esc is told from the start of a sequence by nothing following it this long.
  private static let escapeDelay: Int32 = 25
  /// How long the first frame waits for something to show.
  private static let patience = Span.milliseconds(60)
  /// How long nothing may come before the frame is drawn again, to say how old it is.
  private static let silence: Int32 = 3_000
  /// After so long the start is over, and what served it alone is let go.
  private static let start = Span.seconds(10)
  /// As `silence`, while a count of seconds is shown.
  private static let second: Int32 = 1_000

  private let screen: Screen
  private let room: EngineRoom
  private let clerk: Clerk
  private let querist: Querist
  private let options: Options
  private let library: ThemeLibrary
  private let themeWatch: FileWatch
  private var console: Console
  private var decoder = InputDecoder()
  private var scene: Scene?
  private var dragStart: Point?
  private var isRunning = true
  private var needsFrame = true
  private var town = TownCrier(since: Clock.wall)
  private var theme: Theme
  /// Whether somebody has named the theme, now or before.
  private var isThemeChosen: Bool
  /// The theme that was just asked for.
  private var wanted: String?

  init(
    screen: Screen, room: EngineRoom, clerk: Clerk, querist: Querist, options: Options, library: ThemeLibrary,
    console: Console, theme: Theme, isThemeChosen: Bool
  ) {
    self.screen = screen
    self.room = room
    self.clerk = clerk
    self.querist = querist
    self.options = options
    self.library = library
    self.console = console
    self.theme = theme
    self.isThemeChosen = isThemeChosen
    themeWatch = FileWatch()
    themeWatch.watch(library.path(theme.name))
  }

  /// Something to tell as soon as there is a screen.
  mutating func tell(_ notice: Notice) { feed(.notice(notice)) }

  mutating func run() {
    feed(.themes(library.titles, current: theme.name))
    // The first snapshot comes so soon that an empty screen before it would only flash.
    let deadline = Clock.uptime + Self.patience
    while isRunning, !console.hasSnapshot, Clock.uptime < deadline {
      wait(atMost: Int32((deadline - Clock.uptime).milliseconds))
    }
    let settledAt = Clock.uptime + Self.start
    var isSettled = false
    while isRunning {
      draw()
      wait(atMost: console.isForeseeing ? Self.second : Self.silence)
      guard !isSettled, Clock.uptime >= settledAt else { continue }
      isSettled = true
      ProgramText.release()
    }
  }

  private mutating func draw() {
    guard needsFrame else { return }
    needsFrame = false
    let scene = console.frame(screen.size)
    screen.present(scene.frame)
    self.scene = scene
    _ = console.update(.drawn(scene.viewports), at: Clock.wall)
  }

  /// Waits for something to happen, in milliseconds; -1 is for ever.
  private mutating func wait(atMost limit: Int32) {
    var polls = [
      pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
      pollfd(fd: SignalPipe.descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: themeWatch.descriptor, events: Int16(POLLIN), revents: 0),
    ]
    let ready = poll(&polls, 3, decoder.isWaiting ? Self.escapeDelay : limit)
    if ready == 0, decoder.isWaiting {
      take(decoder.flush())
    } else if ready == 0 {
      feed(.tick)
    }
    if polls[1].revents != 0 { takeSignals() }
    if polls[2].revents != 0, themeWatch.hasChanged() { clerk.mailbox.put(.theme(theme.name)) }
    if polls[0].revents != 0 { readInput() }
    takeDeliveries()
  }

  private mutating func readInput() {
    guard let bytes = TTY.read() else {
      // The terminal has gone; there is nobody to ask.
      isRunning = false
      return
    }
    take(decoder.feed(bytes))
  }

  private mutating func take(_ inputs: [Input]) {
    for input in inputs {
      switch input {
      case .key(let key): feed(.key(key))
      case .paste(let text): feed(.paste(text))
      case .mouse(let mouse): take(mouse)
      case .reply(let reply): take(reply)
      }
    }
  }

  private mutating func take(_ mouse: Mouse) {
    let target = scene?.target(at: mouse.point)
    switch mouse.act {
    case .press: dragStart = mouse.point
    case .release:
      if let start = dragStart, start != mouse.point, let from = scene?.time(at: start),
        let to = scene?.time(at: mouse.point)
      {
        perform(console.zoom(from: from, to: to))
        needsFrame = true
      }
      dragStart = nil
    case .drag: return
    case .wheelUp, .wheelDown: break
    }
    feed(.mouse(mouse, target))
  }

  private mutating func take(_ reply: Input.Reply) {
    switch reply {
    case .synchronisedOutput(let isKnown): screen.isSynchronised = isKnown
    case .background(let colour): suit(colour)
    case .attributes: break
    }
  }

  /// The terminal told its background: a theme that nobody chose gives way to its partner where that fits better.
  private func suit(_ background: Colour) {
    let isLight = background.luminance > 0.4
    guard !isThemeChosen, isLight == (theme.variant == .dark),
      let partner = theme.partner
    else { return }
    clerk.mailbox.put(.theme(partner))
  }

  private mutating func takeDeliveries() {
    if let snapshot = room.takeSnapshot() {
      console.setup.zone = Options.zone(at: snapshot.at)
      cry(snapshot)
      feed(.snapshot(snapshot))
    }
    for answer in querist.takeAnswers() { feed(.queried(answer)) }
    for result in clerk.takeResults() {
      switch result {
      case .event(let event): feed(event)
      case .theme(let theme):
        self.theme = theme
        themeWatch.watch(library.path(theme.name))
        screen.use(theme)
        feed(.themes(library.titles, current: theme.name))
        if theme.name == wanted { clerk.mailbox.put(.keep("theme", theme.name)) }
      }
    }
  }

  /// Rings and shows what has come since the last snapshot.
  private mutating func cry(_ snapshot: Snapshot) {
    for entry in town.fresh(among: snapshot.notices) {
      if entry.channel.hasPrefix("bell/") {
        screen.ring()
      } else {
        screen.notify("binnacle", entry.headline[console.setup.language])
      }
    }
  }

  private mutating func feed(_ event: Event) {
    let effects = console.update(event, at: Clock.wall)
    needsFrame = true
    perform(effects)
  }

  private mutating func perform(_ effects: [Effect]) {
    for effect in effects {
      switch effect {
      case .quit: isRunning = false
      case .suspend: suspend()
      case .redraw: screen.redraw()
      case .submit(let draft): clerk.mailbox.put(.submit(draft))
      case .ask(let question): clerk.mailbox.put(.ask(question))
      case .query(let request): querist.ask(request)
      case .whatIf(let request): clerk.foresee(request)
      case .stopWhatIf: clerk.stopForeseeing()
      case .run(let command): clerk.mailbox.put(.run(command))
      case .stopQuery(let slot): querist.stop(slot)
      case .useTheme(let name):
        (wanted, isThemeChosen) = (name, true)
        clerk.mailbox.put(.theme(name))
      case .keep(let key, let value): clerk.mailbox.put(.keep(key, value))
      case .setMouse(let isOn): screen.setMouse(isOn)
      case .copy(let text): screen.copy(text)
      case .export(let name, let listing): clerk.mailbox.put(.export(name: name, listing))
      case .page(let text): leave { Child.page(text, $0) }
      case .shell: leave { Child.shell($0) }
      }
    }
  }

  private mutating func takeSignals() {
    for event in SignalPipe.drain() {
      switch event {
      case .wake: break
      case .signal(SIGWINCH):
        screen.resize()
        needsFrame = true
      case .signal(SIGTSTP): suspend()
      case .signal(SIGCONT):
        screen.redraw()
        needsFrame = true
      case .signal: isRunning = false
      }
    }
  }

  /// Gives the terminal back and stops, as any program does on Ctrl-Z; goes on where it was.
  private mutating func suspend() {
    leave { _ in
      SignalPipe.reset(SIGTSTP)
      raise(SIGTSTP)
      SignalPipe.handle(SIGTSTP)
    }
  }

  /// Does something with the terminal given back.
  private mutating func leave(_ body: (_ environment: [String: String]) -> Void) {
    screen.close()
    CrashGuard.disarm()
    body(options.environment)
    CrashGuard.arm(trace: "")
    screen.reopen()
    needsFrame = true
  }
}
