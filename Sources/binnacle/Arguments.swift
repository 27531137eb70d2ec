import Basics

/// The words of a command line, sorted into a subcommand, options and the rest.
struct Arguments {
  let subcommand: Subcommand
  /// Options by name, without their dashes; an empty text where an option takes no value.
  private let options: [String: String]
  /// The words that are neither.
  let words: [String]

  /// Options that take no value.
  static let flags: Set<String> = [
    "json", "csv", "read-only", "ascii", "no-mouse", "help", "version", "all", "honor-labels", "rules",
    "list", "preview", "list-policies", "compare", "train",
  ]
  /// Options that take one.
  static let valued: Set<String> = [
    "store", "data", "themes", "lang", "theme", "colour", "at", "sample", "size", "nodes", "environment",
    "seed", "for", "comment", "day", "pages", "count", "metrics-file", "time", "start", "end", "step",
    "name", "interval", "timeout", "label", "token-file", "basic-auth-file", "ca", "cert", "key",
    "max-series", "max-bytes", "horizon", "season", "level", "users", "replicas", "node-type", "units",
    "arrivals", "policy", "consolidate", "deadline", "to", "days", "fault", "flash", "cap", "traces", "save",
    "replay", "jobs",
  ]
  /// Options that may be given several times; their values stand on lines of their own.
  private static let repeated: Set<String> = ["label", "fault", "flash"]

  static var options: [String] { flags.union(valued).map { "--\($0)" } }

  init(_ arguments: [String]) throws(Complaint) {
    var (options, words): ([String: String], [String]) = ([:], [])
    var rest = arguments[...]
    while let word = rest.popFirst() {
      if word == "--" {
        words += rest
        break
      }
      guard word.hasPrefix("-"), word.utf8.count > 1 else {
        words.append(word)
        continue
      }
      let (name, value) = try Self.option(word, &rest)
      let before = Self.repeated.contains(name) ? options[name] : nil
      options[name] = before.map { "\($0)\n\(value)" } ?? value
    }
    self.options = options
    if options["help"] != nil {
      subcommand = .help
      self.words = words
    } else if options["version"] != nil {
      subcommand = .version
      self.words = words
    } else if let name = words.first {
      subcommand = try Self.subcommand(named: name)
      self.words = Array(words.dropFirst())
    } else {
      subcommand = .console
      self.words = []
    }
  }

  private static func option(_ word: String, _ rest: inout ArraySlice<String>) throws(Complaint) -> (
    String, String
  ) {
    if word == "-h" { return ("help", "") }
    guard word.hasPrefix("--") else { throw .unknown(.option, word, among: options) }
    let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    if flags.contains(name) {
      guard parts.count == 1 else { throw .takesNoValue(name) }
      return (name, "")
    }
    guard valued.contains(name) else {
      throw .unknown(.option, "--\(name)", among: options)
    }
    if parts.count == 2 { return (name, String(parts[1])) }
    guard let value = rest.popFirst() else { throw .wantsValue(name) }
    return (name, value)
  }

  private static func subcommand(named name: String) throws(Complaint) -> Subcommand {
    if let found = Subcommand.all.first(where: { $0.name == name }) { return found }
    throw .unknown(.command, name, among: Subcommand.all.map(\.name))
  }

  func has(_ flag: String) -> Bool { options[flag] != nil }
  subscript(option: String) -> String? { options[option] }

  /// The time that an option gives; nil when it was not given.
  func instant(_ option: String) throws(Complaint) -> Instant? {
    guard let text = self[option] else { return nil }
    guard let instant = Instant(rfc3339: text) else {
      throw .malformed(text, example: "2026-03-14T09:26:00Z")
    }
    return instant
  }
}

/// Finds what a person may have meant.
enum Nearest {
  /// The name that is near enough; nil when none is.
  static func name(to word: String, among names: [String]) -> String? {
    let scored = names.map { (name: $0, distance: distance(word, $0)) }
    guard let best = scored.min(by: { $0.distance < $1.distance }),
      best.distance <= min(2, word.utf8.count / 2)
    else { return nil }
    return best.name
  }

  /// How many letters must be put in, taken out or changed (Levenshtein).
  static func distance(_ first: String, _ second: String) -> Int {
    let (left, right) = (Array(first.utf8), Array(second.utf8))
    var row = Array(0...right.count)
    for (i, letter) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for j in right.indices {
        let change = diagonal + (letter == right[j] ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(change, row[j] + 1, diagonal + 1)
      }
    }
    return row[right.count]
  }
}
