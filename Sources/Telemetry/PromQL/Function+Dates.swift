import Basics

extension Function {
  /// What the calendar says in UTC about seconds since the epoch, or about now.
  static let dates: [Function] = [
    date("year") { Double($0.year) },
    date("month") { Double($0.month) },
    date("day_of_month") { Double($0.day) },
    date("day_of_week") { Double($0.weekday) },
    date("day_of_year") { Double($0.dayOfYear) },
    date("days_in_month") { Double($0.daysInMonth) },
    date("hour") { Double($0.second / 3_600) },
    date("minute") { Double($0.second / 60 % 60) },
  ]

  private static func date(_ name: String, _ value: @escaping @Sendable (CalendarTime) -> Double) -> Function
  {
    Function(
      name, [.vector], optional: 1,
      .whole { evaluator, call throws(QueryFault) in
        guard let argument = call.arguments.first else {
          let now = CalendarTime(seconds: evaluator.time.seconds).map(value) ?? .nan
          return .vector([VectorSample(labels: [:], value: now)])
        }
        return .vector(
          try evaluator.mapped(try evaluator.numbers(argument), argument.place) {
            CalendarTime(seconds: $0).map(value) ?? .nan
          })
      })
  }

  static let bounds: [Function] = [
    Function("time", [], result: .scalar, .whole { evaluator, _ in .scalar(evaluator.time.seconds) }),
    Function(
      "start", [], result: .scalar, .whole { evaluator, _ in .scalar(evaluator.evaluation.start.seconds) }),
    Function(
      "end", [], result: .scalar, .whole { evaluator, _ in .scalar(evaluator.evaluation.end.seconds) }),
    Function(
      "step", [], result: .scalar, .whole { evaluator, _ in .scalar(evaluator.evaluation.step.seconds) }),
    Function(
      "range", [], result: .scalar,
      .whole { evaluator, _ in .scalar((evaluator.evaluation.end - evaluator.evaluation.start).seconds) }),
  ]
}

/// A second of the calendar in UTC.
struct CalendarTime {
  let year: Int
  let month: Int
  let day: Int
  /// Days since Sunday.
  let weekday: Int
  let dayOfYear: Int
  let daysInMonth: Int
  /// Seconds since midnight.
  let second: Int

  /// The time so many seconds after the epoch, fractions cut off; nil when no calendar goes so far.
  init?(seconds: Double) {
    guard seconds.magnitude < 1e15 else { return nil }
    let whole = Int(seconds)
    second = ((whole % 86_400) + 86_400) % 86_400
    let days = (whole - second) / 86_400
    weekday = ((days + 4) % 7 + 7) % 7
    // Days from a first of March on, where the leap day comes last (Hinnant, "chrono-compatible date algorithms").
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfMarchYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfMarchYear + 2) / 153
    day = dayOfMarchYear - (153 * marchMonth + 2) / 5 + 1
    month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    daysInMonth = lengths[month - 1]
    dayOfYear = lengths.prefix(month - 1).reduce(day, +)
  }
}
