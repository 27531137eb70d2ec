/// Makes a template of its pieces, and refuses what Prometheus refuses when it reads a rule file: functions that do
/// not exist, variables that were not declared, branches that do not end.
struct TemplateParser {
  private let pieces: [TemplatePiece]
  private var position = 0
  private var variables = ["$", "$labels", "$externalLabels", "$externalURL", "$value"]
  private var loops = 0
  private(set) var definitions: [String: [TemplateNode]] = [:]
  var words: Set<String> = []
  var labels: Set<String> = []

  init(_ pieces: [TemplatePiece]) { self.pieces = pieces }

  mutating func whole() throws(Template.Fault) -> [TemplateNode] {
    let (nodes, end) = try list()
    if let end { throw Template.Fault(at: end.place, "unexpected {{\(end.word)}}") }
    return nodes
  }

  /// The keyword that a list of nodes ended with, and what stands behind it.
  private struct End {
    let word: String
    let rest: ArraySlice<TemplateWord>
    let place: Int
  }

  /// Nodes up to an `end` or `else`, or to the end of the text.
  private mutating func list() throws(Template.Fault) -> ([TemplateNode], End?) {
    var nodes: [TemplateNode] = []
    while position < pieces.count {
      let piece = pieces[position]
      position += 1
      switch piece {
      case .text(let text): nodes.append(.text(text))
      case .action(let words, let place):
        if case .name(let word)? = words.first?.kind, word == "end" || word == "else" {
          return (nodes, End(word: word, rest: words.dropFirst(), place: place))
        }
        if let node = try action(words[...], at: place) { nodes.append(node) }
      }
    }
    return (nodes, nil)
  }

  private mutating func action(_ words: ArraySlice<TemplateWord>, at place: Int) throws(Template.Fault)
    -> TemplateNode?
  {
    guard case .name(let keyword)? = words.first?.kind else { return .output(try pipeline(words, at: place)) }
    let rest = words.dropFirst()
    switch keyword {
    case "if": return try branch(.condition, keyword, rest, at: place)
    case "with": return try branch(.context, keyword, rest, at: place)
    case "range": return try branch(.loop, keyword, rest, at: place)
    case "break", "continue":
      guard loops > 0 else { throw Template.Fault(at: place, "{{\(keyword)}} outside {{range}}") }
      return keyword == "break" ? .leave : .proceed
    case "template": return try call(rest, at: place)
    case "define", "block": return try define(keyword, rest, at: place)
    default: return .output(try pipeline(words, at: place))
    }
  }

  private mutating func branch(
    _ kind: TemplateNode.Branch, _ keyword: String, _ words: ArraySlice<TemplateWord>, at place: Int
  ) throws(Template.Fault) -> TemplateNode {
    guard !words.isEmpty else { throw Template.Fault(at: place, "missing value for \(keyword)") }
    let known = variables.count
    defer { variables.removeSubrange(known...) }
    let pipeline = try pipeline(words, at: place, inLoop: kind == .loop)
    loops += kind == .loop ? 1 : 0
    var (then, end) = try list()
    loops -= kind == .loop ? 1 : 0
    var otherwise: [TemplateNode] = []
    if let found = end, found.word == "else" {
      if case .name(let word)? = found.rest.first?.kind, word == keyword, kind != .loop {
        // `else if` ends with the outer branch.
        otherwise = [try branch(kind, keyword, found.rest.dropFirst(), at: found.place)]
        return .branch(kind, pipeline, then: then, otherwise: otherwise)
      }
      (otherwise, end) = try list()
    }
    guard let end else { throw Template.Fault(at: place, "{{\(keyword)}} is never closed by {{end}}") }
    guard end.word == "end", end.rest.isEmpty else {
      throw Template.Fault(at: end.place, "unexpected {{\(end.word)}}")
    }
    return .branch(kind, pipeline, then: then, otherwise: otherwise)
  }

  private func name(_ words: ArraySlice<TemplateWord>, _ keyword: String, at place: Int) throws(Template
    .Fault)
    -> String
  {
    guard case .value(.text(let name))? = words.first?.kind else {
      throw Template.Fault(at: place, "\(keyword) wants a name in quotes")
    }
    return name
  }

  private mutating func call(_ words: ArraySlice<TemplateWord>, at place: Int) throws(Template.Fault)
    -> TemplateNode
  {
    let name = try name(words, "template", at: place)
    let rest = words.dropFirst()
    return .call(name, rest.isEmpty ? nil : try pipeline(rest, at: place), place: place)
  }

  private mutating func define(_ keyword: String, _ words: ArraySlice<TemplateWord>, at place: Int)
    throws(Template.Fault) -> TemplateNode?
  {
    let name = try name(words, keyword, at: place)
    let given = keyword == "block" ? try pipeline(words.dropFirst(), at: place) : nil
    let outer = (variables, loops)
    (variables, loops) = (["$"], 0)
    let (nodes, end) = try list()
    (variables, loops) = outer
    guard end?.word == "end" else {
      throw Template.Fault(at: place, "{{\(keyword)}} is never closed by {{end}}")
    }
    definitions[name] = nodes
    return keyword == "block" ? .call(name, given, place: place) : nil
  }
}

