import Basics
import Scheduling

extension WhatIfRecord {
  /// Amounts beyond this are slips of the pen: a million cores, a pebibyte.
  private static let most = 1_000_000_000
  /// A cluster tells no more kinds of nodes apart.
  private static let mostKinds = 65_000

  /// Reads what `json` wrote; a complaint names line and column.
  public init(_ document: JSONNode) throws(JSONFault) {
    try document.allow(only: [
      "schema", "at", "question", "policy", "currency", "usual", "learned", "kinds", "nodes", "units",
      "moves",
      "stranded",
    ])
    let schema = try document.required("schema")
    guard try schema.text() == Self.schema else { throw schema.fault("expected \"\(Self.schema)\"") }
    at = try Self.instant(document.required("at"))
    question = try Self.question(document.required("question"))
    currency = try document.required("currency").text().printable
    let cluster = try Self.cluster(document)
    var learned: Weights?
    if let weights = try document.optional("learned") { learned = try Weights(weights) }
    scene = WhatIfScene(
      cluster, try Self.workload(document, on: cluster), usual: try Self.context(document.required("usual")),
      learned: learned,
      policy: try document.required("policy").text(), drivesOut: false)
    plan = try Self.plan(document)
  }

  private static func instant(_ node: JSONNode) throws(JSONFault) -> Instant {
    guard let instant = Instant(rfc3339: try node.text()) else {
      throw node.fault("expected a time such as 2026-03-14T09:26:00Z")
    }
    return instant
  }

  private static func question(_ node: JSONNode) throws(JSONFault) -> WhatIfQuestion {
    let text = try node.text()
    do throws(WhatIfFault) { return try WhatIfQuestion(text) } catch { throw node.fault(error.words.english) }
  }

  private static func context(_ node: JSONNode) throws(JSONFault) -> Context {
    var values: [Double] = []
    for item in try node.items() { values.append(try item.number()) }
    guard values.count == Context.size, values.allSatisfy(\.isFinite) else {
      throw node.fault("expected \(Context.size) numbers")
    }
    return Context(values)
  }

  private static func amount(_ node: JSONNode, _ key: String, from least: Int = 0) throws(JSONFault) -> Int32
  {
    let value = try node.required(key)
    let number = try value.integer()
    guard (least...most).contains(number) else {
      throw value.fault("expected a whole number from \(least) to \(most)")
    }
    return Int32(number)
  }

  private static func kinds(_ document: JSONNode) throws(JSONFault) -> [NodeKind] {
    let list = try document.required("kinds")
    var kinds: [NodeKind] = []
    for item in try list.items() {
      try item.allow(only: ["cpu", "memory", "region", "zone", "tier", "price", "labels"])
      var kind = NodeKind(cpu: try amount(item, "cpu", from: 1), memory: try amount(item, "memory", from: 1))
      kind.region = try item.required("region").text()
      kind.zone = try item.required("zone").text()
      kind.tier = try item.required("tier").choice()
      kind.price = try amount(item, "price")
      if let labels = try item.optional("labels") { kind.labels = try [String: String](recorded: labels) }
      kinds.append(kind)
    }
    guard kinds.count <= mostKinds else { throw list.fault("expected at most \(mostKinds) kinds") }
    return kinds
  }

  private static func cluster(_ document: JSONNode) throws(JSONFault) -> Cluster {
    let kinds = try kinds(document)
    var (cluster, names) = (Cluster(), Set<String>())
    for item in try document.required("nodes").items() {
      try item.allow(only: ["name", "kind", "state", "cpu", "memory"])
      let (name, kind) = (try item.required("name"), try item.required("kind"))
      guard names.insert(try name.text()).inserted else {
        throw name.fault("there is a node of this name already")
      }
      guard kinds.indices.contains(try kind.integer()) else { throw kind.fault("there is no such kind") }
      let state = try item.required("state")
      let word = try state.text()
      guard let known = NodeState.allCases.first(where: { "\($0)" == word }) else {
        let words = NodeState.allCases.map { "\($0)" }.joined(separator: ", ")
        throw state.fault("expected one of \(words)")
      }
      cluster.add(try name.text(), kinds[try kind.integer()])
      cluster.set(known, of: cluster.count - 1)
      cluster.occupy(cluster.count - 1, cpu: try amount(item, "cpu"), memory: try amount(item, "memory"))
    }
    return cluster
  }

  private static func workload(_ document: JSONNode, on cluster: Cluster) throws(JSONFault) -> Workload {
    let names = (0..<cluster.count).map { (cluster.names[$0], $0) }
    let (numbers, list) = (Dictionary(uniqueKeysWithValues: names), try document.required("units"))
    var (workload, known) = (Workload(), Set<String>())
    for item in try list.items() {
      try item.allow(only: Demand.recordedFields.union(["name", "node", "cpu", "memory"]))
      let name = try item.required("name")
      guard known.insert(try name.text()).inserted else {
        throw name.fault("there is a unit of this name already")
      }
      var demand = Demand(cpu: try amount(item, "cpu"), memory: try amount(item, "memory"))
      try demand.takeNeeds(from: item)
      workload.add(try name.text(), demand)
      guard let node = try item.optional("node") else { continue }
      guard let number = numbers[try node.text()] else { throw node.fault("there is no such node") }
      workload.settle(workload.count - 1, on: number, devices: 0)
    }
    return workload
  }

  private static func plan(_ document: JSONNode) throws(JSONFault) -> WhatIfPlan {
    var (moves, stranded) = ([WhatIfPlan.Move](), [String]())
    for item in try document.required("moves").items() {
      let words = try item.items()
      guard words.count == 3 else { throw item.fault("expected a unit, where it is and where it goes") }
      moves.append(
        WhatIfPlan.Move(
          unit: try words[0].text(), from: words[1].isNull ? nil : try words[1].text(),
          to: try words[2].text()))
    }
    for item in try document.required("stranded").items() { stranded.append(try item.text()) }
    return WhatIfPlan(moves: moves, stranded: stranded)
  }
}
