import Basics
import Telemetry

extension ResourceBook {
  /// Reads the book from its data file. Complaints name line and column, inside expressions too.
  public init(_ bytes: [UInt8], name: String) throws(JSONFault) {
    let root = try JSONReader.read(bytes, name: name)
    try root.allow(only: ["window", "keep", "hold", "resources"])
    self.init()
    window = try root.optional("window")?.span() ?? window
    keep = try root.optional("keep")?.span() ?? keep
    hold = try root.optional("hold")?.span() ?? hold
    guard window >= .minutes(1) else {
      throw try root.required("window").fault("a window has a minute or more")
    }
    for node in try root.required("resources").items() {
      let rule = try ResourceRule(node)
      guard self.rule(of: rule.kind) == nil else {
        throw node.fault("a resource \"\(rule.kind)\" stands here already")
      }
      rules.append(rule)
    }
    try checkCauses(root)
  }

  private func checkCauses(_ root: JSONNode) throws(JSONFault) {
    for node in try root.required("resources").items() {
      for cause in try node.list("causes") {
        let kind = try cause.required("of")
        guard rule(of: try kind.text()) != nil else { throw kind.fault("there is no such resource") }
      }
    }
  }
}

extension ResourceRule {
  init(_ node: JSONNode) throws(JSONFault) {
    try node.allow(only: [
      "id", "title", "part", "queue", "capacity", "servers", "consumers", "processes", "utilisation",
      "saturation",
      "errors", "causes", "laws", "remedies",
    ])
    kind = try node.required("id").text()
    title = try node.required("title").bilingual()
    partLabel = try node.optional("part")?.text()
    waitsAsQueue = try node.optional("queue")?.flag() ?? false
    isCapacity = try node.optional("capacity")?.flag() ?? false
    servers = try node.optional("servers")?.query()
    consumers = try node.optional("consumers")?.query()
    processes = try node.optional("processes")?.choice()
    var measures: [Measure] = []
    for aspect in Measure.Aspect.allCases {
      for part in try node.list(aspect.rawValue) { measures.append(try Measure(part, aspect)) }
    }
    guard !measures.isEmpty else { throw node.fault("a resource wants something that is measured") }
    guard Set(measures.map(\.name)).count == measures.count else {
      throw node.fault("two measures of \"\(kind)\" have the same name")
    }
    self.measures = measures
    var causes: [Cause] = []
    for part in try node.list("causes") { causes.append(try Cause(part)) }
    self.causes = causes
    var laws: [Law] = []
    for part in try node.list("laws") { laws.append(try Law(part)) }
    self.laws = laws
    var remedies: [Remedy] = []
    for part in try node.list("remedies") { remedies.append(try Remedy(part)) }
    self.remedies = remedies
  }
}

extension Measure {
  init(_ node: JSONNode, _ aspect: Aspect) throws(JSONFault) {
    try node.allow(only: ["id", "words", "unit", "limit", "worst", "expr", "history", "gate"])
    name = try node.required("id").text()
    self.aspect = aspect
    words = try node.required("words").bilingual()
    unit = try node.required("unit").choice()
    limit = try node.required("limit").number()
    worst = try node.required("worst").number()
    query = try node.required("expr").query()
    gate = try node.optional("gate")?.query()
    wantsHistory = try node.optional("history")?.flag() ?? false
  }
}

extension ResourceRule.Cause {
  init(_ node: JSONNode) throws(JSONFault) {
    try node.allow(only: ["of", "expr", "limit", "same_part"])
    kind = try node.required("of").text()
    proof = try node.optional("expr")?.query()
    limit = try node.optional("limit")?.number() ?? 0
    isOfSamePart = try node.optional("same_part")?.flag() ?? false
  }
}

extension ResourceRule.Law {
  init(_ node: JSONNode) throws(JSONFault) {
    try node.allow(only: ["law", "arrivals", "stay", "inside"])
    let law = try node.required("law")
    guard try law.text() == "little" else { throw law.fault("the law known here is \"little\"") }
    arrivals = try node.required("arrivals").query()
    stay = try node.required("stay").query()
    inside = try node.required("inside").query()
  }
}

extension Remedy {
  init(_ node: JSONNode) throws(JSONFault) {
    try node.allow(only: ["id", "model", "factor", "title"])
    name = try node.required("id").text()
    model = try node.required("model").choice()
    title = try node.required("title").bilingual()
    factor = try node.optional("factor")?.number() ?? 1
    guard factor >= 1 else { throw try node.required("factor").fault("a factor is 1 or more") }
  }
}

extension JSONNode {
  /// An expression about one node that comes to a vector or a number.
  fileprivate func query() throws(JSONFault) -> HostQuery {
    let text = try text()
    let query: HostQuery
    do { query = try HostQuery(text) } catch { throw fault("in the expression \(error)") }
    guard query.expression.kind == .vector || query.expression.kind == .scalar else {
      throw fault("a measure wants an instant vector, not \(query.expression.kind.described)")
    }
    return query
  }
}
