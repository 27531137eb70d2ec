import Basics
import Canvas
import Console
import Glibc
import Terminal

/// What the common options, the configuration file and the environment come to.
struct Options {
  let environment: [String: String]
  let paths: Paths
  let language: Language
  /// The language somebody asked for; nil when it only follows from the locale.
  let chosenLanguage: Language?
  /// Nil for the theme last used, or the default.
  let themeName: String?
  /// Nil for what the terminal has.
  let depth: ColourDepth?
  let usesASCII: Bool
  let mouse: Bool
  let isReadOnly: Bool
  /// Nil for now.
  let at: Instant?
  let configuration: UserConfiguration
  let wantsJSON: Bool
  let wantsCSV: Bool
  /// Where the program's own metrics are written for a textfile collector; nil for nowhere.
  let metricsFile: String?
  let bench: BenchSettings
  /// Words the header is marked with.
  let environmentName: String

  init(_ arguments: Arguments, _ environment: [String: String]) throws(Complaint) {
    self.environment = environment
    paths = Paths(arguments, environment)
    configuration = try UserConfiguration.load(paths.configurationFile)
    chosenLanguage = try Self.chosenLanguage(arguments) ?? configuration.language
    language = chosenLanguage ?? Self.language(of: environment)
    themeName = arguments["theme"] ?? configuration.theme
    depth = try Self.depth(arguments)
    let speaksUTF8 = Self.speaksUTF8(environment)
    usesASCII = arguments.has("ascii") || configuration.ascii || !speaksUTF8 || environment["TERM"] == "linux"
    mouse = !arguments.has("no-mouse") && configuration.mouse
    isReadOnly = arguments.has("read-only")
    at = try arguments.instant("at")
    wantsJSON = arguments.has("json")
    wantsCSV = arguments.has("csv")
    metricsFile = arguments["metrics-file"] ?? configuration.metricsFile
    bench = try BenchSettings(arguments)
    environmentName = arguments["environment"] ?? configuration.environment
    if wantsJSON, wantsCSV { throw .bothFormats }
  }

  var glyphs: Glyphs { usesASCII ? .ascii : .unicode }

  /// Whether the terminal may be sent nothing but ASCII.
  var onlyASCII: Bool { !Self.speaksUTF8(environment) }

  var phrases: Phrases { Phrases.of(language) }

  /// Local time, as the system's zone has it at an instant.
  static func zone(at now: Instant) -> Zone {
    var (seconds, parts) = (time_t(now.milliseconds / 1_000), tm())
    localtime_r(&seconds, &parts)
    return Zone(offset: .seconds(Int64(parts.tm_gmtoff)))
  }

  private static func chosenLanguage(_ arguments: Arguments) throws(Complaint) -> Language? {
    guard let wanted = arguments["lang"] else { return nil }
    guard let language = Language(rawValue: wanted) else {
      throw .unknown(.language, wanted, among: Language.allCases.map(\.rawValue))
    }
    return language
  }

  /// The language of the locale.
  private static func language(of environment: [String: String]) -> Language {
    locale(environment).hasPrefix("zh") ? .chinese : .english
  }

  /// The language to complain in, whatever else is wrong with the words.
  static func language(_ words: [String], _ environment: [String: String]) -> Language {
    for (place, word) in words.enumerated() {
      let value =
        word == "--lang"
        ? words.dropFirst(place + 1).first : word.hasPrefix("--lang=") ? String(word.dropFirst(7)) : nil
      if let language = value.flatMap(Language.init) { return language }
    }
    return language(of: environment)
  }

  /// The locale for text, by the order the C library looks in.
  private static func locale(_ environment: [String: String]) -> String {
    for name in ["LC_ALL", "LC_CTYPE", "LANG"] {
      if let value = environment[name], !value.isEmpty { return value }
    }
    return ""
  }

  /// No locale at all, as in most containers, or one that names no encoding says nothing against UTF-8, which nearly
  /// all terminals speak. Who sets C or POSIX means ASCII.
  static func speaksUTF8(_ environment: [String: String]) -> Bool {
    let locale = locale(environment).lowercased()
    if locale == "c" || locale == "posix" { return false }
    guard let dot = locale.firstIndex(of: ".") else { return true }
    return locale[dot...].replacing("-", with: "").hasPrefix(".utf8")
  }

  private static func depth(_ arguments: Arguments) throws(Complaint) -> ColourDepth? {
    guard let wanted = arguments["colour"] else { return nil }
    guard let depth = ColourDepth(rawValue: wanted) else {
      throw .unknown(.colourDepth, wanted, among: ColourDepth.allCases.map(\.rawValue))
    }
    return depth
  }
}
