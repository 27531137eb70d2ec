import Basics
import Canvas
import Console
import Monitoring
import Scheduling
import Store
import Telemetry

/// What a user has written into the configuration file.
struct UserConfiguration {
  var theme: String?
  var language: Language?
  var mouse = true
  var ascii = false
  var environment = ""
  /// A file for the program's own metrics.
  var metricsFile: String?
  var retention = Retention()
  /// When drains and rebalancing may go on; empty for always.
  var windows: [CalendarInterval] = []
  /// How many units of which group there are to be.
  var scaling: [ScalingRule] = []
  /// What the scheduler must never do of its own accord.
  var guardrails = Guardrails()
  /// What loads units on nodes and has them let go; nil for advice alone.
  var programs: UnitPrograms?
  var keys: [Command: [Key]] = [:]

  /// Reads the file; without one everything is as it comes.
  static func load(_ path: String) throws(Complaint) -> UserConfiguration {
    guard let bytes = Files.bytes(path) else { return UserConfiguration() }
    do { return try read(JSONReader.read(bytes, name: path)) } catch {
      throw .failed(Bilingual(error.description))
    }
  }

  private static func read(_ node: JSONNode) throws(JSONFault) -> UserConfiguration {
    try node.allow(only: [
      "theme", "language", "mouse", "ascii", "environment", "keys", "metricsFile", "retention",
      "windows", "scaling", "guardrails", "executor",
    ])
    var configuration = UserConfiguration()
    configuration.theme = try node.optional("theme")?.text()
    if let language = try node.optional("language") { configuration.language = try language.choice() }
    configuration.mouse = try node.optional("mouse")?.flag() ?? true
    configuration.ascii = try node.optional("ascii")?.flag() ?? false
    configuration.environment = try node.optional("environment")?.text() ?? ""
    configuration.metricsFile = try node.optional("metricsFile")?.text()
    if let retention = try node.optional("retention") {
      configuration.retention = try Self.retention(retention)
    }
    configuration.windows = try CalendarInterval.list(node.list("windows"), table: ZoneFiles.table)
    configuration.scaling = try Self.scaling(node.list("scaling"))
    if let guardrails = try node.optional("guardrails") {
      configuration.guardrails = try Self.guardrails(guardrails)
    }
    configuration.programs = try node.optional("executor").map(UnitPrograms.init)
    if let keys = try node.optional("keys") { configuration.keys = try Keymap.replaced(keys) }
    return configuration
  }

  /// What is asked for demand must be a query.
  private static func scaling(_ nodes: [JSONNode]) throws(JSONFault) -> [ScalingRule] {
    for node in nodes {
      guard let demand = try node.optional("demand") else { continue }
      let text = try demand.text()
      do throws(QueryFault) { _ = try Parser.parse(text) } catch { throw demand.fault(error.description) }
    }
    return try ScalingRule.list(nodes)
  }

  /// Moves an hour, a price an hour in the currency of the price book, and by what part worse than `v1`.
  private static func guardrails(_ node: JSONNode) throws(JSONFault) -> Guardrails {
    try node.allow(only: ["movesPerHour", "costPerHour", "worsening"])
    var guardrails = Guardrails()
    func number(_ name: String, in range: ClosedRange<Double>) throws(JSONFault) -> Double? {
      guard let node = try node.optional(name) else { return nil }
      let number = try node.number()
      guard range.contains(number) else {
        throw node.fault("a number from \(Int(range.lowerBound)) to \(Int(range.upperBound)) is wanted")
      }
      return number
    }
    if let moves = try number("movesPerHour", in: 0...100_000) { guardrails.movesPerHour = Int(moves) }
    if let cost = try number("costPerHour", in: 0...1_000_000_000) { guardrails.costCap = cost * 1_000 }
    if let worsening = try number("worsening", in: 0...10) { guardrails.worsening = worsening }
    return guardrails
  }

  /// How long series are kept, each grain at least as long as the finer one.
  private static func retention(_ node: JSONNode) throws(JSONFault) -> Retention {
    try node.allow(only: ["raw", "minute", "hour"])
    var retention = Retention()
    func span(_ name: String, _ fallback: Span) throws(JSONFault) -> Span {
      guard let node = try node.optional(name) else { return fallback }
      guard let span = Span(prometheus: try node.text()), span >= .hours(2) else {
        throw node.fault("a duration of at least 2h is wanted, such as 3d")
      }
      return span
    }
    retention.raw = try span("raw", retention.raw)
    retention.minute = max(try span("minute", retention.minute), retention.raw)
    retention.hour = max(try span("hour", retention.hour), retention.minute)
    return retention
  }
}
