import Basics

/// Reads intervals of the calendar with their names.
enum IntervalReader {
  private static let days = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]
  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
  ]

  static func intervals(_ nodes: [JSONNode], table: (String) -> ZoneTable?) throws(JSONFault)
    -> [String: [CalendarInterval]]
  {
    var intervals: [String: [CalendarInterval]] = [:]
    for node in nodes {
      try node.allow(only: ["name", "time_intervals"])
      let name = try node.required("name").text()
      guard intervals[name] == nil, !name.isEmpty else {
        throw node.fault("a time interval \"\(name)\" stands here already")
      }
      var parts: [CalendarInterval] = []
      for item in try node.list("time_intervals") { parts.append(try interval(item, table)) }
      intervals[name] = parts
    }
    return intervals
  }

  fileprivate static func interval(_ node: JSONNode, _ table: (String) -> ZoneTable?) throws(JSONFault)
    -> CalendarInterval
  {
    try node.allow(only: ["times", "weekdays", "days_of_month", "months", "years", "location"])
    var interval = CalendarInterval()
    for item in try node.list("times") { interval.times.append(try times(item)) }
    for item in try node.list("weekdays") {
      interval.weekdays.append(try range(item) { days.firstIndex(of: $0) })
    }
    for item in try node.list("days_of_month") { interval.daysOfMonth.append(try daysOfMonth(item)) }
    for item in try node.list("months") {
      interval.months.append(
        try range(item) { word in
          months.firstIndex(of: word).map { $0 + 1 } ?? Int(word).flatMap { (1...12).contains($0) ? $0 : nil }
        })
    }
    for item in try node.list("years") {
      interval.years.append(
        try range(item) { word in Int(word).flatMap { (0...9_999).contains($0) ? $0 : nil } })
    }
    if let location = try node.optional("location") { interval.place = try place(location, table) }
    return interval
  }

  private static func times(_ node: JSONNode) throws(JSONFault) -> Range<Int> {
    try node.allow(only: ["start_time", "end_time"])
    let (start, end) = (try minutes(node.required("start_time")), try minutes(node.required("end_time")))
    guard start < end else { throw node.fault("a time must end after it starts; over midnight take two") }
    return start..<end
  }

  private static func minutes(_ node: JSONNode) throws(JSONFault) -> Int {
    let parts = try node.text().split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2,
      parts.allSatisfy({ $0.utf8.count == 2 && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
      let hour = Int(parts[0]), let minute = Int(parts[1]), minute < 60,
      hour < 24 || hour == 24 && minute == 0
    else { throw node.fault("expected a time from 00:00 to 24:00") }
    return hour * 60 + minute
  }

  /// One word or two with a colon between.
  private static func range(_ node: JSONNode, _ value: (String) -> Int?) throws(JSONFault) -> ClosedRange<Int>
  {
    let words = try node.exactText().lowercased().split(separator: ":", omittingEmptySubsequences: false)
    guard words.count <= 2, let first = value(String(words[0])), let last = value(String(words.last ?? ""))
    else {
      throw node.fault(
        "\"\(try node.exactText())\" is neither a known word nor a range such as monday:friday")
    }
    guard first <= last else { throw node.fault("a range must not end before it begins") }
    return first...last
  }

  private static func daysOfMonth(_ node: JSONNode) throws(JSONFault) -> CalendarInterval.DayRange {
    let words = try node.exactText().split(separator: ":", omittingEmptySubsequences: false)
    func day(_ word: Substring?) -> Int? {
      word.flatMap { Int($0) }.flatMap { $0 != 0 && (-31...31).contains($0) ? $0 : nil }
    }
    guard words.count <= 2, let first = day(words.first), let last = day(words.last) else {
      throw node.fault("expected days such as 1:5 or -3:-1")
    }
    guard first > 0 || last < 0 else {
      throw node.fault("a range that begins from the month's end must end there")
    }
    // Every month has 28 days.
    guard first <= (first > 0 && last < 0 ? 29 + last : last) else {
      throw node.fault("a range must not end before it begins")
    }
    return CalendarInterval.DayRange(first: first, last: last)
  }

  private static func place(_ node: JSONNode, _ table: (String) -> ZoneTable?) throws(JSONFault)
    -> CalendarInterval.Place
  {
    let name = try node.text()
    switch name {
    case "UTC", "": return .utc
    case "Local": return .local
    default:
      if let offset = offset(name) { return .offset(offset) }
      guard let table = table(name) else {
        throw node.fault("no place \"\(name)\" is known, such as Asia/Shanghai")
      }
      return .named(name, table)
    }
  }

  /// An offset from UTC such as `+08:00`.
  private static func offset(_ text: String) -> Span? {
    guard text.utf8.count == 6, text.hasPrefix("+") || text.hasPrefix("-"),
      let noon = Instant(rfc3339: "2000-01-01T12:00:00\(text)")
    else { return nil }
    return Day(iso: "2000-01-01").map { $0.start + .hours(12) - noon }
  }
}

extension CalendarInterval {
  /// Reads intervals that have no name: `[{"weekdays": ["saturday", "sunday"]}]`.
  /// - Parameter table: the zone of a place by its name.
  public static func list(
    _ nodes: [JSONNode], table: (String) -> ZoneTable?
  ) throws(JSONFault) -> [CalendarInterval] {
    var intervals: [CalendarInterval] = []
    for node in nodes { intervals.append(try IntervalReader.interval(node, table)) }
    return intervals
  }
}
