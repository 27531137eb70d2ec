import Basics

/// In which order units come, and which node goes first among equals.
public struct Arrivals: Sendable {
  /// The rank of each node; ties go to the lowest.
  public let ranks: [Int]
  /// Units by their place in the workload, as they come; a unit may come several times.
  public let units: [Int]

  /// Reads a file of which the first line gives each node's rank and every other line one unit.
  public init(_ bytes: [UInt8], name: String, nodes: Int, units count: Int) throws(CSVFault) {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    func numbers(_ line: Int, below limit: Int) throws(CSVFault) -> [Int] {
      var numbers: [Int] = []
      for word in lines[line].split(whereSeparator: { $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) {
        guard let number = Int(String(decoding: word, as: UTF8.self)), (0..<limit).contains(number) else {
          throw CSVFault(file: name, line: line + 1, reason: "expected numbers from 0 to \(limit - 1)")
        }
        numbers.append(number)
      }
      return numbers
    }
    ranks = try numbers(0, below: nodes)
    guard Set(ranks).count == nodes, ranks.count == nodes else {
      throw CSVFault(file: name, line: 1, reason: "expected a rank of its own for each of \(nodes) nodes")
    }
    var units: [Int] = []
    for line in lines.indices.dropFirst() { units += try numbers(line, below: count) }
    self.units = units
  }

  /// All units in an order of chance, then others drawn by chance until so much of the cluster's GPUs is
  /// asked for; where no GPUs are asked for, every unit once.
  public init(_ trace: Trace, seed: UInt64, load: Double = 1.3) {
    var chance = Chance(seed: seed)
    ranks = trace.nodes.indices.shuffled(using: &chance)
    let order = Array(0..<trace.workload.count).shuffled(using: &chance)
    let capacity = trace.nodes.reduce(0) { $0 + $1.kind.gpus * 1_000 }
    let demands = trace.workload.demands.map { Int($0.gpu) }
    let wanted = Int(Double(capacity) * load)
    var (units, asked) = ([Int](), 0)
    let total = order.reduce(0) { $0 + demands[Int(trace.workload.shapes[$1])] }
    for unit in order where asked < wanted || capacity == 0 || total == 0 {
      units.append(unit)
      asked += demands[Int(trace.workload.shapes[unit])]
    }
    while asked < wanted, total > 0 {
      let unit = Int(chance.next() % UInt64(order.count))
      units.append(unit)
      asked += demands[Int(trace.workload.shapes[unit])]
    }
    self.units = units
  }
}
