import Basics

/// Nodes and units as files of comma-separated values give them, in the columns of Alibaba's trace of 2023:
/// nodes `node_id,cpu_milli,mem_mib,gpu_count,gpu_model` and units
/// `pod_id,cpu_milli,mem_mib,gpu_count,gpu_milli,gpu_spec`.
public struct Trace: Sendable {
  public var nodes: [(name: String, kind: NodeKind)]
  /// Units in the order of their names.
  public var workload: Workload

  public init(nodes: CSVTable, units: CSVTable) throws(CSVFault) {
    self.nodes = []
    for row in nodes.rows {
      var kind = NodeKind(
        cpu: try nodes.number("cpu_milli", row), memory: try nodes.number("mem_mib", row),
        gpus: Int(try nodes.number("gpu_count", row)))
      kind.gpuModel = try nodes.text("gpu_model", row)
      guard kind.gpus <= NodeKind.mostGPUs, try nodes.number("gpu_count", row) <= NodeKind.mostGPUs else {
        throw nodes.fault(row, "a node has \(NodeKind.mostGPUs) GPUs at most")
      }
      self.nodes.append((try nodes.text("node_id", row), kind))
    }
    var found: [(name: String, demand: Demand)] = []
    for row in units.rows { found.append((try units.text("pod_id", row), try Self.demand(units, row))) }
    workload = Workload()
    for unit in found.sorted(by: { $0.name < $1.name }) { workload.add(unit.name, unit.demand) }
  }

  private static func demand(_ table: CSVTable, _ row: CSV.Row) throws(CSVFault) -> Demand {
    let gpus = try table.number("gpu_count", row)
    let share = try table.number("gpu_milli", row)
    guard gpus <= NodeKind.mostGPUs, share <= 1_000, gpus == 0 || share > 0 else {
      throw table.fault(row, "a unit asks for 1 to 1000 gpu_milli of \(NodeKind.mostGPUs) GPUs at most")
    }
    var demand = Demand(
      cpu: try table.number("cpu_milli", row), memory: try table.number("mem_mib", row), gpus: Int(gpus),
      share: share)
    let models = table.has("gpu_spec") ? try table.text("gpu_spec", row) : ""
    demand.models = Set(models.split(separator: "|").map(String.init))
    return demand
  }

  /// A cluster with the nodes in the order of their ranks, so that ties go to the lowest; as they are
  /// without.
  public func cluster(ranks: [Int]? = nil) -> Cluster {
    var cluster = Cluster()
    var order = Array(nodes.indices)
    if let ranks { for (node, rank) in ranks.enumerated() { order[rank] = node } }
    for node in order { cluster.add(nodes[node].name, nodes[node].kind) }
    return cluster
  }
}

/// Records with their columns by name.
public struct CSVTable: Sendable {
  public let rows: [CSV.Row]
  private let columns: [String: Int]
  private let name: String

  public init(_ bytes: [UInt8], name: String) throws(CSVFault) {
    let all = try CSV.rows(bytes, name: name)
    guard let head = all.first else {
      throw CSVFault(file: name, line: 1, reason: "expected a line of columns")
    }
    self.name = name
    rows = Array(all.dropFirst())
    columns = Dictionary(head.fields.enumerated().map { ($1, $0) }) { first, _ in first }
  }

  func has(_ column: String) -> Bool { columns[column] != nil }

  func fault(_ row: CSV.Row, _ reason: String) -> CSVFault {
    CSVFault(file: name, line: row.line, reason: reason)
  }

  func text(_ column: String, _ row: CSV.Row) throws(CSVFault) -> String {
    guard let place = columns[column] else {
      throw CSVFault(file: name, line: 1, reason: "the column \(column) is missing")
    }
    guard place < row.fields.count else { throw fault(row, "expected \(columns.count) fields") }
    return row.fields[place]
  }

  func number(_ column: String, _ row: CSV.Row) throws(CSVFault) -> Int32 {
    let text = try text(column, row)
    guard let number = Int32(text), number >= 0 else {
      throw fault(row, "\(column): expected a whole number, found \"\(text)\"")
    }
    return number
  }
}
