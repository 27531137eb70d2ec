import Basics
import Canvas
import Roadmap

/// The time of a row of the plan, drawn to scale: calendar where there are dates, months from launch where not.
struct Timeline {
  private let row: PlanList.Row
  private let drawing: Drawing

  init(_ row: PlanList.Row, _ drawing: Drawing) {
    self.row = row
    self.drawing = drawing
  }

  private var glyphs: Glyphs { drawing.glyphs }
  private var width: Int { drawing.width }

  var line: Line {
    guard width >= 8 else { return .empty }
    return hasCalendar ? calendarLine : relativeLine
  }

  /// Whether the programme's windows are dates.
  private var hasCalendar: Bool {
    if case .calendar = row.programme.window { return true }
    return row.programme.launch != nil
  }

  // The calendar of a programme runs from its first to its last day, today included.

  private var calendar: ClosedRange<Day> {
    let own = row.programme.window.days(launch: row.programme.launch) ?? drawing.today...drawing.today
    let items = row.programme.milestones.compactMap { row.programme.days(of: $0) }
    let first = ([own.lowerBound] + items.map(\.lowerBound)).min() ?? own.lowerBound
    let last = ([own.upperBound] + items.map(\.upperBound)).max() ?? own.upperBound
    let margin = max(7, (last - first) / 20)
    // A plan that ended long ago is not squeezed to show a today far behind it.
    let isNear = drawing.today >= first + -(last - first) && drawing.today <= last + (last - first)
    return (isNear ? min(first, drawing.today) : first) + -margin...(isNear ? max(last, drawing.today) : last)
      + margin
  }

  private func column(of day: Day) -> Int {
    let (first, last) = (calendar.lowerBound, calendar.upperBound)
    return (day - first) * (width - 1) / max(1, last - first)
  }

  private var calendarLine: Line {
    var cells = Array(repeating: Run(" ", ink: .faint), count: width)
    let today = column(of: drawing.today)
    if (0..<width).contains(today) { cells[today] = Run(glyphs.isUnicode ? "┊" : ":", ink: .watch) }
    guard let item = row.item else { return scale(&cells) }
    if let days = row.programme.days(of: item) {
      let bar =
        max(
          0, column(of: days.lowerBound))...min(
          width - 1, max(column(of: days.lowerBound), column(of: days.upperBound)))
      fill(&cells, bar, item)
    }
    return Line(cells)
  }

  /// The head of a programme carries the scale: months, and where today is.
  private func scale(_ cells: inout [Run]) -> Line {
    var month = calendar.lowerBound.startOfMonth.adding(months: 1)
    var free = 0
    while month <= calendar.upperBound {
      let place = column(of: month)
      let (year, number, _) = month.parts
      let label =
        number == 1 || free == 0 ? "\(year)-\(Figures.padded(number, to: 2))" : Figures.padded(number, to: 2)
      if place >= free, place + label.utf8.count <= width {
        for (offset, character) in label.enumerated() {
          cells[place + offset] = Run(String(character), ink: .muted)
        }
        free = place + label.utf8.count + 1
      }
      month = month.adding(months: 1)
    }
    return Line(cells)
  }

  private func fill(_ cells: inout [Run], _ bar: ClosedRange<Int>, _ item: PlanItem) {
    let standing = row.programme.standing(of: item, on: drawing.today)
    let done = row.programme.progress(of: item)
    let full = bar.lowerBound + Int(Double(bar.count) * done)
    for column in bar {
      let isDone = column < full
      cells[column] = Run(glyph(item, isDone), ink: Self.ink(standing, item, isDone))
    }
  }

  private func glyph(_ item: PlanItem, _ isDone: Bool) -> String {
    if item.kind == .phase { return glyphs.isUnicode ? "▔" : "=" }
    if item.window?.isOngoing == true { return glyphs.isUnicode ? "┄" : "." }
    return isDone ? (glyphs.isUnicode ? "█" : "#") : (glyphs.isUnicode ? "▒" : "-")
  }

  private static func ink(_ standing: Standing, _ item: PlanItem, _ isDone: Bool) -> Role {
    if item.kind == .phase { return .border }
    if isDone { return .ok }
    switch standing {
    case .done: return .ok
    case .overdue, .blocked: return .act
    case .active: return .info
    case .upcoming, .undated: return .series2
    case .ongoing: return .muted
    case .dropped: return .past
    }
  }

  // Without dates the scale is months from launch; nothing pretends to be a date.

  private var months: Int {
    let last = row.programme.milestones.compactMap { $0.window?.months?.upperBound }.max() ?? 12
    return max(last, row.programme.window.months?.upperBound ?? 1)
  }

  private func column(ofMonth month: Int) -> Int { (month - 1) * width / months }

  private var relativeLine: Line {
    var cells = Array(repeating: Run(" ", ink: .faint), count: width)
    guard let item = row.item else {
      for month in 1...months where width / months >= 3 || month % 3 == 1 {
        let label = month == 1 ? "M+1" : "\(month)"
        let place = column(ofMonth: month)
        guard place + label.utf8.count <= width else { continue }
        for (offset, character) in label.enumerated() {
          cells[place + offset] = Run(String(character), ink: .muted)
        }
      }
      return Line(cells)
    }
    if let bar = relativeBar(item) { fill(&cells, bar, item) }
    return Line(cells)
  }

  private func relativeBar(_ item: PlanItem) -> ClosedRange<Int>? {
    guard let window = item.window, let months = window.months else { return nil }
    let start = column(ofMonth: months.lowerBound)
    var end = column(ofMonth: months.upperBound + 1) - 1
    if case .weeks(let weeks, _) = window {
      end = start + max(1, weeks * 7 * width / (self.months * 30)) - 1
    }
    return start...min(width - 1, max(start, end))
  }
}
