/// Which values a sample may have (OpenMetrics 1.0, "Metric Types").
enum ValueRule: UInt8, Sendable {
  case any
  /// A number, of any sign.
  case number
  /// A number that is not negative.
  case total
  /// A whole number that is not negative.
  case count
  /// Not negative, though perhaps not a number.
  case quantile
  /// A point in time.
  case time
  /// 0 or 1.
  case state
  /// 1 and nothing else.
  case one

  @inline(__always)
  func allows(_ value: Double) -> Bool {
    switch self {
    case .any: true
    case .number: !value.isNaN
    case .total: value >= 0
    case .count: value >= 0 && value.isFinite && value == value.rounded(.towardZero)
    case .quantile: !(value < 0)
    case .time: value.isFinite
    case .state: value == 0 || value == 1
    case .one: value == 1
    }
  }

  /// What a value must be, to follow "the value of NAME ".
  var demand: String {
    switch self {
    case .any: "may be anything"
    case .number: "must be a number"
    case .total: "must be a number that is not negative"
    case .count: "must be a whole number that is not negative"
    case .quantile: "must not be negative"
    case .time: "must be a time"
    case .state: "must be 0 or 1"
    case .one: "must be 1"
    }
  }
}
