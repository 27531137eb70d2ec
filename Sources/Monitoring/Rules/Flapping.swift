import Basics

/// How unsteady an alert has been: the measure of Nagios ("Detection and Handling of State Flapping"). Of the last 21
/// states every change counts, the latest 1.25, the oldest 0.75, in between by a straight line; the sum over 20 is the
/// share. From 30 % on an alert is flapping, until the share has come down to 20 %.
public struct Flapping: Hashable, Sendable {
  public static let length = 21
  public static let low = 0.20
  public static let high = 0.30

  /// The states, the latest in the lowest bit; set where the alert fired.
  public private(set) var states: UInt32
  /// When the latest of the states began to be noted.
  public private(set) var at: Instant
  /// Whether it was flapping then.
  public private(set) var wasFlapping: Bool

  private static let mask: UInt32 = (1 << UInt32(length)) - 1

  /// Of an alert that has never fired.
  public init(at now: Instant) {
    (states, at, wasFlapping) = (0, now, false)
  }

  /// For the store: as it was saved.
  public init(states: UInt32, at: Instant, wasFlapping: Bool) {
    (self.states, self.at, self.wasFlapping) = (states & Self.mask, at, wasFlapping)
  }

  /// Notes a change to firing or back. Of evaluations in between nothing need be noted: the state stayed.
  public mutating func change(toFiring isFiring: Bool, at now: Instant, every interval: Span) {
    let before = isFlapping(at: now, every: interval)
    // What stayed until the evaluation before this one, then this one.
    let steady = max(0, evaluations(until: now, every: interval) - 1)
    states = (extended(states, by: steady) << 1 | (isFiring ? 1 : 0)) & Self.mask
    at = now
    let share = Self.share(of: states)
    wasFlapping = share >= Self.high || before && share > Self.low
  }

  /// The share of changes, 0 to 1, at a time.
  public func share(at now: Instant, every interval: Span) -> Double {
    Self.share(of: extended(states, by: evaluations(until: now, every: interval)))
  }

  /// Whether the alert is flapping at a time. While the state stays the share only falls.
  public func isFlapping(at now: Instant, every interval: Span) -> Bool {
    wasFlapping && share(at: now, every: interval) > Self.low
  }

  private func evaluations(until now: Instant, every interval: Span) -> Int {
    guard interval > .zero, now > at else { return 0 }
    return Int(min((now - at).milliseconds / interval.milliseconds, Int64(Self.length)))
  }

  private func extended(_ states: UInt32, by count: Int) -> UInt32 {
    guard count > 0 else { return states }
    let latest: UInt32 = states & 1 == 1 ? (1 << UInt32(count)) - 1 : 0
    return (states << UInt32(count) | latest) & Self.mask
  }

  private static func share(of states: UInt32) -> Double {
    let changes = states ^ (states >> 1)
    // A change in bit n lies between states n and n + 1; the oldest pair counts least.
    let pairs = length - 1
    return (0..<pairs).reduce(0) { sum, bit in
      guard changes >> UInt32(bit) & 1 == 1 else { return sum }
      return sum + 1.25 - 0.5 * Double(bit) / Double(pairs - 1)
    } / Double(pairs)
  }
}
