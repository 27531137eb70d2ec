import Basics

/// Reads and writes objectives in the structure of OpenSLO v1, in JSON or JSON5: one object, or a list of them, of the
/// kinds SLO, SLI (which an SLO may name), DataSource (of the type Prometheus) and Service.
///
/// What OpenSLO has no word for stands in the `annotations` of an SLO's `metadata`: `binnacle/kind` (availability,
/// latency, quality, freshness or skew), `binnacle/title-zh` and `binnacle/description-zh` (the Chinese of `displayName`
/// and `description`), and `binnacle/modality` (the label that tells modalities apart). Of an SLO of freshness the query
/// of its `thresholdMetric` yields the time of the last success in seconds since 1970, and the bound is on the age; of
/// one of skew it yields a series for each modality, and the bound is on their distance.
public struct ObjectiveFile {
  /// Whatever may stand beside an SLO, by its name.
  var indicators: [String: JSONNode] = [:]
  var sources: Set<String> = []
  let local: Zone
  private var taken: Set<String>

  /// The objectives of a file. What cannot be expressed is refused with its place.
  /// - Parameters:
  ///   - local: what `Local` means as a zone.
  ///   - taken: names that other files have.
  public static func objectives(
    _ bytes: [UInt8], name: String, local: Zone = .utc, taken: Set<String> = []
  ) throws(JSONFault) -> [Objective] {
    let root = try JSONReader.read(bytes, name: name)
    var documents = [root]
    if case .array(let items) = root.value { documents = items }
    var file = ObjectiveFile(local: local, taken: taken)
    for document in documents { try file.note(document) }
    var objectives: [Objective] = []
    for document in documents where try document.required("kind").text() == Kind.objective.rawValue {
      objectives += try file.objectives(of: document)
    }
    return objectives
  }

  private init(local: Zone, taken: Set<String>) { (self.local, self.taken) = (local, taken) }

  /// The kinds of object that are understood.
  private enum Kind: String, CaseIterable {
    case objective = "SLO"
    case indicator = "SLI"
    case source = "DataSource"
    case service = "Service"
  }

  /// Remembers what objectives may refer to.
  private mutating func note(_ document: JSONNode) throws(JSONFault) {
    try document.allow(only: ["apiVersion", "kind", "metadata", "spec"])
    let version = try document.required("apiVersion")
    guard try version.text() == "openslo/v1" else {
      throw version.fault("expected openslo/v1; other versions are not read here")
    }
    let kind: Kind = try document.required("kind").choice()
    let (name, spec) = (try Self.name(document.required("metadata")), try document.required("spec"))
    switch kind {
    case .objective, .service: break
    case .indicator: indicators[name] = spec
    case .source:
      try spec.allow(only: ["description", "type", "connectionDetails"])
      try Self.check(type: try spec.required("type"))
      sources.insert(name)
    }
  }

  /// Only what speaks PromQL can be asked.
  static func check(type: JSONNode) throws(JSONFault) {
    guard try type.text().lowercased() == "prometheus" else {
      throw type.fault("only queries of the type Prometheus can be asked here")
    }
  }

  private static func name(_ metadata: JSONNode) throws(JSONFault) -> String {
    let node = try metadata.required("name")
    let name = try node.text()
    let isPlain = name.unicodeScalars.allSatisfy { scalar in
      scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
        || "-._".unicodeScalars.contains(scalar)
    }
    guard isPlain, !name.isEmpty, name.utf8.count <= 63 else {
      throw node.fault("a name has 1 to 63 letters, digits, '-', '.' or '_'")
    }
    return name
  }
}

