import Basics
import Canvas
import Console
import Simulation
import Store
import Terminal

extension Subcommand {
  static let preview = Subcommand(
    "preview", "NAME [--sample S] [--size 120x40]", english: "print one frame of a screen",
    chinese: "打印某一画面的一帧"
  ) { invocation throws(Complaint) in
    let (arguments, options) = (invocation.arguments, invocation.options)
    guard arguments.words.count == 1 else { throw .usage(arguments.subcommand) }
    let name = arguments.words[0]
    guard PlaceName.names.contains(name) else { throw .unknown(.screen, name, among: PlaceName.names) }
    let scene = try scene(arguments, options)
    guard let place = PlaceName.place(name, in: scene.snapshot) else {
      throw .unknown(.screen, name, among: PlaceName.names)
    }
    let library = ThemeLibrary(options.paths.themes)
    let theme = try library.theme(options.themeName ?? ThemeLibrary.defaultName)
    var setup = Console.Setup()
    setup.language = options.language
    setup.glyphs = options.glyphs
    setup.keymap = Keymap(replacing: options.configuration.keys)
    setup.environment = options.environmentName
    setup.version = Version.number
    setup.terms = DataFiles.terms(in: options.paths.data)
    let console = try drawn { () throws(StoreFault) in
      try scene.console(
        at: place, setup, themes: library.titles, theme: theme.name, exploring: ExploreSample(rawValue: name))
    }
    let size = try size(arguments)
    let depth =
      options.depth ?? (TTY.isOutput ? ColourDepth.detected(options.environment, colours: 256) : .none)
    Output.write(FrameText.text(console.frame(size).frame, theme: theme, depth: depth))
    return 0
  }

  private static func scene(_ arguments: Arguments, _ options: Options) throws(Complaint) -> SampleScene {
    guard let sample = Sample(rawValue: arguments["sample"] ?? "calm") else {
      throw .unknown(.sample, arguments["sample"] ?? "", among: Sample.allCases.map(\.rawValue))
    }
    let nodes = try number(arguments, "nodes", in: 0...200_000)
    let seed = try number(arguments, "seed", in: 0...Int.max) ?? 1
    return try drawn { () throws(StoreFault) in
      try SampleScene(sample, nodes: nodes, seed: UInt64(seed), data: options.paths.data)
    }
  }

  private static func drawn<Result>(_ work: () throws(StoreFault) -> Result) throws(Complaint) -> Result {
    do throws(StoreFault) { return try work() } catch { throw .failed(error.sentence) }
  }

  private static func size(_ arguments: Arguments) throws(Complaint) -> Size {
    guard let text = arguments["size"] else { return TTY.size() ?? Size(width: 120, height: 40) }
    guard let size = Size(text) else { throw .malformed(text, example: "120x40") }
    return size
  }

  static func number(_ arguments: Arguments, _ option: String, in range: ClosedRange<Int>) throws(Complaint)
    -> Int?
  {
    guard let text = arguments[option] else { return nil }
    guard let number = Int(text), range.contains(number) else {
      throw .outOfRange(option, range)
    }
    return number
  }
}
