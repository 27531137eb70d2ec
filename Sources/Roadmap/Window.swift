import Basics

/// When something is planned, as the plan states it.
public enum Window: Hashable, Sendable {
  /// Months counted from a programme's launch, first and last included.
  case months(ClosedRange<Int>)
  /// Dates, first and last included. By convention where the plan names only weeks of a month: week n is the days
  /// 7n-6 to 7n, and week 4 runs to the end of the month.
  case calendar(ClosedRange<Day>, byConvention: Bool)
  /// So many weeks of work somewhere within months counted from launch.
  case weeks(Int, within: ClosedRange<Int>)
  /// The n-th week after launch.
  case week(Int)
  /// Work without an end; the months are those of the phase it stands in.
  case ongoing(ClosedRange<Int>?)

  /// Whether the work has no end, and so can never be late.
  public var isOngoing: Bool {
    if case .ongoing = self { true } else { false }
  }

  /// The months from launch the window lies in; nil for dates.
  public var months: ClosedRange<Int>? {
    switch self {
    case .months(let months), .weeks(_, let months): months
    case .ongoing(let months): months
    case .week(let week): ((week - 1) / 4 + 1)...((week - 1) / 4 + 1)
    case .calendar: nil
    }
  }

  /// The dates of the window; nil for a relative one while the launch has no date. Weeks of work are laid at the
  /// beginning of their months.
  public func days(launch: Day?) -> ClosedRange<Day>? {
    if case .calendar(let days, _) = self { return days }
    guard let launch else { return nil }
    switch self {
    case .calendar: return nil
    case .months(let months): return Self.days(of: months, from: launch)
    case .ongoing(let months): return months.map { Self.days(of: $0, from: launch) }
    case .week(let number):
      let monday = launch + 7 * (number - 1)
      return monday...(monday + 6)
    case .weeks(let count, let months):
      let start = launch.adding(months: months.lowerBound - 1)
      return start...(start + max(0, 7 * count - 1))
    }
  }

  private static func days(of months: ClosedRange<Int>, from launch: Day) -> ClosedRange<Day> {
    let start = launch.adding(months: months.lowerBound - 1)
    return start...max(start, launch.adding(months: months.upperBound) + -1)
  }

  /// How much time is planned, in days; a month counts 30.
  public var length: Int {
    switch self {
    case .months(let months): months.count * 30
    case .calendar(let days, _): days.upperBound - days.lowerBound + 1
    case .weeks(let count, _): count * 7
    case .week: 7
    case .ongoing: 0
    }
  }
}

extension Window {
  /// Reads the notation of the data files: `M4-M5`, `2025-11-01..2025-11-14`, `8w in M3-M6`, `W1`, `ongoing M6-M12`.
  public init?(_ text: String) {
    let words = text.split(separator: " ").map(String.init)
    switch words.count {
    case 1: self.init(word: words[0])
    case 2 where words[0] == "ongoing":
      guard let months = Self.months(words[1]) else { return nil }
      self = .ongoing(months)
    case 3 where words[1] == "in":
      guard words[0].hasSuffix("w"), let count = Self.count(words[0].dropLast()),
        let months = Self.months(words[2])
      else { return nil }
      self = .weeks(count, within: months)
    case 3 where words[1...] == ["by", "convention"]:
      guard let days = Self.days(words[0]) else { return nil }
      self = .calendar(days, byConvention: true)
    default: return nil
    }
  }

  private init?(word: String) {
    if word == "ongoing" {
      self = .ongoing(nil)
    } else if let months = Self.months(word) {
      self = .months(months)
    } else if word.hasPrefix("W"), let number = Self.count(word.dropFirst()) {
      self = .week(number)
    } else if let days = Self.days(word) {
      self = .calendar(days, byConvention: false)
    } else {
      return nil
    }
  }

  /// A count of months or weeks: plain digits, and no more than a plan can mean.
  private static func count(_ digits: Substring) -> Int? {
    guard digits.utf8.count <= 4, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let count = Int(digits), count > 0
    else { return nil }
    return count
  }

  private static func months(_ text: String) -> ClosedRange<Int>? {
    guard text.utf8.first == UInt8(ascii: "M") else { return nil }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.allSatisfy({ $0.utf8.first == UInt8(ascii: "M") }),
      let first = count(parts[0].dropFirst()), let last = count(parts[parts.count - 1].dropFirst()),
      last >= first
    else { return nil }
    return first...last
  }

  /// Two dates with two dots between, each ten bytes long.
  private static func days(_ text: String) -> ClosedRange<Day>? {
    let bytes = Array(text.utf8)
    guard bytes.count == 22, bytes[10...11].elementsEqual("..".utf8),
      let first = Day(iso: text.prefix(10)), let last = Day(iso: text.suffix(10)), last >= first
    else { return nil }
    return first...last
  }

  /// The notation that the initialiser reads.
  public var written: String {
    func text(_ months: ClosedRange<Int>) -> String {
      months.count == 1 ? "M\(months.lowerBound)" : "M\(months.lowerBound)-M\(months.upperBound)"
    }
    switch self {
    case .months(let months): return text(months)
    case .calendar(let days, let byConvention):
      return "\(days.lowerBound.iso)..\(days.upperBound.iso)" + (byConvention ? " by convention" : "")
    case .weeks(let count, let months): return "\(count)w in \(text(months))"
    case .week(let number): return "W\(number)"
    case .ongoing(let months): return months.map { "ongoing \(text($0))" } ?? "ongoing"
    }
  }
}
