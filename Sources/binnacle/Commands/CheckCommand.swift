import Basics
import Canvas
import Console
import Engine
import Model
import Monitoring
import Telemetry
import Terminal

extension Subcommand {
  static let check = Subcommand(
    "check",
    "[rules FILE… | objectives FILE… | oncall FILE… | notifications FILE… | theme FILE… | openmetrics FILE… | exposition FILE…]",
    english: "look for mistakes in configuration, rules, themes, data and pages of metrics",
    chinese: "检查配置、规则、主题、资料和指标页面"
  ) { invocation throws(Complaint) in
    let (words, options) = (invocation.arguments.words, invocation.options)
    let report: CheckReport
    switch words.first {
    case nil: report = CheckReport(everythingOf: options)
    case "rules"? where words.count > 1:
      report = CheckReport(
        rules: Array(words.dropFirst()), metrics: try CheckReport.metrics(invocation))
    case "objectives"? where words.count > 1:
      report = CheckReport(objectives: Array(words.dropFirst()))
    case "oncall"? where words.count > 1: report = CheckReport(rotas: Array(words.dropFirst()))
    case "notifications"? where words.count > 1: report = CheckReport(policies: Array(words.dropFirst()))
    case "theme"? where words.count > 1:
      report = CheckReport(themes: Array(words.dropFirst()), among: options.paths.themes)
    case "openmetrics"? where words.count > 1:
      report = CheckReport(expositions: Array(words.dropFirst()), in: .openMetrics)
    case "exposition"? where words.count > 1:
      report = CheckReport(expositions: Array(words.dropFirst()), in: .text)
    default: throw .usage(invocation.arguments.subcommand)
    }
    for line in report.good { Output.write("\(line)\n") }
    for line in report.bad + report.doubtful { Output.report(line) }
    return report.bad.isEmpty ? 0 : 1
  }
}

/// What was found right and wrong in files: a line each, `FILE:LINE:COLUMN: reason` where something is wrong.
struct CheckReport {
  private(set) var good: [String] = []
  private(set) var bad: [String] = []
  /// What can be used as it is and is hardly meant so.
  private(set) var doubtful: [String] = []

  init() {}

  mutating func add(good: [String] = [], bad: [String] = [], doubtful: [String] = []) {
    self.good += good
    self.bad += bad
    self.doubtful += doubtful
  }

  init(objectives paths: [String]) {
    for path in paths {
      read(path) { bytes throws(JSONFault) in
        let objectives = try ObjectiveFile.objectives(bytes, name: path, local: Options.zone(at: Clock.wall))
        let rules = try Objective.rules(of: objectives).map(\.steps.count).reduce(0, +)
        let mute = objectives.filter(\.burnAlerts.isEmpty).map(\.name)
        let note = mute.isEmpty ? "" : "; no burn rate of \(mute.joined(separator: ", ")) could make an alert"
        return "\(objectives.count) objectives, \(rules) rules made of them\(note)"
      }
    }
  }

  /// Files that say who is on call.
  init(rotas paths: [String]) {
    for path in paths {
      read(path) { bytes throws(JSONFault) in
        let plan = try OnCallFile.plan(bytes, name: path, table: ZoneFiles.table)
        let gaps = OnCallView(plan, at: Clock.wall).gaps.count
        return
          "\(plan.people.count) people, \(plan.schedules.count) schedules, \(plan.policies.count) policies, \(gaps) gaps in 14 days"
      }
    }
  }

  /// Files that say who is told of alerts.
  init(policies paths: [String]) {
    for path in paths {
      read(path) { bytes throws(JSONFault) in
        Self.summary(of: try PolicyFile.policy(bytes, name: path, table: ZoneFiles.table))
      }
    }
  }

  init(themes paths: [String], among directories: [String]) {
    for path in paths { readTheme(path, among: directories) }
  }

  /// Pages of metrics.
  init(expositions paths: [String], in format: ExpositionFormat) {
    for path in paths {
      guard let bytes = Files.bytes(path) else {
        bad.append("\(path): cannot be read")
        continue
      }
      do throws(ExpositionFault) {
        let families = try ExpositionParser.families(bytes, in: format)
        let samples = families.map(\.samples.count).reduce(0, +)
        good.append("\(path): \(families.count) families, \(samples) samples")
      } catch {
        bad.append("\(path):\(error)")
      }
    }
  }

  /// The configuration file was read before this; what is left of it is whether its parts fit together.
  init(everythingOf options: Options) {
    for clash in Keymap(replacing: options.configuration.keys).clashes {
      let commands = clash.commands.map(\.rawValue).joined(separator: " and ")
      bad.append("\(options.paths.configurationFile): the key \(clash.key.label) means \(commands)")
    }
    bad += DataFiles.faults(in: options.paths.data, at: Clock.wall).map(\.description)
    let themes = Files.all(".json", in: options.paths.themes)
    for theme in themes { readTheme(theme.path, among: options.paths.themes) }
    if let name = options.themeName, !themes.contains(where: { $0.name == "\(name).json" }) {
      bad.append("\(options.paths.configurationFile): there is no theme \"\(name)\"")
    }
    let configuration = DataFiles.configuration(in: options.paths.data, at: Clock.wall, facts: true)
    let groups = configuration.rules.filter { !$0.name.hasPrefix(Objective.groupPrefix) }
    let rules = groups.map(\.steps.count).reduce(0, +)
    if let policy = configuration.policy { good.append(Self.summary(of: policy)) }
    good.append(
      "\(groups.count) rule groups, \(rules) rules; \(configuration.objectives.count) objectives; "
        + "\(configuration.facts.count) documents of facts")
  }

  /// What the policy has, and what of it this program cannot do.
  private static func summary(of policy: NotificationPolicy) -> String {
    let foreign = policy.receivers.values.filter { !$0.foreign.isEmpty }.sorted { $0.name < $1.name }.map {
      "\($0.name): only Alertmanager sends \($0.foreign.joined(separator: ", "))"
    }
    let counts =
      "\(policy.root.all.count) routes, \(policy.receivers.count) receivers, \(policy.inhibitions.count) inhibitions"
    return ([counts] + foreign).joined(separator: "; ")
  }

  private mutating func readTheme(_ path: String, among directories: [String]) {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    let beside = path.contains("/") ? String(path.dropLast(file.count + 1)) : "."
    let name = file.hasSuffix(".json") ? String(file.dropLast(5)) : file
    read(path) { bytes throws(JSONFault) in
      let theme = try ThemeFile.theme(bytes, name: name, path: path) { parent in
        Files.first("\(parent).json", in: [beside] + directories)?.bytes
      }
      return theme.title.english
    }
  }

  private mutating func read(_ path: String, _ decode: ([UInt8]) throws(JSONFault) -> String) {
    guard let bytes = Files.bytes(path) else { return bad.append("\(path): cannot be read") }
    do throws(JSONFault) { good.append("\(path): \(try decode(bytes))") } catch {
      bad.append(error.description)
    }
  }
}
