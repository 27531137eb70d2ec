/// The sums of a weighted linear regression, to which rows are added one after another.
struct LeastSquares {
  private let width: Int
  /// The lower triangle of the products of the inputs.
  private var products: [Double]
  private var response: [Double]

  init(width: Int) {
    self.width = width
    products = [Double](repeating: 0, count: width * width)
    response = [Double](repeating: 0, count: width)
  }

  /// A row of inputs with what was seen.
  mutating func add(_ inputs: [Double], seen: Double, weight: Double) {
    let width = width
    inputs.withUnsafeBufferPointer { inputs in
      products.withUnsafeMutableBufferPointer { products in
        for row in 0..<width {
          let scaled = inputs[row] * weight
          response[row] += scaled * seen
          for column in 0...row { products[row * width + column] += scaled * inputs[column] }
        }
      }
    }
  }

  /// The coefficients of least squares, by Cholesky's decomposition. Inputs that say the same share one coefficient's
  /// worth, by a ridge too small to be seen elsewhere.
  func coefficients() -> [Double] {
    var lower = products
    for row in 0..<width { lower[row * width + row] *= 1 + 1e-9 }
    for column in 0..<width {
      for before in 0..<column {
        let factor = lower[column * width + before]
        for row in column..<width { lower[row * width + column] -= lower[row * width + before] * factor }
      }
      let pivot = max(lower[column * width + column], 1e-12).squareRoot()
      for row in column..<width { lower[row * width + column] /= pivot }
    }
    return substituted(lower)
  }

  private func substituted(_ lower: [Double]) -> [Double] {
    var solution = response
    for row in 0..<width {
      for before in 0..<row { solution[row] -= lower[row * width + before] * solution[before] }
      solution[row] /= lower[row * width + row]
    }
    for row in (0..<width).reversed() {
      for after in (row + 1)..<max(width, row + 1) {
        solution[row] -= lower[after * width + row] * solution[after]
      }
      solution[row] /= lower[row * width + row]
    }
    return solution
  }
}