extension TemplateParser {
  /// Variables that get something, then commands parted by bars.
  fileprivate mutating func pipeline(
    _ words: ArraySlice<TemplateWord>, at place: Int, inLoop: Bool = false
  ) throws(Template.Fault) -> TemplatePipeline {
    var (pipeline, rest) = (TemplatePipeline(), words)
    if let sign = words.firstIndex(where: { $0.isSign(":=") || $0.isSign("=") }) {
      pipeline.declares = words[sign].isSign(":=")
      for word in words[..<sign] where !word.isSign(",") {
        guard case .variable(let name) = word.kind else {
          throw Template.Fault(at: word.place, "only variables can be given a value")
        }
        pipeline.variables.append(name)
      }
      guard (1...(inLoop ? 2 : 1)).contains(pipeline.variables.count) else {
        throw Template.Fault(at: place, "too many declarations")
      }
      rest = words[(sign + 1)...]
    }
    if !pipeline.declares { for name in pipeline.variables { try check(name, at: place) } }
    pipeline.commands = try commands(rest, at: place)
    if pipeline.declares { variables += pipeline.variables }
    return pipeline
  }

  private func check(_ variable: String, at place: Int) throws(Template.Fault) {
    guard variables.contains(variable) else {
      throw Template.Fault(at: place, "undefined variable \"\(variable)\"")
    }
  }

  private mutating func commands(_ words: ArraySlice<TemplateWord>, at place: Int) throws(Template.Fault)
    -> [TemplateCommand]
  {
    var (commands, current, depth) = ([TemplateCommand](), [TemplateWord](), 0)
    for word in words {
      depth += word.isSign("(") ? 1 : word.isSign(")") ? -1 : 0
      guard depth == 0, word.isSign("|") else {
        current.append(word)
        continue
      }
      commands.append(try command(current[...], at: word.place, isFirst: commands.isEmpty))
      current = []
    }
    commands.append(try command(current[...], at: place, isFirst: commands.isEmpty))
    return commands
  }

  private mutating func command(_ words: ArraySlice<TemplateWord>, at place: Int, isFirst: Bool)
    throws(Template.Fault) -> TemplateCommand
  {
    guard !words.isEmpty else { throw Template.Fault(at: place, "missing value for command") }
    var (command, rest) = (TemplateCommand(operands: [], place: words[words.startIndex].place), words)
    while !rest.isEmpty { command.operands.append(try operand(&rest)) }
    if !isFirst, case .value = command.operands[0] {
      throw Template.Fault(at: command.place, "non executable command in pipeline")
    }
    return command
  }

  private mutating func operand(_ rest: inout ArraySlice<TemplateWord>) throws(Template.Fault)
    -> TemplateCommand.Operand
  {
    let word = rest.removeFirst()
    var operand = try self.operand(word, &rest)
    var path = Self.root(of: word)
    while let next = rest.first, next.isGlued, case .field(let name) = next.kind {
      rest.removeFirst()
      if case .value = operand { throw Template.Fault(at: next.place, "unexpected . after a term") }
      if path == "$labels" || path == ".Labels" || path == "$.Labels" { labels.insert(name) }
      path += "." + name
      words.insert("." + name)
      operand = .field(of: operand, name)
    }
    return operand
  }

  private static func root(of word: TemplateWord) -> String {
    switch word.kind {
    case .variable(let name): name
    case .field(let name): "." + name
    case .name, .value, .sign, .dot: ""
    }
  }

  private mutating func operand(_ word: TemplateWord, _ rest: inout ArraySlice<TemplateWord>)
    throws(Template.Fault) -> TemplateCommand.Operand
  {
    switch word.kind {
    case .value(let value): return .value(value)
    case .dot:
      words.insert(".")
      return .dot
    case .field(let name):
      words.insert("." + name)
      return .field(of: .dot, name)
    case .variable(let name):
      try check(name, at: word.place)
      words.insert(name)
      return .variable(name)
    case .name(let name):
      guard TemplateFunction.all[name] != nil else {
        throw Template.Fault(at: word.place, "function \"\(name)\" not defined")
      }
      words.insert(name)
      return .function(name)
    case .sign("("): return .group(try group(&rest, at: word.place))
    case .sign(let sign): throw Template.Fault(at: word.place, "unexpected \"\(sign)\" in an action")
    }
  }

  private mutating func group(_ rest: inout ArraySlice<TemplateWord>, at place: Int) throws(Template.Fault)
    -> TemplatePipeline
  {
    var depth = 1
    let close = rest.firstIndex { word in
      depth += word.isSign("(") ? 1 : word.isSign(")") ? -1 : 0
      return depth == 0
    }
    guard let close else { throw Template.Fault(at: place, "unclosed left paren") }
    let inside = rest[..<close]
    rest = rest[(close + 1)...]
    return try pipeline(inside, at: place)
  }
}
