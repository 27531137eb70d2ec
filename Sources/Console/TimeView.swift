import Basics

/// Which stretch of time graphs show, and up to when.
struct TimeView: Hashable {
  /// The windows one steps through, shortest first.
  static let windows: [Span] = [
    .minutes(1), .minutes(5), .minutes(15), .hours(1), .hours(6), .days(1), .days(7), .days(30),
  ]

  var span = Span.minutes(5)
  /// The right end; nil for now.
  var end: Instant?

  func range(at now: Instant) -> (from: Instant, to: Instant) {
    let to = end ?? now
    return (to - span, to)
  }

  mutating func shorten() { span = Self.windows.last { $0 < span } ?? Self.windows[0] }
  mutating func lengthen() { span = Self.windows.first { $0 > span } ?? span }

  /// A quarter of the window back.
  mutating func stepBack(at now: Instant) { end = (end ?? now) - span / 4 }

  /// A quarter of the window on; reaching now it stays with now.
  mutating func stepForward(at now: Instant) {
    guard let current = end else { return }
    let next = current + span / 4
    end = next >= now ? nil : next
  }
}
