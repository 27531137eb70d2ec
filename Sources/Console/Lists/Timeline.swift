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
    switch row.scale {
    case .calendar(let days): return calendarLine(days)
    case .months(let months): return relativeLine(months)
    }
  }

  private func column(of day: Day, in calendar: ClosedRange<Day>) -> Int {
    let (first, last) = (calendar.lowerBound, calendar.upperBound)
    return (day - first) * (width - 1) / max(1, last - first)
  }

  private func calendarLine(_ calendar: ClosedRange<Day>) -> Line {
    var cells = Array(repeating: Run(" ", ink: .faint), count: width)
    let today = column(of: drawing.today, in: calendar)
    if (0..<width).contains(today) { cells[today] = Run(glyphs.isUnicode ? "┊" : ":", ink: .watch) }
    guard let item = row.item else { return labelled(&cells, with: calendar) }
    if let days = row.programme.days(of: item) {
      let start = max(0, column(of: days.lowerBound, in: calendar))
      let end = min(width - 1, max(start, column(of: days.upperBound, in: calendar)))
      if start <= end { fill(&cells, start...end, item) }
    }
    return Line(cells)
  }

  /// The head of a programme carries the scale: months, and where today is.
  private func labelled(_ cells: inout [Run], with calendar: ClosedRange<Day>) -> Line {
    var month = calendar.lowerBound.startOfMonth.adding(months: 1)
    var free = 0
    while month <= calendar.upperBound {
      let place = column(of: month, in: calendar)
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

  private func column(ofMonth month: Int, of months: Int) -> Int { (month - 1) * width / months }

  private func relativeLine(_ months: Int) -> Line {
    var cells = Array(repeating: Run(" ", ink: .faint), count: width)
    guard let item = row.item else {
      var free = 0
      for month in 1...months where width / months >= 3 || month % 3 == 1 {
        let label = month == 1 ? "M+1" : "\(month)"
        let place = column(ofMonth: month, of: months)
        guard place >= free, place + label.utf8.count <= width else { continue }
        free = place + label.utf8.count + 1
        for (offset, character) in label.enumerated() {
          cells[place + offset] = Run(String(character), ink: .muted)
        }
      }
      return Line(cells)
    }
    if let bar = relativeBar(item, of: months) { fill(&cells, bar, item) }
    return Line(cells)
  }

  private func relativeBar(_ item: PlanItem, of all: Int) -> ClosedRange<Int>? {
    guard let window = item.window, let months = window.months else { return nil }
    let start = column(ofMonth: months.lowerBound, of: all)
    var end = column(ofMonth: months.upperBound + 1, of: all) - 1
    if case .weeks(let weeks, _) = window { end = start + max(1, weeks * 7 * width / (all * 30)) - 1 }
    return start...min(width - 1, max(start, end))
  }
}
