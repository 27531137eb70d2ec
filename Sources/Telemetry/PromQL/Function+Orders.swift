import Basics

extension Function {
  static let orders: [Function] = [
    Function("sort", [.vector], .whole(ascending)),
    Function("sort_desc", [.vector], .whole(descending)),
    Function("sort_by_label", [.vector, .text], optional: 1, isVariadic: true, .whole(ascendingByLabels)),
    Function(
      "sort_by_label_desc", [.vector, .text], optional: 1, isVariadic: true, .whole(descendingByLabels)),
  ]

  private static func ascending(_ evaluator: Evaluator, _ call: Call) throws(QueryFault) -> QueryValue {
    try sorted(evaluator, call) { $0 < $1 }
  }

  private static func descending(_ evaluator: Evaluator, _ call: Call) throws(QueryFault) -> QueryValue {
    try sorted(evaluator, call) { $0 > $1 }
  }

  /// Not-a-number stands last either way.
  private static func sorted(
    _ evaluator: Evaluator, _ call: Call, by precedes: (Double, Double) -> Bool
  ) throws(QueryFault) -> QueryValue {
    let samples = try evaluator.numbers(call.arguments[0])
    return .vector(samples.sorted { $1.value.isNaN ? !$0.value.isNaN : precedes($0.value, $1.value) })
  }

  private static func ascendingByLabels(_ evaluator: Evaluator, _ call: Call) throws(QueryFault) -> QueryValue
  {
    .vector(try sortedByLabels(evaluator, call))
  }

  private static func descendingByLabels(_ evaluator: Evaluator, _ call: Call) throws(QueryFault)
    -> QueryValue
  {
    .vector(try sortedByLabels(evaluator, call).reversed())
  }

  private static func sortedByLabels(_ evaluator: Evaluator, _ call: Call) throws(QueryFault)
    -> [VectorSample]
  {
    var names: [String] = []
    for argument in call.arguments.dropFirst() { names.append(try evaluator.text(argument)) }
    return try evaluator.mixed(call.arguments[0]).sorted { left, right in
      for name in names {
        let (first, second) = (left.labels[name], right.labels[name])
        if first != second { return NaturalOrder.precedes(first, second) }
      }
      return left.labels.sorted.lexicographicallyPrecedes(right.labels.sorted)
    }
  }
}

/// The order in which `node9` comes before `node10`.
enum NaturalOrder {
  static func precedes(_ left: String, _ right: String) -> Bool {
    let (first, second) = (chunks(left), chunks(right))
    for (one, other) in zip(first, second) where one != other {
      if let number = Int(one), let otherNumber = Int(other) {
        if number == otherNumber { continue }
        return number < otherNumber
      }
      return one < other
    }
    return first.count < second.count
  }

  /// Runs of digits and of everything else.
  private static func chunks(_ text: String) -> [Substring] {
    var (chunks, rest) = ([Substring](), text[...])
    while let first = rest.utf8.first {
      let isDigit = isDigit(first)
      let chunk = rest.prefix { character in character.utf8.allSatisfy { Self.isDigit($0) == isDigit } }
      let taken = chunk.isEmpty ? rest.prefix(1) : chunk
      chunks.append(taken)
      rest = rest.dropFirst(taken.count)
    }
    return chunks
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
