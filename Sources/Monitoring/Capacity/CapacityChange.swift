/// A change to nodes that is thought through before it is made: another load, another number of nodes that share it,
/// nodes of another size. What is not said stays as it is.
public struct CapacityChange: Hashable, Sendable {
  /// What the number of users, and so the load, is multiplied by.
  public var users = 1.0
  /// How many nodes share the load of each now.
  public var replicas = 1
  /// How many would.
  public var replicasThen = 1
  /// The cores of a node then; nil for as many as it has.
  public var cores: Int?
  /// The bytes of memory of a node then; nil for as many as it has.
  public var memory: Double?

  public init() {}

  /// What becomes of a node's resource. Processor and memory in use are taken to grow in proportion to the load, which
  /// for memory is an upper bound, since a part of it serves no user; of a disk only what is yet to be written does.
  /// - Parameters:
  ///   - use: the share of the resource in use now, 0 to 1.
  ///   - size: what the node has now.
  /// - Returns: nil where another size is asked for and the one of now is not known.
  public func question(of vital: Vital, use: Double, size: NodeSize) -> CapacityQuestion? {
    guard let growth = growth(of: vital, from: size) else { return nil }
    var question = CapacityQuestion(utilisation: use, replicas: replicas)
    question.kept = vital == .fullness ? use : 0
    question.loadFactor = users
    question.replicasThen = replicasThen
    question.unitCapacity = growth
    return question
  }

  /// The size of a resource then as a multiple of now.
  private func growth(of vital: Vital, from size: NodeSize) -> Double? {
    if vital == .cpu, let cores { return size.cores > 0 ? Double(cores) / Double(size.cores) : nil }
    if vital == .memory, let memory { return size.memory > 0 ? memory / size.memory : nil }
    return 1
  }

  /// How long work waits for a processor core, now and then, as multiples of the time it is served, where the cores are
  /// alike and serve one queue: M/M/c (`QueueingLaws.wait`, Erlang 1917). Infinite from full use on; nil where the cores
  /// are not known.
  public func waits(_ question: CapacityQuestion, size: NodeSize) -> (now: Double, then: Double)? {
    guard size.cores > 0 else { return nil }
    return (
      QueueingLaws.wait(servers: size.cores, utilisation: question.utilisation),
      QueueingLaws.wait(servers: cores ?? size.cores, utilisation: question.utilisationThen)
    )
  }
}

/// What a node has of what can be bought.
public struct NodeSize: Hashable, Sendable {
  /// 0 where that is not known.
  public let cores: Int
  /// Bytes; not-a-number where that is not known.
  public let memory: Double

  public init(cores: Int, memory: Double) {
    self.cores = cores
    self.memory = memory
  }
}
