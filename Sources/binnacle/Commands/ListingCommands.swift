import Basics
import Canvas
import Console
import Model
import Terminal

extension Subcommand {
  /// One for each subject: `binnacle nodes`, `binnacle alerts`, …
  static let listings: [Subcommand] = Subject.all.map { subject in
    Subcommand(
      subject.name, subject.hasRules ? "[--json | --csv | --rules]" : "[--json | --csv]",
      english: subject.summary.english, chinese: subject.summary.chinese
    ) { invocation throws(Complaint) in
      let options = invocation.options
      try invocation.arguments.expectNoWords()
      if invocation.arguments.has("rules") {
        guard subject.hasRules else { throw .usage(invocation.arguments.subcommand) }
        Output.write(ObjectiveShelf.ruleFile(options))
        return 0
      }
      if options.at != nil, !subject.knowsThePast {
        throw .noPast(of: subject.name)
      }
      Output.write(text(of: subject, try Visit(options).snapshot(whole: subject.needsScrapes), options))
      return 0
    }
  }

  static func text(of subject: Subject, _ snapshot: Snapshot, _ options: Options) -> String {
    let context = ListingContext(
      snapshot: snapshot, language: options.language, zone: Options.zone(at: snapshot.at))
    if options.wantsJSON { return subject.json(context) }
    if options.wantsCSV { return subject.commaSeparated(context) }
    return table(of: subject, context, options)
  }

  private static func table(of subject: Subject, _ context: ListingContext, _ options: Options) -> String {
    var setup = Console.Setup(language: options.language, glyphs: options.glyphs, zone: context.zone)
    setup.isReadOnly = true
    let console = Console(setup, showing: context.snapshot)
    let width = options.environment["COLUMNS"].flatMap { Int($0) } ?? TTY.size()?.width ?? 160
    let frame = console.table(of: subject.table, width: max(20, min(width, 400)))
    // A listing goes on whatever ground the terminal has, so only the ink is coloured.
    let depth =
      options.depth ?? (TTY.isOutput ? ColourDepth.detected(options.environment, colours: 256) : .none)
    let library = ThemeLibrary(options.paths.themes)
    do {
      let theme = try library.theme(options.themeName ?? ThemeLibrary.defaultName)
      return FrameText.text(frame, theme: theme, depth: depth, paintsGround: false)
    } catch { return FrameText.text(frame, theme: .plain, depth: .none) }
  }
}

extension Subject {
  /// Whether the store or the plan can tell how things were at another time.
  fileprivate var knowsThePast: Bool { ["nodes", "roadmap", "kpis", "findings"].contains(name) }
}

extension Subject {
  /// Whether its things are watched by rules that are made of them.
  fileprivate var hasRules: Bool { name == Subject.objectives.name }
  /// Whether its figures rest on the scrapes of before.
  fileprivate var needsScrapes: Bool {
    hasRules || [Subject.status, .nodes, .units, .groups].contains { $0.name == name }
  }
}

extension Arguments {
  /// Complains about words that nothing was to be done with.
  func expectNoWords() throws(Complaint) {
    if !words.isEmpty { throw .usage(subcommand) }
  }
}
