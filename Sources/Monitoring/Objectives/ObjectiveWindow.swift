import Basics

/// The time over which an objective counts.
public enum ObjectiveWindow: Hashable, Sendable {
  /// The time just passed, so long.
  case rolling(Span)
  case calendar(Calendar)

  /// Windows that follow one another without overlap.
  public struct Calendar: Hashable, Sendable {
    /// What a window is counted in; the raw value is the letter in OpenSLO's durations.
    public enum Unit: String, CaseIterable, Sendable {
      case day = "d"
      case week = "w"
      case month = "M"
      case quarter = "Q"
      case year = "Y"

      /// How many months one is; nil for what is counted in days.
      fileprivate var months: Int? {
        switch self {
        case .day, .week: nil
        case .month: 1
        case .quarter: 3
        case .year: 12
        }
      }
    }

    public let count: Int
    public let unit: Unit
    /// The local day and time of day at which one of the windows starts.
    public let start: Day
    public let time: Span
    public let zone: NamedZone

    public init(_ count: Int = 1, _ unit: Unit, from start: Day, _ time: Span = .zero, in zone: NamedZone) {
      precondition(count > 0, "a window has a length")
      (self.count, self.unit, self.start, self.time, self.zone) = (count, unit, start, time, zone)
    }
  }

  /// From when to when the window of a time goes; a rolling one ends with it.
  public func bounds(at now: Instant) -> (start: Instant, end: Instant) {
    switch self {
    case .rolling(let span): (now - span, now)
    case .calendar(let calendar): calendar.bounds(at: now)
    }
  }

  /// How long the window of a time is.
  public func length(at now: Instant) -> Span {
    let (start, end) = bounds(at: now)
    return end - start
  }

  /// How long it is wherever no time is at hand: the usual length of a month is 30 days, as in the SRE workbook.
  public var usualLength: Span {
    switch self {
    case .rolling(let span): span
    case .calendar(let calendar): calendar.usualLength
    }
  }
}

extension ObjectiveWindow.Calendar {
  var usualLength: Span {
    switch unit {
    case .day: .days(Int64(count))
    case .week: .days(7 * Int64(count))
    case .month: .days(30 * Int64(count))
    case .quarter: .days(91 * Int64(count))
    case .year: .days(365 * Int64(count))
    }
  }

  /// The window that a time lies in. A month that has no such day begins on its last.
  func bounds(at now: Instant) -> (start: Instant, end: Instant) {
    var number = estimate(at: now)
    while begin(of: number) > now { number -= 1 }
    while begin(of: number + 1) <= now { number += 1 }
    return (begin(of: number), begin(of: number + 1))
  }

  private func begin(of number: Int) -> Instant {
    let day = unit.months.map { start.adding(months: number * count * $0) } ?? start + number * days
    return zone.instant(of: day, time)
  }

  private var days: Int { unit == .week ? 7 * count : count }

  private func estimate(at now: Instant) -> Int {
    Int((now - start.start).milliseconds / usualLength.milliseconds)
  }
}

/// A zone of local time under the name a file gives it.
public struct NamedZone: Hashable, Sendable {
  public let name: String
  public let zone: Zone

  public static let utc = NamedZone(name: "UTC", zone: .utc)

  public init(name: String, zone: Zone) { (self.name, self.zone) = (name, zone) }

  /// The zones known by name that never change their offset, in minutes ahead of UTC.
  private static let fixed: [String: Int64] = [
    "UTC": 0, "Etc/UTC": 0, "GMT": 0, "Etc/GMT": 0, "Z": 0, "Asia/Shanghai": 480, "Asia/Chongqing": 480,
    "PRC": 480, "Asia/Hong_Kong": 480, "Asia/Macau": 480, "Asia/Taipei": 480, "Asia/Singapore": 480,
    "Asia/Tokyo": 540, "Asia/Seoul": 540, "Asia/Kolkata": 330, "Asia/Dubai": 240, "Asia/Bangkok": 420,
    "Asia/Jakarta": 420, "Australia/Brisbane": 600, "Africa/Nairobi": 180, "Africa/Johannesburg": 120,
    "America/Bogota": -300, "America/Phoenix": -420, "America/Sao_Paulo": -180,
  ]

  /// The zone of a name or an offset such as `+08:00`; `Local` is the one given. Nil for a zone whose offset changes
  /// over the year, which takes more than a name.
  public init?(_ name: String, local: Zone) {
    if name == "Local" {
      self.init(name: name, zone: local)
    } else if let minutes = Self.fixed[name] ?? Self.minutes(name) {
      self.init(name: name, zone: Zone(offset: .minutes(minutes)))
    } else {
      return nil
    }
  }

  private static func minutes(_ text: String) -> Int64? {
    guard text.hasPrefix("+") || text.hasPrefix("-"),
      let midnight = Instant(rfc3339: "1970-01-01T00:00:00\(text)")
    else { return nil }
    return -midnight.milliseconds / 60_000
  }

  /// The instant of a local day and time of day.
  func instant(of day: Day, _ time: Span) -> Instant { zone.start(of: day) + time }
}
