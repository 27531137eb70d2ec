import Basics

extension Parser {
  /// A selector; the metric's name, if any, has been taken. One that says which labels to take may be empty.
  mutating func selector(named name: String?, from start: Int, mayBeEmpty: Bool = false) throws(QueryFault)
    -> Expression
  {
    var (name, matchers): (String?, [Matcher]) = (name, [])
    if take("{") {
      while !take("}") {
        if case .text(let quoted) = token.kind, !isMatcher {
          guard name == nil, !quoted.isEmpty else {
            throw QueryFault(token.place, "the metric's name stands here twice")
          }
          name = quoted
          advance()
        } else {
          matchers.append(try matcher())
        }
        if take("}") { break }
        try expect(",", "or \"}\" after a label")
      }
    }
    try check(name, matchers, from: start, mayBeEmpty)
    return expression(.vector(VectorSelector(selector: Self.selector(name, matchers))), from: start)
  }

  /// The labels of a series that is written as a selector is, every label with its value.
  public static func labels(_ text: String) throws(QueryFault) -> Labels {
    var parser = try Parser(text)
    var name: String?
    if case .identifier(let first) = parser.token.kind {
      name = first
      parser.advance()
    }
    let series = try parser.selector(named: name, from: 0, mayBeEmpty: true)
    guard case .vector(let vector) = series.form, parser.token.kind == .end,
      vector.selector.matchers.allSatisfy({ $0.test == .equal })
    else { throw QueryFault(0..<text.utf8.count, "expected a series such as up{job=\"a\"}") }
    let labels = Labels(vector.selector.matchers.map { Label($0.label, $0.value) })
    return labels.setting(Labels.metricName, to: vector.selector.metric ?? "")
  }

  private func check(_ name: String?, _ matchers: [Matcher], from start: Int, _ mayBeEmpty: Bool)
    throws(QueryFault)
  {
    guard mayBeEmpty || name != nil || matchers.contains(where: { !$0.accepts("") }) else {
      throw QueryFault(start..<end, "a selector needs a name or a label that cannot be empty")
    }
    guard name == nil || !matchers.contains(where: { $0.label == Labels.metricName }) else {
      throw QueryFault(start..<end, "the metric's name stands here twice")
    }
  }

  /// Whether a test follows the name at hand.
  private var isMatcher: Bool {
    if case .sign(let sign) = next.kind { Matcher.Test(rawValue: sign) != nil } else { false }
  }

  private static func selector(_ name: String?, _ matchers: [Matcher]) -> Selector {
    let named = matchers.first { $0.label == Labels.metricName && $0.test == .equal }
    guard name == nil, let named else { return Selector(metric: name, matchers: matchers) }
    return Selector(metric: named.value, matchers: matchers.filter { $0 != named })
  }

  private mutating func matcher() throws(QueryFault) -> Matcher {
    let label = try labelName()
    guard case .sign(let sign) = token.kind, let test = Matcher.Test(rawValue: sign) else {
      throw unexpected("one of = != =~ !~ after the label \"\(label)\"")
    }
    advance()
    guard case .text(let value) = token.kind else { throw unexpected("a string after \"\(sign)\"") }
    defer { advance() }
    do throws(Pattern.Fault) { return try Matcher(on: label, test, value) } catch {
      throw QueryFault(token.place, "\"\(value)\" is not a regular expression: \(error)")
    }
  }

  /// What may stand behind an expression: a range, a subquery, `offset`, `@`.
  mutating func postfix(_ inner: Expression) throws(QueryFault) -> Expression {
    var result = inner
    var (hasOffset, hasAnchor) = (false, false)
    while true {
      if token.isSign("[") {
        result = try ranged(result)
        (hasOffset, hasAnchor) = (false, false)
      } else if token.keyword == "offset" {
        try once(&hasOffset)
        let offset = try offset()
        result = try shifted(result) { $0.offset = offset }
      } else if token.isSign("@") {
        try once(&hasAnchor)
        let anchor = try anchor()
        result = try shifted(result) { $0.anchor = anchor }
      } else if let edges = token.keyword.flatMap(VectorSelector.Edges.init), !isCall {
        advance()
        result = try edged(result, edges)
      } else {
        return result
      }
    }
  }

  private mutating func once(_ isDone: inout Bool) throws(QueryFault) {
    guard !isDone else { throw QueryFault(token.place, "offset and @ go there once each") }
    isDone = true
    advance()
  }

  private mutating func ranged(_ inner: Expression) throws(QueryFault) -> Expression {
    let place = token.place
    advance()
    let range = try positiveLength("a range such as 5m")
    if take(":") {
      let step: Length? = token.isSign("]") ? nil : try positiveLength("a step such as 1m")
      try expect("]", "to close the range")
      guard inner.kind == .vector else {
        throw QueryFault(
          inner.place, "a subquery is made of an instant vector, not of \(inner.kind.described)")
      }
      let subquery = Subquery(expression: inner, range: range, step: step)
      return expression(.subquery(subquery), from: inner.place.lowerBound)
    }
    try expect("]", "to close the range")
    guard case .vector(let selector) = inner.form else {
      throw QueryFault(place, "a range goes behind a selector only")
    }
    guard selector.shift.isNothing, selector.edges == nil else {
      throw QueryFault(place, "the range goes before offset and @")
    }
    return expression(.matrix(selector, range: range), from: inner.place.lowerBound)
  }

  private mutating func anchor() throws(QueryFault) -> TimeShift.Anchor {
    if let word = token.keyword, word == "start" || word == "end" {
      advance()
      try expect("(", "after \(word)")
      try expect(")", "after \(word)(")
      return word == "start" ? .start : .end
    }
    let isNegative = take("-")
    if !isNegative { _ = take("+") }
    let seconds: Double
    switch token.kind {
    case .number(let number) where number.magnitude < 9e12: seconds = number
    case .duration(let span) where span.seconds < 9e12: seconds = span.seconds
    case .number, .duration, .identifier, .text, .sign, .end: throw unexpected("a time in seconds")
    }
    advance()
    return .instant(Instant(milliseconds: Int64(((isNegative ? -seconds : seconds) * 1_000).rounded())))
  }

  private func shifted(_ inner: Expression, _ change: (inout TimeShift) -> Void) throws(QueryFault)
    -> Expression
  {
    let form: Expression.Form
    switch inner.form {
    case .vector(var selector):
      change(&selector.shift)
      form = .vector(selector)
    case .matrix(var selector, let range):
      change(&selector.shift)
      form = .matrix(selector, range: range)
    case .subquery(var subquery):
      change(&subquery.shift)
      form = .subquery(subquery)
    default: throw QueryFault(inner.place, "offset and @ go behind selectors and subqueries only")
    }
    return expression(form, from: inner.place.lowerBound)
  }
  private func edged(_ inner: Expression, _ edges: VectorSelector.Edges) throws(QueryFault) -> Expression {
    let form: Expression.Form
    switch inner.form {
    case .vector(var selector) where selector.edges == nil:
      selector.edges = edges
      form = .vector(selector)
    case .matrix(var selector, let range) where selector.edges == nil:
      selector.edges = edges
      form = .matrix(selector, range: range)
    default: throw QueryFault(inner.place, "\(edges.rawValue) goes behind selectors only, and once")
    }
    return expression(form, from: inner.place.lowerBound)
  }
}
