import Basics

extension Parser {
  /// A length between the brackets of a range, which must be more than nothing.
  mutating func positiveLength(_ wanted: String) throws(QueryFault) -> Length {
    let start = token.place.lowerBound
    let read = try formula(bindingAtLeast: 4, wanted)
    // By itself, since the parser is copied before what it is called with is worked out.
    let length = try settled(read, from: start)
    if case .fixed(let span) = length, span <= .zero {
      throw QueryFault(start..<end, Length.Fault.sign.rawValue)
    }
    return length
  }

  /// A length behind `offset`: one term, with a sign or without.
  mutating func offset() throws(QueryFault) -> Length {
    let start = token.place.lowerBound
    let read = try term("a duration such as 5m")
    return try settled(read, from: start)
  }

  /// What does not hang on the query is worked out at once.
  private func settled(_ length: Length, from start: Int) throws(QueryFault) -> Length {
    guard length.isFixed else { return length }
    do throws(Length.Fault) { return .fixed(try length.span(step: .zero, range: .zero)) } catch {
      throw QueryFault(start..<end, error.rawValue)
    }
  }

  private mutating func formula(bindingAtLeast least: Int, _ wanted: String) throws(QueryFault) -> Length {
    var left = try term(wanted)
    while case .sign(let text) = token.kind, let sign = Binary.Operator(rawValue: text),
      sign.precedence >= least
    {
      guard !sign.isComparison else { break }
      advance()
      let next = sign == .power ? sign.precedence : sign.precedence + 1
      left = .binary(sign, left, try formula(bindingAtLeast: next, wanted))
    }
    return left
  }

  private mutating func term(_ wanted: String) throws(QueryFault) -> Length {
    try descend()
    defer { ascend() }
    if take("+") { return try term(wanted) }
    if take("-") { return .negation(try formula(bindingAtLeast: 7, wanted)) }
    if take("(") {
      let inner = try formula(bindingAtLeast: 4, wanted)
      try expect(")", "to close the bracket")
      return inner
    }
    if let word = token.keyword { return try call(word, wanted) }
    let length: Length
    switch token.kind {
    case .duration(let span): length = .fixed(span)
    case .number(let seconds) where seconds.isFinite: length = .seconds(seconds)
    case .number, .identifier, .text, .sign, .end: throw unexpected(wanted)
    }
    advance()
    return length
  }

  private mutating func call(_ word: String, _ wanted: String) throws(QueryFault) -> Length {
    guard ["step", "range", "min", "max", "min_of", "max_of"].contains(word) else {
      throw unexpected(wanted)
    }
    advance()
    try expect("(", "after \(word)")
    if word == "step" || word == "range" {
      try expect(")", "after \(word)(")
      return word == "step" ? .step : .range
    }
    let first = try formula(bindingAtLeast: 4, wanted)
    try expect(",", "between two lengths")
    let second = try formula(bindingAtLeast: 4, wanted)
    try expect(")", "behind two lengths")
    return word.hasPrefix("min") ? .least(first, second) : .greatest(first, second)
  }
}
