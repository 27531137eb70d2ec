import Basics
import Glibc
import Monitoring

extension Bench {
  static let forecast = Bench(
    name: "forecast",
    about: "forecasts of one series: 700 and 1,000 hours with days and weeks, 14 days of them, 1,600 weeks"
  ) { _ in
    [
      line("700 hours, 48 ahead", hours: 700, Forecaster(horizon: 48, season: 24)),
      line("1,000 hours, 48 ahead", hours: 1_000, Forecaster(horizon: 48, season: 24)),
      line("14 days of hours, 14 days ahead", hours: 336, Forecaster(horizon: 336, season: 24)),
      line("1,600 weeks, 13 ahead", hours: 1_600, Forecaster(horizon: 13, season: 1)),
    ]
  }

  private static func line(_ name: String, hours: Int, _ forecaster: Forecaster) -> String {
    let values = series(hours)
    return Stopwatch.line(
      name,
      Stopwatch.time(21) {
        do throws(ForecastRefusal) { _ = try forecaster.forecast(values) } catch {
          preconditionFailure("so many values are enough: \(error)")
        }
      })
  }

  /// A load with a day, a week and chance.
  private static func series(_ hours: Int) -> [Double] {
    var chance = Chance(seed: 11)
    return (0..<hours).map { hour in
      let day = sin(Double(hour) * 2 * .pi / 24)
      let week = hour / 24 % 7 < 5 ? 1.0 : 0.6
      return (100 + 40 * day) * week + chance.number(in: -4...4)
    }
  }
}
