/// A linear programme to be made as great as it gets, rows at most so much, to which columns may be added
/// after it was solved (Dantzig's method on a full tableau).
struct Simplex {
  /// The tableau: in each row its limit, then the inverse of the basis, then the columns added.
  private var rows: [[Double]]
  /// What one more of each column would gain, laid out as a row.
  private var gains: [Double]
  /// The column that each row stands for.
  private var basis: [Int]

  /// No columns yet; every limit at least zero.
  init(limits: [Double]) {
    rows = limits.enumerated().map { row, limit in [limit] + limits.indices.map { $0 == row ? 1 : 0 } }
    gains = [Double](repeating: 0, count: limits.count + 1)
    basis = limits.indices.map { $0 + 1 }
  }

  /// Adds a way to use up so much of each row for such a gain.
  mutating func add(_ column: [Double], gain: Double) {
    gains.append(gain + Self.product(column, gains))
    for row in rows.indices { rows[row].append(Self.product(column, rows[row])) }
  }

  /// A column times the part of a row that stands for the inverse of the basis.
  private static func product(_ column: [Double], _ row: [Double]) -> Double {
    var sum = 0.0
    for place in column.indices where column[place] != 0 { sum += column[place] * row[place + 1] }
    return sum
  }

  /// What one more of each row's limit would gain.
  var prices: [Double] { rows.indices.map { max(0, -gains[$0 + 1]) } }
  /// How much of each column that was added, in their order.
  var amounts: [Double] {
    var amounts = [Double](repeating: 0, count: gains.count - 1 - rows.count)
    for (row, column) in basis.enumerated() where column > rows.count {
      amounts[column - 1 - rows.count] = max(0, rows[row][0])
    }
    return amounts
  }
  /// How great it got.
  var value: Double { -gains[0] }

  /// Solves; stops at a bound of steps, where the prices are those of a solution nearly as good.
  mutating func solve() {
    for step in 0..<5_000 {
      guard let column = entering(careful: step > 2_000), let row = leaving(column) else { return }
      pivot(row, column)
    }
  }

  /// The column that gains most; carefully, the first that gains, which never goes in circles (Bland).
  private func entering(careful: Bool) -> Int? {
    var (best, found) = (1e-7, -1)
    for column in 1..<gains.count where gains[column] > best {
      if careful { return column }
      (best, found) = (gains[column], column)
    }
    return found < 0 ? nil : found
  }

  private func leaving(_ column: Int) -> Int? {
    var best: (ratio: Double, row: Int)?
    for row in rows.indices where rows[row][column] > 1e-9 {
      let ratio = max(0, rows[row][0]) / rows[row][column]
      if best.map({ ratio < $0.ratio - 1e-12 }) ?? true { best = (ratio, row) }
    }
    return best?.row
  }

  private mutating func pivot(_ row: Int, _ column: Int) {
    basis[row] = column
    let scale = 1 / rows[row][column]
    for place in rows[row].indices { rows[row][place] *= scale }
    let pivotal = rows[row]
    for other in rows.indices where other != row { Self.clear(&rows[other], column, with: pivotal) }
    Self.clear(&gains, column, with: pivotal)
  }

  private static func clear(_ row: inout [Double], _ column: Int, with pivotal: [Double]) {
    let factor = row[column]
    guard factor != 0 else { return }
    for place in row.indices { row[place] -= factor * pivotal[place] }
    row[column] = 0
  }
}
