import Basics

/// Nodes and jobs as a file gives them:
/// `{"nodes": [{"name", "kind", "slots", "bandwidth", "region"}], "jobs": [{"name", "deadline", "tasks":
/// [{"name", "modality", "milliseconds"}], "data": [{"from", "to", "megabytes"}]}]}`.
///
/// Milliseconds are those on a processor, or an object with those on each kind of slot.
public struct JobFile: Sendable {
  public let platform: Platform
  public let jobs: [FusionJob]

  /// - Parameter name: what complaints call the file.
  public init(_ bytes: [UInt8], name: String) throws(JobFault) {
    let (nodes, drafts) = try Self.read(bytes, name)
    try Self.checkNames(nodes.map(\.name))
    try Self.checkNames(drafts.map(\.name))
    platform = try Platform(nodes)
    var jobs: [FusionJob] = []
    for draft in drafts { jobs.append(try draft.job) }
    self.jobs = jobs
  }

  private static func read(_ bytes: [UInt8], _ name: String) throws(JobFault) -> ([Platform.Node], [Draft]) {
    do throws(JSONFault) {
      let document = try JSONReader.read(bytes, name: name)
      try document.allow(only: ["nodes", "jobs"])
      var (nodes, drafts) = ([Platform.Node](), [Draft]())
      for node in try document.required("nodes").items() { nodes.append(try Self.node(node)) }
      for job in try document.required("jobs").items() { drafts.append(try Draft(job)) }
      return (nodes, drafts)
    } catch { throw .malformed(error) }
  }

  private static func node(_ node: JSONNode) throws(JSONFault) -> Platform.Node {
    try node.allow(only: ["name", "kind", "slots", "bandwidth", "region"])
    let kind: SlotKind = try node.required("kind").choice()
    return Platform.Node(
      try node.required("name").name(), kind, slots: try node.required("slots").amount(1...1_000),
      bandwidth: try node.optional("bandwidth")?.amount(1...1_000_000) ?? 1_000,
      region: try node.optional("region")?.name() ?? "")
  }

  private static func checkNames(_ names: [String]) throws(JobFault) {
    var known: Set<String> = []
    for name in names where !known.insert(name).inserted { throw .twice(name) }
  }

  /// A job as it was written, its data by the names of tasks.
  private struct Draft {
    let name: String
    private let tasks: [FusionJob.Step]
    private let data: [(from: String, to: String, megabytes: Int)]
    private let deadline: Int?

    init(_ node: JSONNode) throws(JSONFault) {
      try node.allow(only: ["name", "deadline", "tasks", "data"])
      var (tasks, data) = ([FusionJob.Step](), [(from: String, to: String, megabytes: Int)]())
      for item in try node.required("tasks").items() { tasks.append(try Self.task(item)) }
      for item in try node.list("data") {
        try item.allow(only: ["from", "to", "megabytes"])
        let megabytes = try item.required("megabytes").amount(0...1_000_000)
        data.append((try item.required("from").name(), try item.required("to").name(), megabytes))
      }
      guard tasks.count <= 1_000 else { throw node.fault("expected at most 1000 tasks") }
      name = try node.required("name").name()
      deadline = try node.optional("deadline")?.amount(1...1_000_000_000)
      (self.tasks, self.data) = (tasks, data)
    }

    private static func task(_ node: JSONNode) throws(JSONFault) -> FusionJob.Step {
      try node.allow(only: ["name", "modality", "milliseconds"])
      let (times, most) = (try node.required("milliseconds"), 1...100_000_000)
      let modality: Modality = try node.required("modality").choice()
      guard case .object = times.value else {
        return FusionJob.Step(
          try node.required("name").name(), modality, milliseconds: try times.amount(most))
      }
      var own: [SlotKind: Int] = [:]
      for member in try times.members() {
        guard let kind = SlotKind(rawValue: member.key) else {
          throw member.node.fault("no kind of slot is called \(member.key.printable)")
        }
        own[kind] = try member.node.amount(most)
      }
      let usual = try times.required("processor").amount(most)
      return FusionJob.Step(try node.required("name").name(), modality, milliseconds: usual, on: own)
    }

    var job: FusionJob {
      get throws(JobFault) {
        try JobFile.checkNames(tasks.map(\.name))
        let numbers = Dictionary(uniqueKeysWithValues: tasks.enumerated().map { ($1.name, $0) })
        var links: [FusionJob.Link] = []
        for (from, to, megabytes) in data {
          guard let origin = numbers[from] else { throw .stranger(name, from) }
          guard let goal = numbers[to] else { throw .stranger(name, to) }
          links.append(FusionJob.Link(from: origin, to: goal, megabytes: megabytes))
        }
        return try FusionJob(name, tasks, links, deadline: deadline)
      }
    }
  }
}

extension JSONNode {
  /// A name on one line that can give a terminal no orders.
  fileprivate func name() throws(JSONFault) -> String {
    let text = try text()
    guard !text.isEmpty, text.printable == text, !text.contains("\n") else {
      throw fault("expected a name on one line")
    }
    return text
  }

  /// A whole number in a range.
  fileprivate func amount(_ range: ClosedRange<Int>) throws(JSONFault) -> Int {
    let number = try integer()
    guard range.contains(number) else {
      throw fault("expected a number from \(range.lowerBound) to \(range.upperBound), found \(number)")
    }
    return number
  }
}
