import Basics
import Glibc

/// Watches one series, a value at a time, and scores each value by how surprising the series becomes with it.
///
/// The series is brought to a robust scale and compared with its own past at several lengths (`Novelty`); each
/// distance, and how still it has become (`Stillness`), is judged by its own recent distribution
/// (`TailDistribution`); the greatest surprise counts most. After an anomaly it rests, as Smirnov's contextual detector does (CAD-OSE in the Numenta Anomaly Benchmark),
/// because what follows is the same event. Nothing depends on the unit of the series or the time between its
/// values, and what is kept is bounded by `AnomalySettings.memory`.
public struct AnomalyDetector: Sendable {
  /// The score at which an anomaly begins.
  public static let threshold = 0.5

  private let settings: AnomalySettings
  private var past: Ring<Double>
  private var scale: RobustScale?
  private var places: RecentValues
  private var novelties: [Novelty]
  private var stillness: Stillness
  /// How usual each novelty, and last the stillness, has been.
  private var distributions: [TailDistribution]
  private var untilNextScale: Int
  private var restLeft = 0

  public init(_ settings: AnomalySettings = AnomalySettings()) {
    precondition(settings.warmUp > 0 && settings.memory > 0, "a scale is taken from values")
    self.settings = settings
    past = Ring(capacity: settings.memory + settings.rehearsal)
    places = RecentValues(capacity: settings.memory + settings.rehearsal)
    novelties = settings.spans.map { Novelty(span: $0, settings: settings) }
    stillness = Stillness(settings: settings)
    distributions = (0...novelties.count).map { _ in TailDistribution(settings: settings) }
    untilNextScale = settings.warmUp
  }

  /// How anomalous the series is with its next value, from 0 to 1. It is 0 for a value that is missing or not
  /// finite, from which nothing is learnt, while the past is too short, and while it rests.
  public mutating func score(_ value: Double?) -> Double {
    guard let value, value.isFinite else { return 0 }
    if untilNextScale == 0 { measure() }
    past.append(value)
    untilNextScale -= 1
    guard let scale else { return 0 }
    places.append(scale.place(of: value))
    advance()
    let surprise = surprise()
    restLeft = max(0, restLeft - 1)
    guard restLeft == 0, surprise > 0 else { return 0 }
    let score = 1 - exp2(-surprise / -log10(settings.rarity))
    if score >= Self.threshold { restLeft = settings.rest }
    return score
  }

  /// Takes in the value that has `age` newer ones before it.
  private mutating func advance(age: Int = 0) {
    places.withValues { values in
      for index in novelties.indices { novelties[index].advance(values, age: age) }
      stillness.advance(values, age: age)
    }
  }

  /// The greatest surprise of all figures, and a part of the others, which bear it out.
  private mutating func surprise() -> Double {
    var (greatest, sum) = (0.0, 0.0)
    for index in distributions.indices {
      let figure =
        index < novelties.count
        ? novelties[index].distance(after: places.count) : stillness.figure(after: places.count)
      guard let figure else { continue }
      let surprise = distributions[index].surprise(at: figure)
      distributions[index].append(figure)
      greatest = max(greatest, surprise)
      sum += surprise
    }
    return greatest + settings.support * (sum - greatest)
  }

  /// Takes the scale anew, when the past has doubled and then once a memory's length, and goes through the past
  /// again as far as the sums remember.
  private mutating func measure() {
    untilNextScale = min(past.count, settings.memory)
    let scale = RobustScale(of: past.suffix(settings.memory))
    self.scale = scale
    places.removeAll()
    for value in past { places.append(scale.place(of: value)) }
    for index in novelties.indices { novelties[index].removeAll() }
    stillness.removeAll()
    for age in (0..<min(settings.rehearsal, places.count)).reversed() { advance(age: age) }
  }
}
