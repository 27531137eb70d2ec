import Basics

/// What one node costs, and how much of that is used.
public struct NodeCost: Hashable, Sendable {
  public let node: String
  /// The entry of the price book that applies.
  public let entry: String
  public let cores: Int
  public let memoryBytes: Int64
  /// For an hour of the whole node.
  public let perHour: Money
  /// The part of that which pays for what is used just now; nil while use is unknown.
  public let usedPerHour: Money?

  /// Capacity and use times price: cores by their busy share, memory by its used share.
  public init(
    node: String, cores: Int, memoryBytes: Int64, cpu: Float, memory: Float, priced entry: PriceBook.Entry
  ) {
    self.node = node
    self.entry = entry.identifier
    self.cores = cores
    self.memoryBytes = memoryBytes
    let forCores = entry.perCoreHour * cores
    let forMemory = entry.perGiBHour.scaled(by: Int128(memoryBytes), of: 1 << 30)
    perHour = forCores + forMemory
    usedPerHour =
      cpu.isNaN || memory.isNaN
      ? nil
      : forCores.scaled(by: Self.millionths(cpu), of: 1_000_000)
        + forMemory.scaled(by: Self.millionths(memory), of: 1_000_000)
  }

  private static func millionths(_ ratio: Float) -> Int128 { Int128(min(max(ratio, 0), 1) * 1_000_000) }

  /// A month as the field counts it: 730 hours.
  public static let hoursPerMonth = 730
  public var perMonth: Money { perHour * Self.hoursPerMonth }

  /// The share of the bill that pays for nothing; nil while use is unknown.
  public var idleShare: Double? { usedPerHour.flatMap { (perHour - $0).ratio(to: perHour) } }
}

/// What nodes cost and used over a time, added up minute by minute.
public struct CostTotal: Hashable, Sendable {
  public var provisioned: Money
  public var used: Money
  /// How long nodes were watched, added over all of them.
  public var watched: Span

  public init(currency: String) {
    provisioned = .zero(currency)
    used = .zero(currency)
    watched = .zero
  }

  public init(provisioned: Money, used: Money, watched: Span) {
    self.provisioned = provisioned
    self.used = used
    self.watched = watched
  }

  /// Adds what a node cost and used over a span.
  public mutating func add(_ cost: NodeCost, over span: Span) {
    guard let usedPerHour = cost.usedPerHour else { return }
    let hour = Int128(Span.hours(1).milliseconds)
    provisioned = provisioned + cost.perHour.scaled(by: Int128(span.milliseconds), of: hour)
    used = used + usedPerHour.scaled(by: Int128(span.milliseconds), of: hour)
    watched = watched + span
  }

  public static func + (left: CostTotal, right: CostTotal) -> CostTotal {
    CostTotal(
      provisioned: left.provisioned + right.provisioned, used: left.used + right.used,
      watched: left.watched + right.watched)
  }

  /// How much less it would have cost to pay for use alone: 1 - used / provisioned. Nil before anything was watched.
  public var reduction: Double? { (provisioned - used).ratio(to: provisioned) }
}
