/// The few figures that tell how a node is. The raw value is the place in `Vitals` and in
/// older stores: never reorder.
public enum Vital: Int, CaseIterable, Sendable {
  case cpu, user, system, iowait, steal
  /// One-minute load average for each core.
  case load
  case memory, swap
  case cpuPressure, memoryPressure, ioPressure
  /// The busiest disk's share of time with work in hand.
  case diskBusy
  case diskRead, diskWrite
  /// The fullest writable filesystem.
  case fullness
  case netIn, netOut
  /// Errors and drops of all interfaces.
  case netFaults
  case retransmits
  case temperature
  case runQueue

  /// What a vital is measured in.
  public enum Unit: Sendable {
    /// 0 to 1.
    case ratio
    case perCore
    case bytesPerSecond
    case perSecond
    case celsius
    case count
  }

  public var unit: Unit {
    switch self {
    case .cpu, .user, .system, .iowait, .steal, .memory, .swap, .cpuPressure, .memoryPressure, .ioPressure,
      .diskBusy, .fullness, .retransmits:
      .ratio
    case .load: .perCore
    case .diskRead, .diskWrite, .netIn, .netOut: .bytesPerSecond
    case .netFaults: .perSecond
    case .temperature: .celsius
    case .runQueue: .count
    }
  }

  /// The name in data files and listings.
  public var name: String { "\(self)" }

  public init?(name: String) {
    guard let vital = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = vital
  }
}

/// One value for each vital; not-a-number where the node does not tell.
public struct Vitals: Hashable, Sendable {
  public private(set) var values: [Float]

  public init() { values = Array(repeating: .nan, count: Vital.allCases.count) }

  /// From as many values as there are vitals, or fewer when an older version wrote them.
  public init(_ values: some Collection<Float>) {
    self.init()
    for (index, value) in values.prefix(self.values.count).enumerated() { self.values[index] = value }
  }

  /// Whether the node tells none of them.
  public var areUnknown: Bool { values.allSatisfy(\.isNaN) }

  @inlinable public subscript(vital: Vital) -> Float {
    get { values[vital.rawValue] }
    set { set(newValue, for: vital) }
  }

  @usableFromInline mutating func set(_ value: Float, for vital: Vital) { values[vital.rawValue] = value }
}
