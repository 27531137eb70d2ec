import Basics
import Canvas
import Scheduling

extension Subcommand {
  static let simulate = Subcommand(
    "simulate",
    "--nodes FILE --units FILE [--arrivals FILE] --policy NAME [--seed N] [--consolidate LOAD] [--json]"
      + " | --users 96M[,1B…] [--days N] [--policy NAME] [--fault KIND:NAME@AT/LENGTH] [--flash 3x@AT/LENGTH]"
      + " [--cap DOLLARS] [--seed N] [--json] | --compare [--traces N] [--seed N] [--json]"
      + " | --train [--traces N] [--seed N] [--json] | --jobs FILE|N [--seed N] [--json] | --list-policies",
    english: "run a trace, or a population of users, through a scheduling policy and print the result",
    chinese: "用调度策略运行一条轨迹或一个用户群体并打印结果"
  ) { invocation throws(Complaint) in
    let (words, options) = (invocation.arguments, invocation.options)
    if words.has("list-policies") {
      Output.write(PolicyList(options).text)
      return 0
    }
    if words.has("users") {
      Output.write(try PopulationReport(words, options).text(options))
      return 0
    }
    if words.has("compare") {
      let comparison = try ComparisonRun(words, seed: options.bench.seed)
      Output.write(options.wantsJSON ? comparison.json : comparison.text(options.language))
      return 0
    }
    if words.has("train") {
      let training = try TrainingRun(words, seed: options.bench.seed)
      Output.write(options.wantsJSON ? training.json : training.text(options.language))
      return 0
    }
    if let jobs = words["jobs"] {
      let run = try JobRun(jobs, seed: options.bench.seed)
      Output.write(options.wantsJSON ? run.json : run.text(options.language))
      return 0
    }
    guard let nodes = words["nodes"], let units = words["units"], let policy = words["policy"],
      words.words.isEmpty
    else { throw .usage(words.subcommand) }
    guard PolicyList.names.contains(policy) else { throw .unknown(.policy, policy, among: PolicyList.names) }
    let files = TraceFiles(nodes: nodes, units: units, arrivals: words["arrivals"])
    var simulation = try SimulationRun(files, policy: policy, seed: options.bench.seed)
    if let load = words["consolidate"] { try simulation.consolidate(at: load) }
    Output.write(options.wantsJSON ? simulation.json : simulation.text(options.language))
    return 0
  }
}

/// The policies one may name.
struct PolicyList {
  private let options: Options

  init(_ options: Options) { self.options = options }

  static let policies = Policies.all(Mix(Workload()), Cluster())
  static var names: [String] { policies.map(\.name) }

  var text: String {
    guard options.wantsJSON else {
      return Self.policies.map { "\($0.name.padded(to: 16))\($0.about[options.language])\n" }.joined()
    }
    let items = Self.policies.map { policy in
      JSONValue.object([
        ("name", .text(policy.name)), ("about", .text(policy.about[options.language])),
        ("address", .text("policy/\(policy.name)")),
      ])
    }
    return JSONValue.object([("schema", "binnacle/policies/1"), ("items", .array(items))]).pretty + "\n"
  }
}

/// Where a trace is.
private struct TraceFiles {
  let nodes: String
  let units: String
  let arrivals: String?

  func trace() throws(Complaint) -> Trace {
    let (nodes, units) = (try table(nodes), try table(units))
    do throws(CSVFault) { return try Trace(nodes: nodes, units: units) } catch { throw .broken(error) }
  }

  func order(_ trace: Trace, seed: Int) throws(Complaint) -> Arrivals {
    guard let arrivals else { return Arrivals(trace, seed: UInt64(seed)) }
    let bytes = try bytes(arrivals)
    do throws(CSVFault) {
      return try Arrivals(
        bytes, name: arrivals, nodes: trace.nodes.count, units: trace.workload.count)
    } catch { throw .broken(error) }
  }

  private func table(_ path: String) throws(Complaint) -> CSVTable {
    let bytes = try bytes(path)
    do throws(CSVFault) { return try CSVTable(bytes, name: path) } catch { throw .broken(error) }
  }

