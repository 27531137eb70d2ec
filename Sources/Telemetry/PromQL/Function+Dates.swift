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
  private let date: Day
  /// Seconds since midnight.
  let second: Int

  /// The time so many seconds after the epoch, fractions cut off; nil when no calendar goes so far.
  init?(seconds: Double) {
    guard seconds.magnitude < 1e15 else { return nil }
    let whole = Int(seconds)
    second = ((whole % 86_400) + 86_400) % 86_400
    date = Day(number: (whole - second) / 86_400)
  }

  var year: Int { date.parts.year }
  var month: Int { date.parts.month }
  var day: Int { date.parts.day }
  /// Days since Sunday.
  var weekday: Int { date.weekday % 7 }
  var daysInMonth: Int { Day.length(ofMonth: month, in: year) }
  var dayOfYear: Int { (1..<month).reduce(day) { $0 + Day.length(ofMonth: $1, in: year) } }
}
