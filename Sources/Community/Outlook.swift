import Basics
import Glibc

/// How an indicator stands to the target that counts now.
public struct Outlook: Hashable, Sendable {
  /// The verdict; the raw value is the word in listings.
  public enum Verdict: String, CaseIterable, Sendable {
    /// The target is reached.
    case met
    /// The target's period is over and it was not reached.
    case missed
    /// There is time left, and at the pace so far it will be reached.
    case onPace = "on_pace"
    /// There is time left, and at the pace so far it will not be reached.
    case behind
    /// There is time left, and too few readings to tell the pace.
    case open
    /// There is no value yet.
    case unknown
    /// There is no target, or it is words only.
    case untargeted
  }

  public let verdict: Verdict
  public let target: Target?
  /// The newest reading.
  public let reading: Reading?
  /// How far the value still has to go, in the indicator's unit; nil without a value or a number to reach.
  public let distance: Double?
  /// How much of the way is done, 0 to 1.
  public let share: Double?
  /// The growth a month that reaches the target in time, compounded: 0.284 is 28.4 %.
  public let monthlyGrowth: Double?

  /// Growth beyond this a month deserves the word steep.
  public static let steepGrowth = 0.2
  public var isSteep: Bool { (monthlyGrowth ?? 0) > Self.steepGrowth }
}

extension Indicator {
  /// The target that counts on a day: the next one due, else the one due last, else the first without a date.
  /// Equal targets stated twice are one.
  public func target(on today: Day) -> Target? {
    let dated = targets.filter { $0.end != nil && $0.amount?.value != nil }.sorted { $0.end! < $1.end! }
    return dated.first { $0.end! >= today } ?? dated.last ?? targets.first { $0.amount?.value != nil }
      ?? targets.first
  }

  /// The newest of some readings: by day, then by when it was entered.
  public static func newest(_ readings: some Sequence<Reading>) -> Reading? {
    readings.max { ($0.day ?? .distantPast, $0.enteredAt) < ($1.day ?? .distantPast, $1.enteredAt) }
  }

  /// How the indicator stands on a day, given its readings.
  public func outlook(_ readings: [Reading], on today: Day) -> Outlook {
    let newest = Self.newest(readings)
    let target = target(on: today)
    guard let target, let amount = target.amount, let wanted = amount.value else {
      return Outlook(
        verdict: newest == nil && targets.isEmpty == false ? .unknown : .untargeted, target: target,
        reading: newest,
        distance: nil, share: nil, monthlyGrowth: nil)
    }
    guard let newest else {
      return Outlook(
        verdict: target.end.map { $0 < today } == true ? .missed : .unknown, target: target, reading: nil,
        distance: nil, share: nil, monthlyGrowth: nil)
    }
    let left = target.end.map { $0 - today }
    return Outlook(
      verdict: verdict(newest, readings, target, amount, daysLeft: left), target: target, reading: newest,
      distance: Self.distance(from: newest.value, to: amount),
      share: Self.share(newest.value, of: amount, direction),
      monthlyGrowth: left.flatMap { Self.monthlyGrowth(from: newest.value, to: wanted, days: $0) })
  }

  private func verdict(
    _ newest: Reading, _ readings: [Reading], _ target: Target, _ amount: Quantity, daysLeft: Int?
  ) -> Outlook.Verdict {
    if amount.isMet(by: newest.value) == true { return .met }
    guard let daysLeft else { return .open }
    if daysLeft < 0 { return .missed }
    guard let pace = Self.pace(readings), let day = newest.day, let wanted = amount.value,
      let end = target.end
    else {
      return .open
    }
    let expected = newest.value + pace * Double(end - day)
    return amount.isMet(by: expected) ?? (expected >= wanted) ? .onPace : .behind
  }

  /// The change a day between the first and the newest dated reading; nil with fewer than two days.
  private static func pace(_ readings: [Reading]) -> Double? {
    let dated = readings.filter { $0.day != nil }.sorted { ($0.day!, $0.enteredAt) < ($1.day!, $1.enteredAt) }
    guard let first = dated.first, let last = dated.last, let start = first.day, let end = last.day,
      end > start
    else {
      return nil
    }
    return (last.value - first.value) / Double(end - start)
  }

  private static func distance(from value: Double, to amount: Quantity) -> Double? {
    guard let wanted = amount.value else { return nil }
    if amount.isMet(by: value) == true { return 0 }
    if let upper = amount.upper, value > upper { return upper - value }
    return wanted - value
  }

  /// Where lower is better the share is what is wanted over what is; a range or exact value has none but met or not.
  private static func share(_ value: Double, of amount: Quantity, _ direction: Direction) -> Double? {
    guard let wanted = amount.value else { return nil }
    if amount.isMet(by: value) == true { return 1 }
    if direction == .down || amount.comparator == .atMost { return value > 0 ? min(wanted / value, 1) : nil }
    return wanted > 0 ? min(max(value / wanted, 0), 1) : nil
  }

  /// The compounded growth a month from one value to another in so many days; a month is 365.25 / 12 days.
  public static func monthlyGrowth(from value: Double, to wanted: Double, days: Int) -> Double? {
    guard value > 0, wanted > value, days > 0 else { return nil }
    return pow(wanted / value, 365.25 / 12 / Double(days)) - 1
  }
}

extension Day {
  static let distantPast = Day(number: Int.min / 2)
}
