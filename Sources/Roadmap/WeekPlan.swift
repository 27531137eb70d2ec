import Basics

/// A week laid out by weekday and clock, to be set onto a calendar.
public struct WeekPlan: Hashable, Sendable {
  /// Something to do at a time.
  public struct Slot: Hashable, Sendable {
    public let identifier: String
    public let title: Bilingual
    /// 1 is the week of the start.
    public let week: Int
    /// 1 for Monday to 7 for Sunday.
    public let weekday: Int
    /// Since midnight, local time.
    public let from: Span
    public let to: Span

    public init(identifier: String, title: Bilingual, week: Int, weekday: Int, from: Span, to: Span) {
      self.identifier = identifier
      self.title = title
      self.week = week
      self.weekday = weekday
      self.from = from
      self.to = to
    }
  }

  /// A slot on the calendar.
  public struct Appointment: Hashable, Sendable {
    public let slot: Slot
    public let day: Day
  }

  /// A start that is not a Monday.
  public struct WrongStart: Error, Hashable {
    public let day: Day
    /// 1 for Monday to 7 for Sunday.
    public var weekday: Int { day.weekday }
  }

  public let slots: [Slot]

  public init(slots: [Slot]) { self.slots = slots }

  /// The slots as appointments of the weeks from a Monday on.
  public func appointments(from monday: Day) throws(WrongStart) -> [Appointment] {
    guard monday.weekday == 1 else { throw WrongStart(day: monday) }
    return slots.map { slot in
      let days = 7 * (slot.week - 1) + slot.weekday - 1
      return Appointment(slot: slot, day: monday + days)
    }
  }
}
