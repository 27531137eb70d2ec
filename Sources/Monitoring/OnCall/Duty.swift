import Basics

/// Who is on call in one schedule now, until when, and who is next.
public struct Duty: Hashable, Sendable {
  public let schedule: String
  /// Nil while nobody is on call.
  public let person: OnCallPerson?
  public let until: Instant
  public let next: Turn?

  /// Somebody's coming turn.
  public struct Turn: Hashable, Sendable {
    public let person: OnCallPerson
    public let from: Instant
    public let to: Instant
  }

  /// A stretch in which nobody is on call.
  public struct Gap: Hashable, Sendable {
    public let schedule: String
    public let from: Instant
    public let to: Instant
  }
}

extension OnCallPlan {
  /// How far ahead the next turn is looked for.
  private static let horizon = Span.days(62)

  /// Who is on call in each schedule.
  public func duties(at now: Instant) -> [Duty] {
    schedules.map { schedule in
      let shifts = schedule.shifts(from: now, to: now + Self.horizon)
      let next = shifts.dropFirst().first { $0.person != nil }
      return Duty(
        schedule: schedule.name, person: shifts.first?.person.flatMap(person),
        until: shifts.first?.to ?? now,
        next: next.flatMap { shift in
          shift.person.flatMap(person).map { Duty.Turn(person: $0, from: shift.from, to: shift.to) }
        })
    }
  }

  /// The stretches in which nobody is on call, the earliest first.
  public func gaps(from start: Instant, to end: Instant) -> [Duty.Gap] {
    schedules.flatMap { schedule in
      schedule.gaps(from: start, to: end).map {
        Duty.Gap(schedule: schedule.name, from: $0.from, to: $0.to)
      }
    }.sorted { ($0.from, $0.schedule) < ($1.from, $1.schedule) }
  }
}
