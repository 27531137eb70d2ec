import Basics

/// Turns that people take, in layers: who is on call is whom the uppermost layer names that has somebody; an override
/// goes before all layers.
public struct OnCallSchedule: Sendable {
  public let name: String
  /// From the lowest to the uppermost.
  public let layers: [Layer]
  public let overrides: [Override]

  public init(name: String, layers: [Layer], overrides: [Override] = []) {
    self.name = name
    self.layers = layers
    self.overrides = overrides
  }

  /// Somebody takes a turn out of the order; the later of two counts.
  public struct Override: Hashable, Sendable {
    public let person: String
    public let from: Instant
    public let to: Instant

    public init(person: String, from: Instant, to: Instant) {
      self.person = person
      self.from = from
      self.to = to
    }
  }

  /// A stretch of time in which one person is on call, or nobody.
  public struct Shift: Hashable, Sendable {
    public let person: String?
    public let from: Instant
    public internal(set) var to: Instant
  }

  /// Who is on call at a time; nil where nobody is.
  public func holder(at instant: Instant) -> String? {
    if let override = overrides.last(where: { $0.from <= instant && instant < $0.to }) {
      return override.person
    }
    for layer in layers.reversed() {
      if let person = layer.holder(at: instant) { return person }
    }
    return nil
  }

  /// The shifts of a stretch of time, one after another without a hole; where nobody is on call they say so.
  public func shifts(from start: Instant, to end: Instant) -> [Shift] {
    guard start < end else { return [] }
    var edges: Set<Instant> = [start]
    for override in overrides { edges.formUnion([override.from, override.to]) }
    for layer in layers { edges.formUnion(layer.edges(from: start, to: end)) }
    let times = edges.filter { $0 >= start && $0 < end }.sorted()
    var shifts: [Shift] = []
    for (place, time) in times.enumerated() {
      let next = place + 1 < times.count ? times[place + 1] : end
      let person = holder(at: time)
      if shifts.last?.person == person, !shifts.isEmpty {
        shifts[shifts.count - 1].to = next
      } else {
        shifts.append(Shift(person: person, from: time, to: next))
      }
    }
    return shifts
  }

  /// The stretches in which nobody is on call.
  public func gaps(from start: Instant, to end: Instant) -> [Shift] {
    shifts(from: start, to: end).filter { $0.person == nil }
  }
}

extension OnCallSchedule {
  /// People who take turns of equal length, handed over at the same time on the wall all year.
  public struct Layer: Sendable {
    public let name: String
    public let people: [String]
    public let zone: ZoneTable
    /// When the first person's first turn began.
    public let start: WallTime
    /// How long a turn is on the wall's clock.
    public let length: Span
    /// The hours of the day it is about; none for all. One that ends before it begins goes over midnight.
    public let hours: [Hours]
    /// The days of the week it is about, 1 for Monday; none for all.
    public let days: Set<Int>

    /// Hours of a day.
    public struct Hours: Hashable, Sendable {
      public let from: Span
      public let to: Span

      public init(from: Span, to: Span) {
        self.from = from
        self.to = to
      }

      public var isOverMidnight: Bool { to <= from }
    }

    public init(
      name: String, people: [String], zone: ZoneTable, start: WallTime, length: Span, hours: [Hours] = [],
      days: Set<Int> = []
    ) {
      precondition(!people.isEmpty && length >= .hours(1), "a layer has people and turns")
      self.name = name
      self.people = people
      self.zone = zone
      self.start = start
      self.length = length
      self.hours = hours
      self.days = days
    }

    /// Whose turn it is; nil before the first turn and in hours it is not about.
    func holder(at instant: Instant) -> String? {
      let turn = turn(at: instant)
      guard turn >= 0, isAbout(zone.wall(at: instant)) else { return nil }
      return people[turn % people.count]
    }

    /// When a turn begins.
    private func beginning(of turn: Int) -> Instant { zone.instant(of: start + length * Int64(turn)) }

    /// The number of the turn at an instant. In an hour that the clocks show twice the hand-over is at the first.
    private func turn(at instant: Instant) -> Int {
      let passed = (zone.wall(at: instant) - start).milliseconds
      var turn = Int(passed / length.milliseconds) - (passed < 0 ? 1 : 0)
      while beginning(of: turn) > instant { turn -= 1 }
      while beginning(of: turn + 1) <= instant { turn += 1 }
      return turn
    }

    /// Hours over midnight belong to the day they begin on.
    private func isAbout(_ wall: WallTime) -> Bool {
      func isDay(_ day: Day) -> Bool { days.isEmpty || days.contains(day.weekday) }
      if hours.isEmpty { return isDay(wall.day) }
      return hours.contains { range in
        if !range.isOverMidnight {
          return isDay(wall.day) && range.from <= wall.timeOfDay && wall.timeOfDay < range.to
        }
        return isDay(wall.day) && wall.timeOfDay >= range.from
          || isDay(wall.day + -1) && wall.timeOfDay < range.to
      }
    }

    /// Every time in a stretch at which somebody else may be on call.
    func edges(from start: Instant, to end: Instant) -> [Instant] {
      var edges: [Instant] = []
      var turn = max(0, turn(at: start))
      while case let begins = beginning(of: turn), begins < end {
        edges.append(begins)
        turn += 1
      }
      guard !hours.isEmpty || !days.isEmpty else { return edges }
      let times = Set(hours.flatMap { [$0.from, $0.to] } + [.zero])
      var day = zone.wall(at: start).day + -1
      while day <= zone.wall(at: end).day {
        edges += times.map { zone.instant(of: WallTime(day: day, timeOfDay: .zero) + $0) }
        day = day + 1
      }
      return edges
    }
  }
}
