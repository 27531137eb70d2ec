/// Why no forecast is given.
public enum ForecastRefusal: Error, Hashable, Sendable {
  /// There are fewer readings than a forecast of this season needs.
  case tooFewPoints(found: Int, needed: Int)
  /// More is missing than is there to fill it from.
  case tooManyGaps(missing: Int, of: Int)
  /// Nothing is said further ahead than the readings reach back.
  case horizonTooLong(asked: Int, longest: Int)
}
