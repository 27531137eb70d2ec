import Basics
import Canvas
import Console
import Engine
import Glibc
import Scheduling
import Store
import Terminal

/// One use of the console, from taking the terminal to giving it back.
struct Session {
  private let options: Options
  private let storePath: String
  private let library: ThemeLibrary
  private let room: EngineRoom

  init(_ options: Options, storePath: String) {
    self.options = options
    self.storePath = storePath
    library = ThemeLibrary(options.paths.themes)
    room = EngineRoom { SignalPipe.wake() }
  }

  /// What was chosen the last time.
  private struct Preferences {
    var theme: String?
    var language: Language?
    var lookedAt: Instant?

    init(_ store: Store) throws(StoreFault) {
      theme = try store.setting("theme")
      language = try store.setting("language").flatMap(Language.init)
      lookedAt = try store.setting("looked_at").flatMap { Int64($0) }.map { Instant(milliseconds: $0) }
    }
  }

  /// Runs the console until it is left; `feed` starts what the engine is fed by.
  /// - Parameters:
  ///   - keepsScrapes: whether what is scraped is written down.
  ///   - isExecuting: whether the feed carries out what the scheduler decides.
  ///   - scaling: how many units of which group there are to be; nil for what the user's own rules say.
  ///   - lag: how far behind the present the engine begins.
  func run(
    keepsScrapes: Bool = true, isExecuting: Bool = false,
    scaling: [ScalingRule]? = nil, lag: Span = .zero, feed: (EngineRoom) -> Void
  ) throws(Complaint) {
    SignalPipe.open(for: [SIGWINCH, SIGTERM, SIGINT, SIGHUP, SIGTSTP, SIGCONT, SIGQUIT])
    signal(SIGPIPE, SIG_IGN)
    let opening = StoreOpening(options)
    let store = try opening.open(storePath)
    let preferences = try opening.explaining { () throws(StoreFault) in try Preferences(store) }
    let themeName = options.themeName ?? preferences.theme ?? ThemeLibrary.defaultName
    let (theme, complaint) = theme(named: themeName)
    room.start(
      store, options, facts: true, keepsScrapes: keepsScrapes, isExecuting: isExecuting,
      scaling: scaling, lag: lag)
    feed(room)
    let clerk = Clerk(
      storePath: storePath, isReadOnly: options.isReadOnly, themes: library, room: room,
      who: Person.name(options.environment))
    Worker.start(niceness: 5) { clerk.run() }
    clerk.mailbox.put(.glossary(options.paths.data))
    let querist = Querist(room, storePath: keepsScrapes ? storePath : nil)
    Worker.start { querist.run() }
    let screen = try takeTerminal(theme)
    var loop = ConsoleLoop(
      screen: screen, room: room, clerk: clerk, querist: querist, options: options, library: library,
      console: console(preferences), theme: theme,
      isThemeChosen: options.themeName ?? preferences.theme != nil)
    if let complaint { loop.tell(Notice(.bad, complaint.sentence)) }
    loop.run()
    screen.close()
    CrashGuard.disarm()
    // Orders first: what was given just now is still to be carried out.
    clerk.stop()
    room.stop()
  }

  /// The theme asked for. A bad one is a message, not a reason to stop.
  private func theme(named name: String) -> (Theme, Complaint?) {
    do { return (try library.theme(name), nil) } catch {
      do { return (try library.theme(ThemeLibrary.defaultName), error) } catch { return (.plain, error) }
    }
  }

  private func console(_ preferences: Preferences) -> Console {
    var setup = Console.Setup()
    setup.language = options.chosenLanguage ?? preferences.language ?? options.language
    setup.glyphs = options.glyphs
    setup.zone = Options.zone(at: Clock.wall)
    setup.keymap = Keymap(replacing: options.configuration.keys)
    setup.environment = options.environmentName
    setup.isReadOnly = options.isReadOnly
    setup.who = Person.name(options.environment)
    setup.version = Version.number
    var console = Console(setup)
    console.setLookedAt(preferences.lookedAt)
    console.setMoment(options.at)
    return console
  }

  private func takeTerminal(_ theme: Theme) throws(Complaint) -> Screen {
    Files.makeDirectory(options.paths.stateDirectory)
    CrashGuard.arm(trace: "\(options.paths.stateDirectory)/crash.log")
    do {
      let screen = try Screen(
        theme: theme, environment: options.environment, depth: options.depth, onlyASCII: options.onlyASCII,
        mouse: options.mouse)
      redirectErrors()
      return screen
    } catch {
      CrashGuard.disarm()
      room.stop()
      throw .unknownTerminal(options.environment["TERM"] ?? "")
    }
  }

  /// What anything writes to standard error would spoil the screen; it goes into a file.
  private func redirectErrors() {
    let descriptor = open(
      "\(options.paths.stateDirectory)/stderr.log", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return }
    dup2(descriptor, STDERR_FILENO)
    close(descriptor)
  }
}
