/// How anomalies are looked for. One set serves all series: every figure is a count of points, a ratio to the
/// series' own spread, or a probability.
public struct AnomalySettings: Hashable, Sendable {
  /// The points a series is compared with: a fortnight of five minutes.
  public var memory = 4_096
  /// The lengths of the stretches compared: a point, the last dozen, half a day of five minutes.
  public var spans = [1, 12, 144]
  /// The length of the stretch that is asked how still it is. Over a longer one stillness grows so slowly that it
  /// is usual before it is surprising.
  public var stillSpan = 4
  /// Points nearer than this are the present, not the past.
  public var present = 12
  /// The points before the first judgement, from which the first scale is taken.
  public var warmUp = 150
  /// The points after which what was once surprising counts for a third.
  public var forgetting = 500
  /// The share of the past whose distribution is counted; beyond it a tail is fitted.
  public var body = 0.97
  /// Differences below this ratio to the spread are as good as none.
  public var resolution = 0.1
  /// How much the lesser surprises at other lengths add to the greatest.
  public var support = 0.2
  /// The probability of a surprise that scores one half, where an anomaly begins.
  public var rarity = 0.0025
  /// The points of silence after an anomaly, so that one is told once.
  public var rest = 120

  public init() {}

  /// The newest points that are gone through again when the scale changes.
  public var rehearsal: Int { 3 * (spans.max() ?? 1) }
}
