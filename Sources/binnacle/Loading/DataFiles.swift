import Basics
import Community
import Console
import Costs
import Engine
import Monitoring
import Roadmap
import Store

/// Reads the data files. What is wrong with one is kept as a complaint; the others still count.
struct DataFiles {
  private let directories: [String]
  private(set) var faults: [JSONFault] = []

  init(_ directories: [String]) { self.directories = directories }

  /// What all files together say, with what is wrong with them.
  static func configuration(in directories: [String], at now: Instant, facts: Bool) -> Configuration {
    var files = DataFiles(directories)
    var configuration = files.configuration(at: now, facts: facts)
    configuration.onCall = files.onCall()
    configuration.policy = configuration.policy?.reaching(configuration.onCall?.people ?? [])
    configuration.runbooks = files.runbooks()
    configuration.complaints = files.faults.map(\.description)
    return configuration
  }

  private mutating func configuration(at now: Instant, facts: Bool) -> Configuration {
    let (objectives, watching) = objectives(in: Options.zone(at: now))
    var configuration = Configuration(
      rules: rules() + watching,
      thresholds: read("vitals.json") { bytes, name throws(JSONFault) in
        try Thresholds(JSONReader.read(bytes, name: name))
      } ?? Thresholds(),
      prices: read("prices.json") { bytes, name throws(JSONFault) in
        try PriceBook(JSONReader.read(bytes, name: name))
      },
      facts: facts ? self.facts() : [], reference: reference(), zone: Options.zone(at: now))
    configuration.objectives = objectives
    configuration.resources =
      read("bottlenecks.json") { bytes, name throws(JSONFault) in try ResourceBook(bytes, name: name) }
      ?? ResourceBook()
    configuration.policy = policy() ?? .standard
    return configuration
  }

  /// Who is told of alerts; nil where no file says.
  private mutating func policy() -> NotificationPolicy? {
    read("notifications.json") { bytes, name throws(JSONFault) in
      try PolicyFile.policy(bytes, name: name, table: ZoneFiles.table)
    }
  }

  private mutating func read<Result>(
    _ name: String, _ decode: (_ bytes: [UInt8], _ path: String) throws(JSONFault) -> Result
  ) -> Result? {
    guard let file = Files.first(name, in: directories) else { return nil }
    return decoded(file.path, file.bytes, decode)
  }

  private mutating func decoded<Result>(
    _ path: String, _ bytes: [UInt8], _ decode: ([UInt8], String) throws(JSONFault) -> Result
  ) -> Result? {
    do throws(JSONFault) { return try decode(bytes, path) } catch {
      faults.append(error)
      return nil
    }
  }

  /// The groups of all rule files. A file that is wrong takes only its own rules with it.
  private mutating func rules() -> [AlertRule.Group] {
    Files.all(".json", in: directories.map { "\($0)/rules" }).flatMap { file in
      Files.bytes(file.path).flatMap { bytes in
        decoded(file.path, bytes) { bytes, name throws(JSONFault) in try RuleFile.groups(bytes, name: name) }
      } ?? []
    }
  }

  /// What is promised, and the rules that watch it.
  private mutating func objectives(in zone: Zone) -> ([Objective], [AlertRule.Group]) {
    var objectives: [Objective] = []
    for file in Files.all(".json", in: directories.map { "\($0)/objectives" }) {
      guard let bytes = Files.bytes(file.path) else { continue }
      let taken = Set(objectives.map(\.name))
      objectives +=
        decoded(file.path, bytes) { bytes, name throws(JSONFault) in
          try ObjectiveFile.objectives(bytes, name: name, local: zone, taken: taken)
        } ?? []
    }
    let found = objectives
    let rules = decoded("objectives", []) { _, _ throws(JSONFault) in try Objective.rules(of: found) }
    return (objectives, rules ?? [])
  }

  /// Who is on call: beside the data, or in the directory of the configuration that holds it.
  private mutating func onCall() -> OnCallPlan? {
    let places = directories.flatMap { path in
      [path] + (path.hasSuffix("/data") ? [String(path.dropLast(5))] : [])
    }
    guard let file = Files.first("oncall.json", in: places) else { return nil }
    return decoded(file.path, file.bytes) { bytes, name throws(JSONFault) in
      try OnCallFile.plan(bytes, name: name, table: ZoneFiles.table)
    }
  }

  /// The runbooks: `NAME.md`, and `NAME.zh.md` for the Chinese.
  private func runbooks() -> [Runbook] {
    let files = Files.all(".md", in: directories.map { "\($0)/runbooks" })
    func text(_ path: String) -> String? {
      Files.bytes(path).map { String(decoding: $0, as: UTF8.self).printable }
    }
    let chinese = files.filter { $0.name.hasSuffix(".zh.md") }
    return files.compactMap { file in
      guard !file.name.hasSuffix(".zh.md"), let english = text(file.path) else { return nil }
      let name = String(file.name.dropLast(3))
      let other = chinese.first { $0.name == "\(name).zh.md" }
      return Runbook(name: name, english: english, chinese: other.flatMap { text($0.path) })
    }
  }

  mutating func reference() -> Reference {
    let findings = read("findings.json") { bytes, name throws(JSONFault) in
      try Reference.findings(bytes, name: name)
    }
    let terms = read("glossary.json") { bytes, name throws(JSONFault) in
      try Reference.terms(bytes, name: name)
    }
    return Reference(findings: findings ?? [], terms: terms ?? [])
  }

  /// What is loaded into a new store, each document tried first so that a broken one is named.
  mutating func facts() -> [FactDocument] {
    var documents: [FactDocument] = []
    for file in Files.all(".json", in: directories.map { "\($0)/programmes" }) {
      guard let bytes = Files.bytes(file.path),
        let programme = decoded(
          file.path, bytes,
          { bytes, name throws(JSONFault) in try ProgrammeFile.programme(bytes, name: name) })
      else { continue }
      documents.append(document(.programme, programme.identifier, bytes, file.path))
    }
    documents.sort { $0.identifier < $1.identifier }
    if let file = Files.first("indicators.json", in: directories),
      decoded(
        file.path, file.bytes, { bytes, name throws(JSONFault) in try IndicatorFile(bytes, name: name) })
        != nil
    {
      documents.append(document(.indicators, "indicators", file.bytes, file.path))
    }
    return documents
  }

  /// The store wants plain JSON, while files may have comments.
  private mutating func document(
    _ kind: FactDocument.Kind, _ identifier: String, _ bytes: [UInt8], _ path: String
  )
    -> FactDocument
  {
    let node = decoded(path, bytes) { bytes, name throws(JSONFault) in try JSONReader.read(bytes, name: name)
    }
    return FactDocument(kind: kind, identifier: identifier, text: node?.plain.compact ?? "{}")
  }

  /// The glossary, as the console shows it.
  static func terms(in directories: [String]) -> [Console.Term] {
    var files = DataFiles(directories)
    return files.reference().terms.map {
      Console.Term(term: $0.term, sense: $0.sense, isAssumed: $0.isAssumed)
    }
  }

  /// Reads everything, for the sake of what is wrong with it.
  static func faults(in directories: [String], at now: Instant) -> [JSONFault] {
    var files = DataFiles(directories)
    _ = files.configuration(at: now, facts: true)
    return files.faults
  }
}
