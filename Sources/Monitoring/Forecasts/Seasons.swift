/// The lengths of the seasons a series may have, in steps.
struct Seasons: Hashable, Sendable {
  /// The season proper; 1 where there is none.
  let short: Int
  /// A season of seasons, such as the week beside the day.
  let long: Int?

  /// The season that was given, and the one that people's calendar puts beside it where the series is long enough to
  /// show it: the week beside the day, the year where weeks without a season were given.
  init(given: Int, points: Int) {
    if given == 1, points >= 2 * Self.weeksOfYear + 40 {
      (short, long) = (Self.weeksOfYear, nil)
    } else if given % 24 == 0, points >= 7 * given * 5 / 2 {
      (short, long) = (given, 7 * given)
    } else {
      (short, long) = (given, nil)
    }
  }

  private static let weeksOfYear = 52
}
