import Basics

/// When a target is read: at equal distances, each target at a moment of its own, and less often while it fails. Pure:
/// times are those of a clock that nobody sets, and arguments.
struct Rhythm: Hashable {
  let interval: Span
  /// Where in each interval the target's moment lies. It follows from its name, so that it is the same after every start.
  let offset: Span
  private(set) var failures = 0

  /// A target that fails is still read once in so many intervals, and once in so much time.
  private static let mostIntervals: Int64 = 5
  private static let longestPause = Span.minutes(1)
  /// A new target is read within this time.
  private static let firstWait = Span.seconds(2)

  init(interval: Span, seed: String) {
    self.interval = interval
    offset = Span(milliseconds: Int64(Self.digest(seed) % UInt64(interval.milliseconds)))
  }

  /// When a target is first read.
  func first(at now: Span) -> Span {
    now + Span(milliseconds: offset.milliseconds % min(interval, Self.firstWait).milliseconds)
  }

  /// Notes how a reading went, and says when the next is due.
  mutating func next(afterStart start: Span, failed: Bool, at now: Span) -> Span {
    failures = failed ? failures + 1 : 0
    // The moments of the grid may lie closer to the first reading than an interval; never closer than half.
    let earliest = max(now, start + interval / 2) + (pause - interval)
    let past = (earliest - offset).milliseconds
    let count = past >= 0 ? past / interval.milliseconds + 1 : past / interval.milliseconds
    return offset + interval * count
  }

  /// How far two readings lie apart: an interval, or more after failures.
  var pause: Span {
    let doubled = interval * (1 << Int64(max(0, min(failures - 1, 10))))
    return max(interval, min(doubled, interval * Self.mostIntervals, Self.longestPause))
  }

  /// A fingerprint with its high bits mixed in (the finaliser of MurmurHash3): names that differ in their last digit only
  /// must not lie side by side.
  private static func digest(_ text: String) -> UInt64 {
    var hash = Fingerprint.of(text.utf8)
    hash = (hash ^ hash >> 33) &* 0xFF51_AFD7_ED55_8CCD
    hash = (hash ^ hash >> 33) &* 0xC4CE_B9FE_1A85_EC53
    return hash ^ hash >> 33
  }
}
