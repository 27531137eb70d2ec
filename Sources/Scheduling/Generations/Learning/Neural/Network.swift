import Basics

/// A small multilayer perceptron that says what a node is worth for a unit: sixteen inputs, sixteen hidden
/// units, one number. What a hidden unit passes on is x / sqrt(1 + x²), smooth and cheap (the inverse square
/// root unit; Carlile et al. 2017).
///
/// All its parameters lie in rows, so that a gradient is a network too.
public struct Network: Hashable, Sendable {
  public typealias Row = SIMD16<Double>
  /// Numbers it looks at.
  public static let inputs = 16
  private static let (bias, outward, rest) = (16, 17, 18)
  /// Sixteen rows of weights from an input to each hidden unit, what each hidden unit begins with, what each
  /// counts, and a row of which only the first lane is used.
  public internal(set) var rows: [Row]

  /// Nothing learned: every node is worth the same.
  init() { rows = Array(repeating: .zero, count: Self.rest + 1) }

  /// - Parameter rows: nineteen, each of sixteen parameters.
  init(_ rows: [[Double]]) {
    self.rows = rows.map { Row($0) }
  }

  /// A start by chance, no weight greater than keeps what passes through as large as it was (Glorot and
  /// Bengio 2010).
  public init(seed: UInt64) {
    self.init()
    var chance = Chance(seed: seed)
    let (within, out) = ((6.0 / 32).squareRoot(), (6.0 / 17).squareRoot())
    for row in 0...Self.outward where row != Self.bias {
      let limit = row == Self.outward ? out : within
      for lane in 0..<16 { rows[row][lane] = chance.number(in: -limit...limit) }
    }
  }

  /// By how much a node asleep must be better than the best awake to be woken.
  public var reluctance: Double { rows[Self.rest][0] }

  /// What the network says, a node asleep aside.
  func score(_ inputs: Row) -> Double {
    let (passed, _) = hidden(inputs)
    return (passed * rows[Self.outward]).sum()
  }

  /// What hidden units pass on, and how fast that changes with what they are given.
  private func hidden(_ inputs: Row) -> (passed: Row, slope: Row) {
    let given = given(inputs)
    let scale = 1 / (1 + given * given).squareRoot()
    return (given * scale, scale * scale * scale)
  }

  /// What hidden units are given. Number by number: without optimisation sums of whole rows take five times as long.
  private func given(_ inputs: Row) -> Row {
    var given = rows[Self.bias]
    withUnsafeMutableBytes(of: &given) { bytes in
      let sums = bytes.assumingMemoryBound(to: Double.self)
      rows.withUnsafeBytes { bytes in
        let weights = bytes.assumingMemoryBound(to: Double.self)
        for input in 0..<Self.inputs where inputs[input] != 0 {
          let (value, row) = (inputs[input], input * 16)
          var unit = 0
          while unit < 16 {
            sums[unit] += weights[row + unit] * value
            unit += 1
          }
        }
      }
    }
    return given
  }

  /// Adds so many times the gradient of the score by every parameter; the reluctance counts against nodes
  /// asleep alone (backpropagation; Rumelhart, Hinton and Williams 1986).
  func addGradient(_ inputs: Row, isAsleep: Bool, times factor: Double, to sum: inout Network) {
    let (passed, slope) = hidden(inputs)
    let back = rows[Self.outward] * slope * factor
    for input in 0..<Self.inputs where inputs[input] != 0 { sum.rows[input] += back * inputs[input] }
    sum.rows[Self.bias] += back
    sum.rows[Self.outward] += passed * factor
    if isAsleep { sum.rows[Self.rest][0] -= factor }
  }

  /// How fast the score changes with each input.
  func slopes(_ inputs: Row) -> Row {
    let back = rows[Self.outward] * hidden(inputs).slope
    var slopes = Row.zero
    for input in 0..<Self.inputs { slopes[input] = (rows[input] * back).sum() }
    return slopes
  }

  /// What each input adds between two views of a node: the slope along the straight line from one to the
  /// other, times the way (integrated gradients; Sundararajan, Taly and Yan, ICML 2017). Together they make the
  /// difference of the two scores.
  func contributions(from start: Row, to end: Row) -> Row {
    let (middle, half) = ((start + end) / 2, (end - start) / 2)
    var mean = Row.zero
    for (place, weight) in Self.quadrature {
      mean += (slopes(middle - half * place) + slopes(middle + half * place)) * weight
    }
    return mean * half
  }

  /// Half of the places of the Gauss-Legendre rule of eight points on -1...1, with their weights (Abramowitz and
  /// Stegun, table 25.4).
  private static let quadrature: [(place: Double, weight: Double)] = [
    (0.183_434_642_495_650, 0.362_683_783_378_362), (0.525_532_409_916_329, 0.313_706_645_877_887),
    (0.796_666_477_413_627, 0.222_381_034_453_374), (0.960_289_856_497_536, 0.101_228_536_290_376),
  ]
}

extension Network {
  /// Every parameter of one beside that of another.
  mutating func combine(_ other: Network, _ change: (Row, Row) -> Row) {
    for row in rows.indices { rows[row] = change(rows[row], other.rows[row]) }
  }

  /// Goes a part of the way to another.
  public mutating func approach(_ other: Network, by part: Double) {
    combine(other) { $0 + ($1 - $0) * part }
  }
}

extension Network {
  /// `{"schema", "rows": [[…]]}`.
  public var document: JSONValue {
    let rows = rows.map { row in JSONValue.array((0..<16).map { .number(row[$0]) }) }
    return JSONValue.object([("schema", "binnacle/network/1"), ("rows", .array(rows))])
  }

  public var json: String { document.compact }

  /// Reads what `json` wrote.
  public init(json text: String) throws(JSONFault) {
    let document = try JSONReader.read(Array(text.utf8), name: "network")
    let list = try document.required("rows")
    var rows: [[Double]] = []
    for item in try list.items() {
      var row: [Double] = []
      for number in try item.items() { row.append(try number.number()) }
      guard row.count == 16 else { throw item.fault("expected 16 numbers") }
      rows.append(row)
    }
    guard rows.count == Self.rest + 1 else { throw list.fault("expected \(Self.rest + 1) rows") }
    self.init(rows)
  }
}
