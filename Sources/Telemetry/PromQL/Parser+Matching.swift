import Basics

extension Parser {
  /// What stands between an operator and its right side: `on`, `ignoring`, `group_left`, `fill`.
  mutating func matching(of sign: Binary.Operator) throws(QueryFault) -> Binary.Matching {
    var matching = Binary.Matching()
    if let word = token.keyword, word == "on" || word == "ignoring" {
      matching.isOn = word == "on"
      advance()
      matching.labels = try labelNames()
      try group(of: sign, into: &matching)
    }
    while let word = token.keyword, word.hasPrefix("fill"), isCall {
      guard !sign.isSet else {
        throw QueryFault(token.place, "\"\(sign.rawValue)\" has nothing to fill")
      }
      try fill(word, into: &matching)
    }
    return matching
  }

  private mutating func group(of sign: Binary.Operator, into matching: inout Binary.Matching)
    throws(QueryFault)
  {
    guard let group = token.keyword, group == "group_left" || group == "group_right" else { return }
    guard !sign.isSet else {
      throw QueryFault(token.place, "\"\(sign.rawValue)\" matches many to many by itself")
    }
    matching.many = group == "group_left" ? .left : .right
    advance()
    let place = token.place
    if token.isSign("(") { matching.included = try labelNames() }
    if matching.isOn, let twice = matching.included.first(where: matching.labels.contains) {
      throw QueryFault(place, "\"\(twice)\" cannot stand in on and \(group) at once")
    }
  }

  private mutating func fill(_ word: String, into matching: inout Binary.Matching) throws(QueryFault) {
    guard ["fill", "fill_left", "fill_right"].contains(word) else { throw unexpected("fill") }
    let (left, right) = (word != "fill_right", word != "fill_left")
    guard !(left && matching.fill.left != nil), !(right && matching.fill.right != nil) else {
      throw QueryFault(token.place, "each side is filled once")
    }
    advance()
    try expect("(", "after \(word)")
    let isNegative = take("-")
    if !isNegative { _ = take("+") }
    let value = try number()
    if left { matching.fill.left = isNegative ? -value : value }
    if right { matching.fill.right = isNegative ? -value : value }
    try expect(")", "behind a number")
  }

  private mutating func number() throws(QueryFault) -> Double {
    let value: Double
    switch (token.kind, token.keyword) {
    case (.number(let number), _): value = number
    case (.duration(let span), _): value = span.seconds
    case (_, "inf"?): value = .infinity
    case (_, "nan"?): value = .nan
    default: throw unexpected("a number")
    }
    advance()
    return value
  }

  /// Names in brackets, separated by commas.
  mutating func labelNames() throws(QueryFault) -> [String] {
    try expect("(", "before label names")
    var names: [String] = []
    while !take(")") {
      names.append(try labelName())
      if take(")") { break }
      try expect(",", "between label names")
    }
    return names
  }

  /// A label's name, bare or in quotes.
  mutating func labelName() throws(QueryFault) -> String {
    let name: String
    switch token.kind {
    case .identifier(let bare) where !bare.contains(":"): name = bare
    case .text(let quoted) where !quoted.isEmpty: name = quoted
    case .identifier, .text, .number, .duration, .sign, .end: throw unexpected("a label name")
    }
    advance()
    return name
  }
}
