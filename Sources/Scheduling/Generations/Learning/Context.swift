import Basics

/// What the mix is like: what a learner decides by, each a number near 0...1.
public struct Context: Hashable, Sendable {
  public static let size = 4
  /// One, then the part of units with GPUs, the cores of the mean unit by eight, its GiB a core by eight.
  public private(set) var values: [Double]

  public init(_ values: [Double]) { self.values = values }

  /// Reads a list of numbers.
  public init(_ node: JSONNode) throws(JSONFault) { values = try Self.numbers(node) }

  /// As many numbers as a context has.
  static func numbers(_ node: JSONNode) throws(JSONFault) -> [Double] {
    var numbers: [Double] = []
    for item in try node.items() { numbers.append(try item.finite()) }
    guard numbers.count == size else { throw node.fault("expected \(size) numbers") }
    return numbers
  }

  /// Of units that nothing is known of.
  public init() { self.init([1, 0, 0, 0]) }

  /// Of units that ask for so much each.
  public init(of demands: some Sequence<Demand>) {
    var watch = Watch()
    for demand in demands { watch.observe(demand, 1) }
    self = watch.context
  }

  /// What a mix is like as a whole.
  public init(_ mix: Mix) {
    var watch = Watch()
    for asked in mix.demands { watch.observe(asked.demand, asked.weight) }
    values = watch.context.values
  }

  /// Follows units as they come.
  struct Watch: Sendable {
    private var units = 0.0
    private var gpus = 0.0
    private var cores = 0.0
    private var memory = 0.0

    /// What stays of a step's units after one more: half of them after half a day.
    private static let memory = 0.9857

    /// Lets a step pass in which these came.
    mutating func observe(_ arriving: [Demand]) {
      for part in [\Self.units, \.gpus, \.cores, \.memory] { self[keyPath: part] *= Self.memory }
      for demand in arriving { observe(demand, 1) }
    }

    mutating func observe(_ demand: Demand, _ weight: Double) {
      units += weight
      gpus += demand.gpus > 0 ? weight : 0
      cores += weight * Double(demand.cpu) / 1_000
      memory += weight * Double(demand.memory) / 1_024
    }

    var context: Context {
      guard units > 0, cores > 0 else { return Context([1, 0, 0, 0]) }
      return Context([1, gpus / units, min(1, cores / units / 8), min(1, memory / cores / 8)])
    }
  }

  /// How far another is (Euclid).
  func distance(to other: Context) -> Double {
    zip(values, other.values).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
  }
}
