import Basics

/// Which way of weighing costs least in a context, learned from what each cost when it was tried: LinUCB with
/// a linear model for each arm (Li et al., WWW 2010, algorithm 1), for costs, so that the lowest bound wins.
public struct Bandit: Sendable {
  /// What is known of an arm: the inverse of its matrix of contexts, and its costs by context.
  struct Arm: Sendable {
    var inverse: [[Double]]
    var costs: [Double]
    var tries = 0

    init() {
      inverse = (0..<Context.size).map { row in (0..<Context.size).map { $0 == row ? 1 : 0 } }
      costs = [Double](repeating: 0, count: Context.size)
    }
  }

  private(set) var arms: [Arm]
  /// How much what is not known yet speaks for an arm.
  private let curiosity: Double

  public init(arms count: Int, curiosity: Double = 0.15) {
    arms = Array(repeating: Arm(), count: count)
    self.curiosity = curiosity
  }

  init(_ arms: [Arm], curiosity: Double = 0.15) {
    self.arms = arms
    self.curiosity = curiosity
  }

  /// How often each arm was tried.
  public var tries: [Int] { arms.map(\.tries) }

  /// What an arm is expected to cost, a forgotten one nothing.
  public func expected(_ arm: Int, in context: Context) -> Double {
    let known = arms[arm]
    let theta = known.inverse.map { Self.product($0, known.costs) }
    return Self.product(theta, context.values)
  }

  /// The least that an arm may well cost.
  func bound(_ arm: Int, in context: Context) -> Double {
    let turned = arms[arm].inverse.map { Self.product($0, context.values) }
    let doubt = max(0, Self.product(turned, context.values)).squareRoot()
    return expected(arm, in: context) - curiosity * doubt
  }

  /// The arm that is expected to cost least of those ever tried; another where none was.
  public func cheapest(in context: Context, _ other: Int) -> Int {
    let tried = arms.indices.filter { arms[$0].tries > 0 }
    return tried.min { (expected($0, in: context), $0) < (expected($1, in: context), $1) } ?? other
  }

  /// The arm with the lowest bound, one left out; the first of equals.
  public func choice(in context: Context, but other: Int) -> Int {
    let others = arms.indices.filter { $0 != other }
    return others.min { (bound($0, in: context), $0) < (bound($1, in: context), $1) } ?? other
  }

  /// Writes down what an arm cost in a context.
  public mutating func learn(_ arm: Int, cost: Double, in context: Context) {
    // The inverse of a matrix after one more context (Sherman and Morrison 1950).
    let turned = arms[arm].inverse.map { Self.product($0, context.values) }
    let scale = 1 + Self.product(turned, context.values)
    for row in turned.indices {
      for column in turned.indices { arms[arm].inverse[row][column] -= turned[row] * turned[column] / scale }
      arms[arm].costs[row] += cost * context.values[row]
    }
    arms[arm].tries += 1
  }

  private static func product(_ left: [Double], _ right: [Double]) -> Double {
    zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
