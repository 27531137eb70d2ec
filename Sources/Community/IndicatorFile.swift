import Basics

/// What the indicators' data file holds.
public struct IndicatorFile: Sendable {
  public let indicators: [Indicator]
  /// The values the documents state, without the time of their loading.
  public let claims: [Claim]
  /// The words for categories and units.
  public let categories: [String: Bilingual]
  public let units: [String: Bilingual]

  /// A value a document states.
  public struct Claim: Sendable {
    public let indicator: String
    public let amount: Quantity
    public let asOf: Day?
    public let words: Bilingual
    public let isMarked: Bool
    public let source: String

    /// The claim as a reading, entered when it is loaded.
    public func reading(at now: Instant) -> Reading? {
      guard let value = amount.value else { return nil }
      return Reading(
        indicator: indicator, day: asOf, value: value, comparator: amount.comparator, provenance: .claimed,
        note: words,
        source: source, isMarked: isMarked, enteredAt: now)
    }
  }

  public init(_ bytes: [UInt8], name: String) throws(JSONFault) {
    let root = try JSONReader.read(bytes, name: name)
    try root.allow(only: ["categories", "units", "indicators"])
    categories = try Self.words(root.required("categories"))
    units = try Self.words(root.required("units"))
    var (indicators, claims, seen) = ([Indicator](), [Claim](), Set<String>())
    for node in try root.required("indicators").items() {
      let indicator = try Self.indicator(node)
      guard seen.insert(indicator.identifier).inserted else {
        throw node.fault("the indicator \"\(indicator.identifier)\" stands here twice")
      }
      guard categories[indicator.category] != nil else {
        throw node.fault("the category \"\(indicator.category)\" has no words")
      }
      guard units[indicator.unit] != nil else {
        throw node.fault("the unit \"\(indicator.unit)\" has no words")
      }
      indicators.append(indicator)
      if let current = try node.optional("current") { claims.append(try Self.claim(current, of: indicator)) }
    }
    self.indicators = indicators
    self.claims = claims
  }

  private static func words(_ node: JSONNode) throws(JSONFault) -> [String: Bilingual] {
    var words: [String: Bilingual] = [:]
    for member in try node.members() { words[member.key] = try member.node.bilingual() }
    return words
  }

  private static let indicatorKeys: Set<String> = [
    "id", "programme", "title", "category", "unit", "direction", "current", "targets", "benchmark",
    "printed_gap",
    "priority", "note", "source", "formula",
  ]
  private static let targetKeys: Set<String> = ["id", "period", "end", "amount", "delta", "words", "source"]
  private static let claimKeys: Set<String> = ["amount", "as_of", "marked", "words", "source"]

  private static func indicator(_ node: JSONNode) throws(JSONFault) -> Indicator {
    try node.allow(only: indicatorKeys)
    var targets: [Target] = []
    for target in try node.list("targets") { targets.append(try self.target(target)) }
    return Indicator(
      identifier: try node.required("id").text(), programme: try node.required("programme").text(),
      title: try node.required("title").bilingual(), category: try node.required("category").text(),
      unit: try node.required("unit").text(), direction: try node.required("direction").choice(),
      formula: try formula(node.optional("formula")),
      benchmark: try node.optional("benchmark").map { node throws(JSONFault) in
        Indicator.Benchmark(
          name: try node.required("name").text(), value: try node.required("value").number())
      },
      printedGap: try node.optional("printed_gap")?.number(), priority: try node.optional("priority")?.text(),
      note: try node.optional("note")?.bilingual() ?? Bilingual(""),
      source: try node.required("source").text(),
      targets: targets)
  }

  private static func formula(_ node: JSONNode?) throws(JSONFault) -> Indicator.Formula? {
    guard let node else { return nil }
    var inputs: [String] = []
    for input in try node.required("mean").items() { inputs.append(try input.text()) }
    return .mean(inputs)
  }

  private static func target(_ node: JSONNode) throws(JSONFault) -> Target {
    try node.allow(only: targetKeys)
    return Target(
      identifier: try node.required("id").text(),
      period: try node.optional("period")?.bilingual() ?? Bilingual(""),
      end: try node.optional("end")?.day(),
      amount: try node.optional("amount").map { node throws(JSONFault) in try amount(node) },
      isIncrement: try node.optional("delta")?.flag() ?? false,
      words: try node.optional("words")?.bilingual() ?? Bilingual(""),
      source: try node.required("source").text())
  }

  private static func amount(_ node: JSONNode) throws(JSONFault) -> Quantity {
    guard let amount = Quantity(try node.text()) else {
      throw node.fault("expected an amount such as \"=24\", \">=20\", \"3-5\" or \"unlimited\"")
    }
    return amount
  }

  private static func claim(_ node: JSONNode, of indicator: Indicator) throws(JSONFault) -> Claim {
    try node.allow(only: claimKeys)
    return Claim(
      indicator: indicator.identifier, amount: try amount(node.required("amount")),
      asOf: try node.optional("as_of")?.day(),
      words: try node.optional("words")?.bilingual() ?? Bilingual(""),
      isMarked: try node.optional("marked")?.flag() ?? false, source: try node.required("source").text())
  }
}
