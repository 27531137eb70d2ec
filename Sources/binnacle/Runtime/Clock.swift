import Basics
import Collectors
import Glibc

/// The time of day that does not jump: small corrections of the system's clock are followed gently, large ones are
/// told as a step.
/// A class because every thread asks the same one; each reading is a call of the system.
final class Clock: Sendable {
  /// The system's time of day.
  static var wall: Instant {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return Instant(milliseconds: Int64(now.tv_sec) * 1_000 + Int64(now.tv_nsec) / 1_000_000)
  }

  /// The time since the machine started, sleep included; nobody sets it.
  static var uptime: Span {
    var now = timespec()
    clock_gettime(CLOCK_BOOTTIME, &now)
    return Span(milliseconds: Int64(now.tv_sec) * 1_000 + Int64(now.tv_nsec) / 1_000_000)
  }

  /// Both at once, the second to the nanosecond.
  @Sendable static func now() -> Moment {
    var now = timespec()
    clock_gettime(CLOCK_BOOTTIME, &now)
    return Moment(wall: wall, nanoseconds: Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec))
  }

  /// Changes with every start of the machine.
  static let boot: String = {
    let bytes = Files.bytes("/proc/sys/kernel/random/boot_id") ?? []
    return String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self)
  }()
}

/// Tells when the system's clock was set, by holding it against the one nobody sets.
struct ClockWatch {
  /// A correction beyond this is a step; below it the time service is at work.
  static let tolerance = Span.seconds(2)
  private var offset: Span?

  /// How far the clock was set since the last call; nil when it was not.
  mutating func step(wall: Instant, uptime: Span) -> Span? {
    let now = wall - Instant.epoch - uptime
    defer { offset = now }
    guard let before = offset else { return nil }
    let step = now - before
    return abs(step.milliseconds) > Self.tolerance.milliseconds ? step : nil
  }
}
