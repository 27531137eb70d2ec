import Basics

extension Parser {
  /// A selector; the metric's name, if any, has been taken.
  mutating func selector(named name: String?, from start: Int) throws(QueryFault) -> Expression {
    var matchers: [Matcher] = []
    if take("{") {
      while !take("}") {
        matchers.append(try matcher())
        if take("}") { break }
        try expect(",", "or \"}\" after a label")
      }
    }
    let isBound = name != nil || matchers.contains { !$0.accepts("") }
    guard isBound else {
      throw QueryFault(start..<end, "a selector needs a name or a label that cannot be empty")
    }
    guard name == nil || !matchers.contains(where: { $0.label == Labels.metricName }) else {
      throw QueryFault(start..<end, "the metric's name stands here twice")
    }
    return expression(.vector(VectorSelector(selector: Self.selector(name, matchers))), from: start)
  }

  private static func selector(_ name: String?, _ matchers: [Matcher]) -> Selector {
    let named = matchers.first { $0.label == Labels.metricName && $0.test == .equal }
    guard name == nil, let named else { return Selector(metric: name, matchers: matchers) }
    return Selector(metric: named.value, matchers: matchers.filter { $0 != named })
  }

  private mutating func matcher() throws(QueryFault) -> Matcher {
    guard case .identifier(let label) = token.kind, !label.contains(":") else {
      throw unexpected("a label name")
    }
    advance()
    guard case .sign(let sign) = token.kind, let test = Matcher.Test(rawValue: sign) else {
      throw unexpected("one of = != =~ !~ after the label \"\(label)\"")
    }
    advance()
    guard case .text(let value) = token.kind else { throw unexpected("a string after \"\(sign)\"") }
    guard let matcher = Matcher(label, test, value) else {
      throw QueryFault(token.place, "\"\(value)\" is not a regular expression")
    }
    advance()
    return matcher
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
        let offset = try signedDuration()
        result = try shifted(result) { $0.offset = offset }
      } else if token.isSign("@") {
        try once(&hasAnchor)
        let anchor = try anchor()
        result = try shifted(result) { $0.anchor = anchor }
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
    let range = try duration("a range such as 5m")
    if take(":") {
      let step: Span? = token.isSign("]") ? nil : try duration("a step such as 1m")
      try expect("]", "to close the range")
      guard inner.kind == .vector else {
        throw QueryFault(
          inner.place, "a subquery is made of an instant vector, not of a \(inner.kind.rawValue)")
      }
      let subquery = Subquery(expression: inner, range: range, step: step)
      return expression(.subquery(subquery), from: inner.place.lowerBound)
    }
    try expect("]", "to close the range")
    guard case .vector(let selector) = inner.form else {
      throw QueryFault(place, "a range goes behind a selector only")
    }
    guard selector.shift.offset == .zero, selector.shift.anchor == nil else {
      throw QueryFault(place, "the range goes before offset and @")
    }
    return expression(.matrix(selector, range: range), from: inner.place.lowerBound)
  }

  private mutating func duration(_ wanted: String) throws(QueryFault) -> Span {
    switch token.kind {
    case .duration(let span) where span > .zero:
      advance()
      return span
    case .number(let seconds) where seconds > 0 && seconds < 1e12:
      advance()
      return .milliseconds(Int64(seconds * 1_000))
    default: throw unexpected(wanted)
    }
  }

  private mutating func signedDuration() throws(QueryFault) -> Span {
    let isNegative = take("-")
    if case .number(0) = token.kind {
      advance()
      return .zero
    }
    let span = try duration("a duration such as 5m")
    return isNegative ? -span : span
  }

  private mutating func anchor() throws(QueryFault) -> TimeShift.Anchor {
    if let word = token.keyword, word == "start" || word == "end" {
      advance()
      try expect("(", "after \(word)")
      try expect(")", "after \(word)(")
      return word == "start" ? .start : .end
    }
    let isNegative = take("-")
    guard case .number(let seconds) = token.kind, seconds.magnitude < 9e12 else {
      throw unexpected("a time in seconds")
    }
    advance()
    return .instant(Instant(milliseconds: Int64((isNegative ? -seconds : seconds) * 1_000)))
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
}
