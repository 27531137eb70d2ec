import Basics

/// Everything one source said at one time.
public struct Scrape: Sendable {
  /// What all its series share, such as `instance` and `job`.
  public let source: Labels
  public let at: Instant
  public let layout: Layout
  /// One value a column.
  public let values: [Double]

  public init(source: Labels, at: Instant, layout: Layout, values: [Double]) {
    precondition(values.count == layout.columns.count, "one value for every column")
    self.source = source
    self.at = at
    self.layout = layout
    self.values = values
  }

  /// The value of a metric's only series.
  @inlinable public func value(_ metric: String) -> Double? {
    layout.first(metric).map { values[$0] }
  }

  /// Whether its source could not be read: there is nothing but what the reader says of that itself.
  public var tellsOfFailure: Bool {
    guard value("up") == 0 else { return false }
    return layout.columns.allSatisfy { $0.name == "up" || $0.name.hasPrefix("scrape_") }
  }
}

/// The value that says a series has ended, told from other not-a-numbers by its bits, as Prometheus has it.
public enum Staleness {
  public static let marker = Double(bitPattern: 0x7FF0_0000_0000_0002)

  public static func isMarker(_ value: Double) -> Bool { value.bitPattern == 0x7FF0_0000_0000_0002 }
}

/// The value that stands in a block where a series has no sample and has not ended either.
public enum Absence {
  public static let marker = Double(bitPattern: 0x7FF0_0000_0000_0004)

  public static func isMarker(_ value: Double) -> Bool { value.bitPattern == 0x7FF0_0000_0000_0004 }
}
