import Basics

/// How a value went over any length of time in a bounded number of readings: when there are too many, every second one
/// goes and the rest stand for twice as long.
public struct IncidentTrace: Hashable, Sendable {
  public static let capacity = 96

  /// The readings, oldest first.
  public private(set) var values: [Float]
  /// How far apart they lie.
  public private(set) var step: Span
  private var next: Instant

  public init(values: [Float] = [], step: Span = .seconds(15), next: Instant = .never) {
    self.values = values
    self.step = step
    self.next = next
  }

  /// When the next reading is wanted.
  public var isDueAt: Instant { next }

  /// Takes a reading if one is due; returns whether it was.
  public mutating func append(_ value: Double, at now: Instant) -> Bool {
    guard now >= next else { return false }
    values.append(Float(value))
    if values.count > Self.capacity {
      values = stride(from: 0, to: values.count, by: 2).map { values[$0] }
      step = step * 2
    }
    next = now + step
    return true
  }
}

extension IncidentTrace {
  /// The clock was set back.
  mutating func rewind(to now: Instant) { next = min(next, now) }
}
