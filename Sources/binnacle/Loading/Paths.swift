import Catalog
import ThemeFiles

/// Where files lie, by the XDG base directory specification.
struct Paths {
  let store: String
  let configurationFile: String
  /// For crash traces and what is written to standard error while the screen is up.
  let stateDirectory: String
  /// The rules that people have saved; among the rules that are read.
  let savedRules: String
  /// Where objectives that people have imported are kept; among those that are read.
  let savedObjectives: String
  /// Where data is looked for, first come first served.
  let data: [String]
  /// Where themes are looked for, first come first served.
  let themes: [String]

  init(_ arguments: Arguments, _ environment: [String: String]) {
    let home = environment["HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? "."
    func base(_ name: String, _ fallback: String) -> String {
      // The specification wants relative paths ignored.
      if let value = environment[name], value.hasPrefix("/") { return value }
      return "\(home)/\(fallback)"
    }
    let configuration = base("XDG_CONFIG_HOME", ".config")
    let shared = (environment["XDG_DATA_DIRS"] ?? "/usr/local/share:/usr/share").split(separator: ":").map(
      String.init)
    store = arguments["store"] ?? "\(base("XDG_DATA_HOME", ".local/share"))/binnacle/binnacle.db"
    configurationFile = "\(configuration)/binnacle/config.json"
    stateDirectory = "\(base("XDG_STATE_HOME", ".local/state"))/binnacle"
    let own = base("XDG_DATA_HOME", ".local/share")
    savedRules = "\(own)/binnacle/data/rules/saved.json"
    savedObjectives = "\(own)/binnacle/data/objectives"
    let places = ["\(configuration)/binnacle", "\(own)/binnacle"] + shared.map { "\($0)/binnacle" }
    // What a user configures may lie beside the configuration itself.
    data =
      [arguments["data"], "\(configuration)/binnacle"].compactMap { $0 } + places.map { "\($0)/data" }
      + Catalog.shipped
    themes = [arguments["themes"]].compactMap { $0 } + places.map { "\($0)/themes" } + ThemeFiles.shipped
  }
}
