/// A column of numbers in few bytes: the values of one series, or the times of its scrapes.
///
/// Layout, in bits, the highest first; `number` is seven bits that say how many follow, and these:
///
///     form     2   0 constant, 1 dense, 2 sparse
///     scaling  2   see `Scaling.Kind`
///     kind     3   see `Predictor.Kind`
///     gaps     1   whether values that are not finite are told apart
///   and where there are gaps
///     count        number; then for each
///     distance     number: how many finite values lie between it and the one before
///     length       number
///     value    2   0 ended, 1 absent, 2 no number, 3 the 64 bits that follow as a number
///   and
///     places   4   decimal places
///     first        number, folded: the first finite value as a whole number
///   and if it is not constant
///     zeros    6   how many low bits no difference has
///     divisor      number, 0 or 1 for none: what all differences can be divided by besides
///   and then how far each guess but the first is off, folded, by `AdaptiveRice` with a mean of 16 at the start; a
///   sparse column is written as how many guesses are right (mean 16) before one that is off (mean 4, less by one).
///
/// A column says neither how many values it has nor how many bytes.
enum ColumnCodec {
  enum Form: UInt64 {
    case constant
    case dense
    case sparse
  }

  static let runMean: UInt64 = 16
  static let offMean: UInt64 = 4
}
