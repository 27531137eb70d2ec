import Basics

/// Reads PromQL by precedence climbing and checks types on the way.
public struct Parser {
  private var tokens: [Token]
  private var position = 0
  private var depth = 0
  /// Every level takes its share of the stack.
  private static let deepest = 200

  /// The expression a text holds.
  public static func parse(_ text: String) throws(QueryFault) -> Expression {
    var parser = Parser(tokens: try Lexer.tokens(of: text))
    guard parser.token.kind != .end else { throw QueryFault(0..<text.utf8.count, "there is no expression") }
    let expression = try parser.expression(bindingAtLeast: 1)
    guard parser.token.kind == .end else { throw parser.unexpected("an operator or the end") }
    return expression
  }

  private init(tokens: [Token]) { self.tokens = tokens }

  var token: Token { tokens[position] }

  func unexpected(_ wanted: String) -> QueryFault {
    QueryFault(token.place, "expected \(wanted), found \(token.shown)")
  }

  mutating func advance() { position += 1 }

  mutating func take(_ sign: String) -> Bool {
    guard token.isSign(sign) else { return false }
    advance()
    return true
  }

  mutating func expect(_ sign: String, _ why: String) throws(QueryFault) {
    guard take(sign) else { throw unexpected("\"\(sign)\" \(why)") }
  }

  /// The offset just behind the last token taken.
  var end: Int { tokens[position - 1].place.upperBound }

  func expression(_ form: Expression.Form, from start: Int) -> Expression {
    Expression(form: form, place: start..<end)
  }

  mutating func expression(bindingAtLeast least: Int) throws(QueryFault) -> Expression {
    guard depth < Self.deepest else {
      throw QueryFault(token.place, "nested deeper than \(Self.deepest) levels")
    }
    depth += 1
    defer { depth -= 1 }
    var left = try unary()
    while let sign = binaryOperator, sign.precedence >= least {
      let place = token.place
      advance()
      left = try binary(sign, at: place, left)
    }
    return left
  }

  private var binaryOperator: Binary.Operator? {
    switch token.kind {
    case .sign(let sign): Binary.Operator(rawValue: sign)
    case .identifier: token.keyword.flatMap(Binary.Operator.init)
    case .number, .duration, .text, .end: nil
    }
  }

  private mutating func binary(_ sign: Binary.Operator, at place: Range<Int>, _ left: Expression)
    throws(QueryFault)
    -> Expression
  {
    var binary = Binary(sign: sign, left: left, right: left)
    if token.keyword == "bool" {
      guard sign.isComparison else { throw QueryFault(token.place, "bool goes with comparisons only") }
      binary.returnsBool = true
      advance()
    }
    let modifiers = token.place
    binary.matching = try matching(of: sign)
    let hasMatching = binary.matching.isOn || !binary.matching.labels.isEmpty
    // ^ binds to the right, all others to the left.
    binary.right = try expression(bindingAtLeast: sign == .power ? sign.precedence : sign.precedence + 1)
    try check(binary, at: place, hasMatching ? modifiers : nil)
    return expression(.binary(binary), from: left.place.lowerBound)
  }

  private func check(_ binary: Binary, at place: Range<Int>, _ matching: Range<Int>?) throws(QueryFault) {
    for side in [binary.left, binary.right] where side.kind != .scalar && side.kind != .vector {
      throw QueryFault(
        side.place,
        "\"\(binary.sign.rawValue)\" takes scalars and instant vectors, not a \(side.kind.rawValue)")
    }
    let scalars = [binary.left, binary.right].filter { $0.kind == .scalar }
    if binary.sign.isSet, let scalar = scalars.first {
      throw QueryFault(scalar.place, "\"\(binary.sign.rawValue)\" takes instant vectors, not a scalar")
    }
    if binary.sign.isComparison, scalars.count == 2, !binary.returnsBool {
      throw QueryFault(place, "comparisons between scalars need bool")
    }
    if let matching, !scalars.isEmpty {
      throw QueryFault(matching, "matching labels goes between instant vectors only")
    }
  }

  private mutating func unary() throws(QueryFault) -> Expression {
    let start = token.place.lowerBound
    let isMinus = token.isSign("-")
    guard isMinus || token.isSign("+") else { return try postfix(try primary()) }
    advance()
    let inner = try expression(bindingAtLeast: 6)
    guard inner.kind == .scalar || inner.kind == .vector else {
      throw QueryFault(
        inner.place, "a sign goes before scalars and instant vectors, not a \(inner.kind.rawValue)")
    }
    return expression(isMinus ? .negation(inner) : .group(inner), from: start)
  }
}

extension Parser {
  private mutating func matching(of sign: Binary.Operator) throws(QueryFault) -> Binary.Matching {
    var matching = Binary.Matching()
    guard let word = token.keyword, word == "on" || word == "ignoring" else { return matching }
    matching.isOn = word == "on"
    advance()
    matching.labels = try labelNames()
    guard let group = token.keyword, group == "group_left" || group == "group_right" else { return matching }
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
    return matching
  }

  /// Names in brackets, separated by commas.
  mutating func labelNames() throws(QueryFault) -> [String] {
    try expect("(", "before label names")
    var names: [String] = []
    while !take(")") {
      guard case .identifier(let name) = token.kind, !name.contains(":") else {
        throw unexpected("a label name")
      }
      names.append(name)
      advance()
      if take(")") { break }
      try expect(",", "between label names")
    }
    return names
  }
}
