import Basics

/// All indicators with their readings.
public struct Board: Hashable, Sendable {
  public let indicators: [Indicator]
  public private(set) var readings: [String: [Reading]]
  private let places: [String: Int]

  public init(indicators: [Indicator] = [], readings: [Reading] = []) {
    self.indicators = indicators
    self.readings = Dictionary(grouping: readings, by: \.indicator)
    places = Dictionary(indicators.indices.map { (indicators[$0].identifier, $0) }) { first, _ in first }
  }

  public func indicator(_ identifier: String) -> Indicator? { places[identifier].map { indicators[$0] } }

  /// The newest reading of an indicator.
  public func newest(_ identifier: String) -> Reading? { Indicator.newest(readings[identifier] ?? []) }

  public func outlook(of indicator: Indicator, on today: Day) -> Outlook {
    indicator.outlook(readings[indicator.identifier] ?? [], on: today)
  }

  public mutating func add(_ reading: Reading) { readings[reading.indicator, default: []].append(reading) }

  /// Takes back the reading entered at a time; false when there is none.
  public mutating func remove(_ identifier: String, enteredAt: Instant) -> Bool {
    guard let place = readings[identifier]?.lastIndex(where: { $0.enteredAt == enteredAt }) else {
      return false
    }
    readings[identifier]?.remove(at: place)
    return true
  }

  /// What an indicator's formula gives from the newest readings of its inputs; nil without a formula, or while an
  /// input has no reading.
  public func computed(_ indicator: Indicator) -> Double? {
    guard case .mean(let inputs)? = indicator.formula else { return nil }
    let values = inputs.compactMap { newest($0)?.value }
    return values.count == inputs.count && !values.isEmpty ? values.reduce(0, +) / Double(values.count) : nil
  }
}

extension Board {
  /// An indicator beside its benchmark.
  public struct Gap: Hashable, Sendable {
    public let indicator: Indicator
    public let ours: Double
    public let theirs: Double
    /// Benchmark minus ours, in points; negative where we lead.
    public var computed: Double { theirs - ours }
    public var printed: Double? { indicator.printedGap }
    /// Whether the document's figure contradicts its own row.
    public var isContradicted: Bool { printed.map { $0 != computed } ?? false }
  }

  /// The indicators that have a benchmark and a reading.
  public var gaps: [Gap] {
    indicators.compactMap { indicator in
      guard let benchmark = indicator.benchmark, let ours = newest(indicator.identifier)?.value else {
        return nil
      }
      return Gap(indicator: indicator, ours: ours, theirs: benchmark.value)
    }
  }
}
