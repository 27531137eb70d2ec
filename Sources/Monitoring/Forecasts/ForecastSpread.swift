/// How far values fell from what was forecast in the backtest: a width for each step, and the distribution of the
/// errors as multiples of their step's width (conformal prediction, Vovk, Gammerman and Shafer 2005, section 2.2).
struct ForecastSpread: Hashable, Sendable {
  let widths: [Double]
  /// Sorted magnitudes of the errors in widths.
  private let magnitudes: [Double]
  /// The backtest saw the errors its weights were chosen by, and few that are independent of one another; what comes
  /// errs more, and more so the fewer times the horizon fits into the stretch that was judged.
  private let allowance: Double

  /// Errors by origin and step, the origins nearest the end with errors for their first steps alone; and how many
  /// values lie between the first origin and the end.
  init(_ errors: [[Double]], horizon: Int, judged: Int) {
    allowance = 1 + 0.6 * Double(horizon) / Double(judged)
    let raw = (0..<horizon).map { Self.rootMeanSquare(errors, around: $0, reach: max(1, horizon / 12)) }
    widths = Self.extended(raw)
    var magnitudes: [Double] = []
    for row in errors {
      for (step, error) in row.enumerated() where widths[step] > 0 {
        magnitudes.append(abs(error) / widths[step])
      }
    }
    self.magnitudes = magnitudes.sorted()
  }

  /// How many widths hold this share of the errors.
  func reach(_ level: Double) -> Double {
    guard !magnitudes.isEmpty else { return 0 }
    let rank = Int((Double(magnitudes.count + 1) * level).rounded(.up))
    return magnitudes[min(max(rank, 1), magnitudes.count) - 1] * allowance
  }

  /// The share of errors larger than so many widths.
  func share(beyond reach: Double) -> Double {
    guard !magnitudes.isEmpty else { return 0 }
    let within = magnitudes.prefix { $0 * allowance < reach }.count
    return Double(magnitudes.count - within) / Double(magnitudes.count + 1)
  }

  /// Nil where no origin reaches.
  private static func rootMeanSquare(_ errors: [[Double]], around step: Int, reach: Int) -> Double? {
    var (sum, count) = (0.0, 0)
    for row in errors {
      for error in row[min(max(0, step - reach), row.count)..<min(step + reach + 1, row.count)] {
        sum += error * error
        count += 1
      }
    }
    return count > 0 ? (sum / Double(count)).squareRoot() : nil
  }

  /// Steps that no origin reaches grow in proportion, as the error of a wrong slope does.
  private static func extended(_ raw: [Double?]) -> [Double] {
    var widths: [Double] = []
    for width in raw {
      let step = Double(widths.count)
      widths.append(width ?? (widths.last ?? 0) * (step + 1) / max(1, step))
    }
    return widths
  }
}
