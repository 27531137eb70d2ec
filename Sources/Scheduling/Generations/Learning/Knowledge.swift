import Basics

/// All that a learning generation knows: its ways of weighing, which of them serves, and what each has cost.
/// Written as one document, so that it survives a restart.
public struct Knowledge: Sendable {
  /// Weights with what they were made for.
  public struct Way: Sendable {
    public let name: String
    public let weights: Weights

    public init(name: String, weights: Weights) { (self.name, self.weights) = (name, weights) }
  }

  public private(set) var ways: [Way]
  /// The number of the way in force.
  public internal(set) var serving: Int
  public internal(set) var bandit: Bandit

  /// What each way cost in a context, as a part of what they all cost there in the mean.
  public struct Measured: Sendable {
    public let context: Context
    public let costs: [Double]
    /// On how many traces.
    public let traces: Int

    public init(_ context: Context, _ costs: [Double], traces: Int = 16) {
      (self.context, self.costs, self.traces) = (context, costs, traces)
    }
  }

  public init(_ ways: [Way], serving: Int = 0, measured: [Measured] = []) {
    self.ways = ways
    self.serving = serving
    bandit = Bandit(arms: ways.count)
    for one in measured {
      for (way, cost) in one.costs.enumerated() {
        for _ in 0..<one.traces { bandit.learn(way, cost: cost, in: one.context) }
      }
    }
  }

  public var weights: Weights { ways[serving].weights }

  /// `{"serving": name, "ways": [{"name", "weights", "tries", "costs", "inverse"}]}`.
  public var value: JSONValue {
    let ways = zip(ways, bandit.arms).map { way, arm in
      JSONValue.object([
        ("name", .text(way.name)), ("weights", way.weights.json), ("tries", .integer(Int64(arm.tries))),
        ("costs", Self.list(arm.costs)), ("inverse", .array(arm.inverse.map(Self.list))),
      ])
    }
    return JSONValue.object([
      ("schema", "binnacle/weights/1"), ("serving", .text(self.ways[serving].name)), ("ways", .array(ways)),
    ])
  }

  private static func list(_ numbers: [Double]) -> JSONValue { .array(numbers.map { .number($0) }) }

  /// Reads what `value` wrote.
  public init(_ document: JSONNode) throws(JSONFault) {
    var (ways, arms) = ([Way](), [Bandit.Arm]())
    let list = try document.required("ways")
    for node in try list.items() {
      let weights = try Weights(try node.required("weights"))
      ways.append(Way(name: try node.required("name").text(), weights: weights))
      arms.append(try Self.arm(node))
    }
    (self.ways, serving, bandit) = (ways, 0, Bandit(arms))
    serving = try way(try document.required("serving"))
  }

  /// The number of the way that a document names.
  func way(_ node: JSONNode) throws(JSONFault) -> Int {
    let name = try node.text()
    guard let number = ways.firstIndex(where: { $0.name == name }) else {
      throw node.fault("no way is called \(name)")
    }
    return number
  }

  private static func arm(_ node: JSONNode) throws(JSONFault) -> Bandit.Arm {
    var arm = Bandit.Arm()
    let tries = try node.required("tries")
    arm.tries = try tries.integer()
    guard (0...1_000_000_000).contains(arm.tries) else { throw tries.fault("expected a number of tries") }
    arm.costs = try Context.numbers(try node.required("costs"))
    arm.inverse = []
    for row in try node.required("inverse").items() { arm.inverse.append(try Context.numbers(row)) }
    guard arm.inverse.count == Context.size else { throw node.fault("expected \(Context.size) rows") }
    return arm
  }
}
