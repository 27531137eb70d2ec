extension Expression {
  /// The number that an expression of numbers alone comes to; nil where it asks for anything.
  public var constant: Double? {
    switch form {
    case .number(let number): number
    case .group(let inner): inner.constant
    case .negation(let inner): inner.constant.map { -$0 }
    case .binary(let binary):
      if let left = binary.left.constant, let right = binary.right.constant {
        binary.sign.applied(left, right)
      } else {
        nil
      }
    case .text, .vector, .matrix, .subquery, .aggregation, .call: nil
    }
  }
}