  private func bytes(_ path: String) throws(Complaint) -> [UInt8] {
    guard let bytes = Files.bytes(path) else { throw .unreadable(path) }
    return bytes
  }
}

extension Complaint {
  /// A file is not what it should be; the fault says where.
  fileprivate static func broken(_ fault: CSVFault) -> Complaint { .failed(Bilingual(fault.description)) }
}

/// What a trace came to under a policy.
private struct SimulationRun {
  private let policy: any Policy
  private let experiment: Experiment
  private let seconds: Double
  private let trace: Trace
  private let arrivals: Arrivals
  /// At which load units were brought together, and what came of it.
  private var consolidation: (load: Double, result: Consolidation)?

  init(_ files: TraceFiles, policy name: String, seed: Int) throws(Complaint) {
    trace = try files.trace()
    arrivals = try files.order(trace, seed: seed)
    let cluster = trace.cluster(ranks: arrivals.ranks)
    let known = Policies.named(name, Mix(trace.workload), cluster, seed: UInt64(seed))
    guard let policy = known else { throw .unknown(.policy, name, among: PolicyList.names) }
    self.policy = policy
    let start = Stopwatch.threadMicroseconds
    var placer = Placer(cluster, trace.workload.demands, policy)
    experiment = Experiment(trace, arrivals, &placer)
    seconds = (Stopwatch.threadMicroseconds - start) / 1e6
  }

  /// Brings the units that came until so many per cent of the GPUs were asked for together on few nodes.
  mutating func consolidate(at text: String) throws(Complaint) {
    guard let load = Double(text), load > 0, load <= 100 else { throw .malformed(text, example: "50") }
    let cluster = trace.cluster(ranks: arrivals.ranks)
    let (placer, workload) = trace.settled(arrivals, load: load, on: cluster, by: policy)
    consolidation = (load, placer.consolidate(workload))
  }

  var json: String {
    let loads = experiment.allocation.sorted { $0.key < $1.key }
    var fields: [(key: String, value: JSONValue)] = [
      ("schema", "binnacle/simulate/1"), ("policy", .text(policy.name)),
      ("allocation", .object(loads.map { (key: String($0.key), value: .number($0.value)) })),
      ("placed", .integer(Int64(experiment.placed))), ("refused", .integer(Int64(experiment.refused))),
      ("nodes_in_use", .integer(Int64(experiment.nodesInUse))), ("seconds", .number(seconds)),
      ("provenance", "simulated"),
    ]
    if let (load, result) = consolidation {
      fields.append(
        (
          "consolidation",
          .object([
            ("load", .number(load)), ("nodes_before", .integer(Int64(result.before))),
            ("nodes_after", .integer(Int64(result.after))),
            ("moves", .integer(Int64(result.plan.moves.count))),
          ])
        ))
    }
    return JSONValue.object(fields).pretty + "\n"
  }

  func text(_ language: Language) -> String {
    let english = language == .english
    var lines = [english ? "policy      \(policy.name)" : "策略        \(policy.name)"]
    for load in [50, 80, 90, 95, 100, 110, 120, 130] {
      guard let used = experiment.allocation[load] else { continue }
      let (asked, share) = ("\(load) %".padded(to: 8), Figures.fixed(used, 2))
      lines.append(english ? "at \(asked) \(share) % of GPUs in use" : "负载 \(asked) GPU 使用 \(share) %")
    }
    let (placed, refused) = (experiment.placed, experiment.refused)
    let time = Figures.fixed(seconds, 3)
    lines.append(
      english
        ? "placed \(placed), refused \(refused), nodes in use \(experiment.nodesInUse), \(time) s"
        : "已放置 \(placed)，被拒 \(refused)，使用节点 \(experiment.nodesInUse)，\(time) 秒")
    if let (load, result) = consolidation {
      let (share, moves) = (Figures.brief(load), result.plan.moves.count)
      lines.append(
        english
          ? "at \(share) % of load \(result.after) nodes do instead of \(result.before), after \(moves) moves"
          : "负载 \(share) % 时，\(moves) 次迁移后使用节点由 \(result.before) 减至 \(result.after)")
    }
    return lines.map { $0 + "\n" }.joined()
  }
}