extension ObjectiveFile {
  private mutating func objectives(of document: JSONNode) throws(JSONFault) -> [Objective] {
    let (metadata, spec) = (try document.required("metadata"), try document.required("spec"))
    try metadata.allow(only: ["name", "displayName", "labels", "annotations"])
    try Self.refuse("alertPolicies", in: spec, "alerts on burn rates are made from the objective itself")
    try spec.allow(only: [
      "description", "service", "indicator", "indicatorRef", "timeWindow", "budgetingMethod", "objectives",
    ])
    let words = try Words(metadata, spec)
    let window = try window(spec.required("timeWindow"))
    let items = try spec.required("objectives").items()
    var objectives: [Objective] = []
    for (place, item) in items.enumerated() {
      let indicator = try indicator(of: spec, item, words)
      let name = try Self.name(metadata) + (items.count > 1 ? "-\(place + 1)" : "")
      guard taken.insert(name).inserted else {
        throw try metadata.required("name").fault("there is an objective \"\(name)\" already")
      }
      objectives.append(
        Objective(
          name: name, title: try words.title(of: item), description: words.description,
          service: try spec.optional("service")?.text() ?? name,
          kind: words.kind ?? Self.usualKind(of: indicator), indicator: indicator,
          target: try Self.target(of: item), window: window,
          budgeting: try Self.budgeting(spec.required("budgetingMethod"), item)))
    }
    guard !objectives.isEmpty else { throw try spec.required("objectives").fault("there is no objective") }
    return objectives
  }

  static func refuse(_ key: String, in node: JSONNode, _ reason: String) throws(JSONFault) {
    guard let stranger = try node.optional(key) else { return }
    if case .array(let items) = stranger.value, items.isEmpty { return }
    throw stranger.fault(reason)
  }

  private static func target(of item: JSONNode) throws(JSONFault) -> Double {
    try refuse(
      "compositeWeight", in: item, "objectives made of several indicators are not reckoned with here")
    try item.allow(only: [
      "displayName", "op", "value", "target", "targetPercent", "timeSliceTarget", "timeSliceWindow",
    ])
    let (share, percent) = (try item.optional("target"), try item.optional("targetPercent"))
    if let share, percent != nil { throw share.fault("target and targetPercent say the same; give one") }
    guard let node = share ?? percent else { throw item.fault("\"target\" is missing") }
    let target = try share == nil ? node.number() / 100 : node.number()
    guard target > 0, target <= 1 else {
      throw node.fault(share == nil ? "a share is wanted, over 0 to 100" : "a share is wanted, over 0 to 1")
    }
    return target
  }

  private static func budgeting(_ method: JSONNode, _ item: JSONNode) throws(JSONFault) -> Objective.Budgeting
  {
    let (goal, length) = (try item.optional("timeSliceTarget"), try item.optional("timeSliceWindow"))
    switch try method.text() {
    case "Occurrences":
      if let stray = goal ?? length { throw stray.fault("this belongs to the method Timeslices") }
      return .occurrences
    case "Timeslices":
      guard let goal else { throw item.fault("\"timeSliceTarget\" is missing") }
      let share = try goal.number()
      guard share > 0, share <= 1 else { throw goal.fault("a share is wanted, over 0 to 1") }
      return .timeslices(target: share, length: try slice(length, item))
    case "RatioTimeslices":
      if let goal { throw goal.fault("this belongs to the method Timeslices") }
      return .ratioTimeslices(length: try slice(length, item))
    default: throw method.fault("expected one of Occurrences, Timeslices, RatioTimeslices")
    }
  }

  private static func slice(_ node: JSONNode?, _ item: JSONNode) throws(JSONFault) -> Span {
    guard let node else { throw item.fault("\"timeSliceWindow\" is missing") }
    let length = try span(node)
    guard length >= .seconds(15), length <= .hours(1) else {
      throw node.fault("a time slice of 15s to 1h is wanted")
    }
    return length
  }

  /// What an objective is about where it does not say.
  private static func usualKind(of indicator: Objective.Indicator) -> Objective.Kind {
    let isTimed = indicator.queries.contains { $0.contains("_bucket") }
    switch indicator {
    case .ratio, .raw: return isTimed ? .latency : .availability
    case .threshold: return isTimed ? .latency : .quality
    }
  }
}

extension Objective.Indicator {
  /// Every query that is asked.
  public var queries: [String] {
    switch self {
    case .ratio(let ratio): [ratio.part, ratio.total]
    case .raw(let query, _): [query]
    case .threshold(let threshold): [threshold.query]
    }
  }
}
