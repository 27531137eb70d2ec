import Basics
import Roadmap

/// What a programme's timeline is drawn to: days where its windows are dates, months from launch where not.
enum TimeScale {
  case calendar(ClosedRange<Day>)
  case months(Int)

  init(_ programme: Programme, today: Day) {
    var isDated = programme.launch != nil
    if case .calendar = programme.window { isDated = true }
    self = isDated ? .calendar(Self.calendar(programme, today)) : .months(Self.months(programme))
  }

  /// From the first day to the last, today included unless the plan lies far from it.
  private static func calendar(_ programme: Programme, _ today: Day) -> ClosedRange<Day> {
    let own = programme.window.days(launch: programme.launch) ?? today...today
    let items = programme.milestones.compactMap { programme.days(of: $0) }
    let first = ([own.lowerBound] + items.map(\.lowerBound)).min() ?? own.lowerBound
    let last = ([own.upperBound] + items.map(\.upperBound)).max() ?? own.upperBound
    let margin = max(7, (last - first) / 20)
    // A plan that ended long ago is not squeezed to show a today far behind it.
    let isNear = today >= first + -(last - first) && today <= last + (last - first)
    return (isNear ? min(first, today) : first) + -margin...(isNear ? max(last, today) : last) + margin
  }

  private static func months(_ programme: Programme) -> Int {
    let last = programme.milestones.compactMap { $0.window?.months?.upperBound }.max() ?? 12
    return max(last, programme.window.months?.upperBound ?? 1)
  }
}
