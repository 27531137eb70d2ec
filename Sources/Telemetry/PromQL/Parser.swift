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
    do throws(QueryFault) { return try parsed(text) } catch {
      throw error.isRefusal ? error : QueryFault(error.place, error.reason, kind: .badData)
    }
  }

  private static func parsed(_ text: String) throws(QueryFault) -> Expression {
    var parser = try Parser(text)
    guard parser.token.kind != .end else { throw QueryFault(0..<text.utf8.count, "there is no expression") }
    let expression = try parser.expression(bindingAtLeast: 1)
    guard parser.token.kind == .end else { throw parser.unexpected("an operator or the end") }
    return expression
  }

  init(_ text: String) throws(QueryFault) { tokens = try Lexer.tokens(of: text) }

  var token: Token { tokens[position] }

  func unexpected(_ wanted: String) -> QueryFault {
    QueryFault(token.place, "expected \(wanted), found \(token.shown)")
  }

  mutating func advance() { position += 1 }

  /// The token behind the one at hand.
  var next: Token { tokens[min(position + 1, tokens.count - 1)] }

  /// Whether a bracket follows the word at hand.
  var isCall: Bool { next.isSign("(") }

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
    try descend()
    defer { ascend() }
    var left = try unary()
    while let sign = try binaryOperator(), sign.precedence >= least {
      let place = token.place
      advance()
      left = try binary(sign, at: place, left)
    }
    return left
  }

  mutating func descend() throws(QueryFault) {
    guard depth < Self.deepest else {
      throw QueryFault(token.place, "nested deeper than \(Self.deepest) levels")
    }
    depth += 1
  }

  mutating func ascend() { depth -= 1 }

  private func binaryOperator() throws(QueryFault) -> Binary.Operator? {
    switch token.kind {
    case .sign(let sign) where sign == "</" || sign == ">/":
      throw QueryFault(
        token.place, "\(sign) trims native histograms, which are not reckoned with here", kind: .refused)
    case .sign(let sign): return Binary.Operator(rawValue: sign)
    case .identifier: return token.keyword.flatMap(Binary.Operator.init)
    case .number, .duration, .text, .end: return nil
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
    let fill = binary.matching.fill
    let hasMatching =
      binary.matching.isOn || !binary.matching.labels.isEmpty || fill.left != nil || fill.right != nil
    // ^ binds to the right, all others to the left.
    binary.right = try expression(bindingAtLeast: sign == .power ? sign.precedence : sign.precedence + 1)
    try check(binary, at: place, hasMatching ? modifiers : nil)
    return expression(.binary(binary), from: left.place.lowerBound)
  }

  private func check(_ binary: Binary, at place: Range<Int>, _ matching: Range<Int>?) throws(QueryFault) {
    for side in [binary.left, binary.right] where side.kind != .scalar && side.kind != .vector {
      throw QueryFault(
        side.place,
        "\"\(binary.sign.rawValue)\" takes scalars and instant vectors, not \(side.kind.described)")
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
        inner.place, "a sign goes before scalars and instant vectors, not \(inner.kind.described)")
    }
    return expression(isMinus ? .negation(inner) : .group(inner), from: start)
  }
}
