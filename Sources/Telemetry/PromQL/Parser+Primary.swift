import Basics

extension Parser {
  mutating func primary() throws(QueryFault) -> Expression {
    let start = token.place.lowerBound
    switch token.kind {
    case .number(let number):
      advance()
      return expression(.number(number), from: start)
    case .duration(let span):
      advance()
      return expression(.number(span.seconds), from: start)
    case .text(let text):
      advance()
      return expression(.text(text), from: start)
    case .sign("("): return try group(from: start)
    case .sign("{"): return try selector(named: nil, from: start)
    case .identifier(let name): return try named(name, from: start)
    case .sign, .end: throw unexpected("an expression")
    }
  }

  private mutating func group(from start: Int) throws(QueryFault) -> Expression {
    advance()
    let inner = try expression(bindingAtLeast: 1)
    try expect(")", "to close the bracket")
    return expression(.group(inner), from: start)
  }

  private mutating func named(_ name: String, from start: Int) throws(QueryFault) -> Expression {
    let word = name.lowercased()
    let place = token.place
    advance()
    if word == "inf" || word == "nan" {
      return expression(.number(word == "inf" ? .infinity : .nan), from: start)
    }
    if let sign = Aggregation.Operator(rawValue: word), startsAggregation {
      return try aggregation(sign, from: start)
    }
    guard token.isSign("(") else { return try selector(named: name, from: start) }
    guard let function = Function.named(name) else {
      throw QueryFault(place, "there is no function \"\(name)\"")
    }
    return try call(function, at: place, from: start)
  }

  private var startsAggregation: Bool {
    token.isSign("(") || token.keyword == "by" || token.keyword == "without"
  }

  private mutating func call(_ function: Function, at place: Range<Int>, from start: Int) throws(QueryFault)
    -> Expression
  {
    let arguments = try self.arguments(mayBeEmpty: function.name == "info")
    let least = function.parameters.count - function.optional
    guard arguments.count >= least, function.isVariadic || arguments.count <= function.parameters.count else {
      throw QueryFault(place, "\(function.name) takes \(function.arity), found \(arguments.count)")
    }
    for (index, argument) in arguments.enumerated() {
      let wanted = function.parameters[min(index, function.parameters.count - 1)]
      guard argument.kind == wanted else {
        throw QueryFault(
          argument.place, "\(function.name) wants \(wanted.described) here, not \(argument.kind.described)")
      }
    }
    try check(function, arguments)
    return expression(.call(Call(function: function, arguments: arguments)), from: start)
  }

  /// The edges of a range mean something to a few functions only.
  private func check(_ function: Function, _ arguments: [Expression]) throws(QueryFault) {
    for argument in arguments {
      guard case .matrix(let selector, _) = argument.unbracketed.form, let edges = selector.edges,
        !function.edges.contains(edges)
      else { continue }
      let fitting = Function.all.filter { $0.edges.contains(edges) }.map(\.name).sorted()
      throw QueryFault(
        argument.place,
        "\(edges.rawValue) modifier can only be used with: \(fitting.joined(separator: ", ")) - not with "
          + function.name)
    }
  }

  private mutating func arguments(mayBeEmpty: Bool = false) throws(QueryFault) -> [Expression] {
    try expect("(", "before arguments")
    var arguments: [Expression] = []
    while !take(")") {
      let isChoice = mayBeEmpty && token.isSign("{") && !arguments.isEmpty
      arguments.append(
        isChoice
          ? try selector(named: nil, from: token.place.lowerBound, mayBeEmpty: true)
          : try expression(bindingAtLeast: 1))
      if take(")") { break }
      try expect(",", "or \")\" after an argument")
    }
    return arguments
  }

  private mutating func aggregation(_ sign: Aggregation.Operator, from start: Int) throws(QueryFault)
    -> Expression
  {
    var (labels, isWithout) = try grouping() ?? ([], false)
    let place = token.place
    var arguments = try self.arguments()
    if let behind = try grouping() { (labels, isWithout) = behind }
    guard arguments.count == (sign.takesParameter ? 2 : 1), let inner = arguments.popLast() else {
      throw QueryFault(
        place, "\(sign.rawValue) takes \(sign.takesParameter ? "a parameter and a vector" : "one vector")")
    }
    guard inner.kind == .vector else {
      throw QueryFault(inner.place, "\(sign.rawValue) wants an instant vector, not \(inner.kind.described)")
    }
    if let parameter = arguments.first, parameter.kind != (sign == .countValues ? .text : .scalar) {
      throw QueryFault(
        parameter.place, "the parameter of \(sign.rawValue) is not \(parameter.kind.described)")
    }
    let aggregation = Aggregation(
      sign: sign, expression: inner, parameter: arguments.first, labels: labels, isWithout: isWithout)
    return expression(.aggregation(aggregation), from: start)
  }

  private mutating func grouping() throws(QueryFault) -> ([String], Bool)? {
    guard let word = token.keyword, word == "by" || word == "without" else { return nil }
    advance()
    return (try labelNames(), word == "without")
  }
}
