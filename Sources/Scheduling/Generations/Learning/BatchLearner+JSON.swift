import Basics

extension BatchLearner {
  /// `{"batches", "knowledge", "trial", "promotion", "comparisons"}`.
  public var value: JSONValue {
    .object([
      ("batches", .integer(Int64(batches))), ("knowledge", knowledge.value),
      ("trial", trial.map(value) ?? .null), ("promotion", promotion?.value ?? .null),
      ("comparisons", .array(comparisons.map { .array([.number($0.own), .number($0.first)]) })),
    ])
  }

  private func value(_ trial: Trial) -> JSONValue {
    .object([
      ("way", .text(knowledge.ways[trial.way].name)), ("serving", .text(knowledge.ways[trial.serving].name)),
      ("batches", .integer(Int64(trial.batches))), ("usual", .number(trial.usual)),
      ("cost", .number(trial.cost)),
    ])
  }

  /// Reads what `value` wrote.
  public init(_ node: JSONNode) throws(JSONFault) {
    self.init(try Knowledge(try node.required("knowledge")))
    batches = try node.required("batches").integer()
    if let trial = try node.optional("trial") { self.trial = try readTrial(trial) }
    if let promotion = try node.optional("promotion") { self.promotion = try Promotion(promotion) }
    for pair in try node.required("comparisons").items() {
      let numbers = try pair.items()
      guard numbers.count == 2 else { throw pair.fault("expected two numbers") }
      compare(Comparison(own: try numbers[0].finite(), first: try numbers[1].finite()))
    }
  }

  private func readTrial(_ node: JSONNode) throws(JSONFault) -> Trial {
    var trial = Trial(
      way: try knowledge.way(try node.required("way")),
      serving: try knowledge.way(try node.required("serving")))
    trial.batches = try node.required("batches").integer()
    (trial.usual, trial.cost) = (try node.required("usual").finite(), try node.required("cost").finite())
    return trial
  }
}

extension Promotion {
  fileprivate var value: JSONValue {
    .object([
      ("time", .integer(Int64(time))), ("from", .text(from)), ("to", .text(to)), ("saving", .number(saving)),
    ])
  }

  fileprivate init(_ node: JSONNode) throws(JSONFault) {
    self.init(
      time: try node.required("time").integer(), from: try node.required("from").text(),
      to: try node.required("to").text(), saving: try node.required("saving").finite())
  }
}
