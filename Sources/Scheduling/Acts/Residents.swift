/// Which units are on each node, in their order.
public struct Residents: Sendable {
  private var units: [[Int32]]

  public init(_ workload: Workload, nodes count: Int) {
    units = Array(repeating: [], count: count)
    for (unit, node) in workload.nodes.enumerated() where node >= 0 { units[Int(node)].append(Int32(unit)) }
  }

  public subscript(node: Int) -> [Int32] { units[node] }

  mutating func add(_ unit: Int, to node: Int) { units[node].append(Int32(unit)) }
  mutating func remove(_ unit: Int, from node: Int) { units[node].removeAll { $0 == Int32(unit) } }
}
