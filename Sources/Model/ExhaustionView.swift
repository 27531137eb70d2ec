import Basics
import Monitoring

/// When something of a node is expected to be used up, as screens show it.
public struct ExhaustionView: Hashable, Sendable {
  public let vital: Vital
  /// The end of what is sure to last, as sure as the level says.
  public let first: Instant
  /// When it is used up at the latest; nil where that lies beyond what can be foreseen.
  public let last: Instant?
  /// How probable it is that it happens between the two.
  public let level: Double

  public init(vital: Vital, first: Instant, last: Instant?, level: Double) {
    self.vital = vital
    self.first = first
    self.last = last
    self.level = level
  }

  /// What of a node can be used up.
  public static let vitals: [Vital] = [.fullness, .memory]

  private static let usualLevel = 0.8

  /// What hourly values up to an instant come to; nil where more likely than not there is enough for as long as can be
  /// foreseen, or where there are too few values to tell.
  public init?(of vital: Vital, hourly values: [Float], upTo end: Instant) {
    do throws(ForecastRefusal) {
      let exhaustion = try CapacityOutlook(hourly: values).exhaustion()
      guard exhaustion.steps(toProbability: 0.5) != nil, let window = exhaustion.window(Self.usualLevel)
      else {
        return nil
      }
      self.init(
        vital: vital, first: end + .hours(Int64(window.first)),
        last: window.last.map { end + .hours(Int64($0)) }, level: Self.usualLevel)
    } catch { return nil }  // Where too little is known nothing is said.
  }
}
