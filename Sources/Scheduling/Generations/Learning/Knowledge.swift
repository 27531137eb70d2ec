import Basics

/// All that a learning generation knows: its ways of weighing, which of them serves, and what each has cost.
/// Written as one text, so that it survives a restart.
public struct Knowledge: Sendable {
  /// Weights with what they were made for.
  public struct Way: Sendable {
    public let name: String
    public let weights: Weights
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
  public var json: String {
    let ways = zip(ways, bandit.arms).map { way, arm in
      JSONValue.object([
        ("name", .text(way.name)), ("weights", way.weights.json), ("tries", .integer(Int64(arm.tries))),
        ("costs", Self.list(arm.costs)), ("inverse", .array(arm.inverse.map(Self.list))),
      ])
    }
    return JSONValue.object([
      ("schema", "binnacle/weights/1"), ("serving", .text(self.ways[serving].name)), ("ways", .array(ways)),
    ]).compact
  }

  private static func list(_ numbers: [Double]) -> JSONValue { .array(numbers.map { .number($0) }) }

  /// Reads what `json` wrote.
  public init(json text: String) throws(JSONFault) {
    let document = try JSONReader.read(Array(text.utf8), name: "weights")
    var (ways, arms) = ([Way](), [Bandit.Arm]())
    let list = try document.required("ways")
    for node in try list.items() {
      let weights = try Weights(try node.required("weights"))
      ways.append(Way(name: try node.required("name").text(), weights: weights))
      arms.append(try Self.arm(node))
    }
    let serving = try document.required("serving")
    let name = try serving.text()
    guard let number = ways.firstIndex(where: { $0.name == name }) else {
      throw serving.fault("no way is called \(name)")
    }
    (self.ways, self.serving, bandit) = (ways, number, Bandit(arms))
  }

  private static func arm(_ node: JSONNode) throws(JSONFault) -> Bandit.Arm {
    var arm = Bandit.Arm()
    arm.tries = try node.required("tries").integer()
    arm.costs = try numbers(try node.required("costs"))
    arm.inverse = []
    for row in try node.required("inverse").items() { arm.inverse.append(try numbers(row)) }
    guard arm.inverse.count == Context.size else { throw node.fault("expected \(Context.size) rows") }
    return arm
  }

  private static func numbers(_ node: JSONNode) throws(JSONFault) -> [Double] {
    var numbers: [Double] = []
    for item in try node.items() { numbers.append(try item.number()) }
    guard numbers.count == Context.size else { throw node.fault("expected \(Context.size) numbers") }
    return numbers
  }
}
