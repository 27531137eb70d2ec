import Basics

/// What is yet to happen in virtual time, soonest first; of events at the same instant the one that was
/// scheduled first. A binary heap, so that a run depends on nothing but what was put in.
public struct EventQueue<Event: Sendable>: Sendable {
  private typealias Entry = (at: Instant, number: UInt64, event: Event)

  private var heap: [Entry] = []
  private var scheduled: UInt64 = 0
  /// The virtual time: that of the event taken out last.
  public private(set) var now: Instant
  /// How many events have happened.
  public private(set) var happened: UInt64 = 0

  public init(start: Instant) { now = start }

  public var isEmpty: Bool { heap.isEmpty }
  public var count: Int { heap.count }

  /// Has something happen at a time, which must not have passed.
  public mutating func schedule(_ event: Event, at time: Instant) {
    precondition(time >= now, "nothing can be made to happen in the past")
    heap.append((time, scheduled, event))
    scheduled += 1
    rise(heap.count - 1)
  }

  /// Moves time on to the next event that is not after `end`; nil where there is none.
  public mutating func next(until end: Instant = .distantFuture) -> Event? {
    guard let first = heap.first, first.at <= end else { return nil }
    let last = heap.removeLast()
    if !heap.isEmpty {
      heap[0] = last
      sink()
    }
    now = first.at
    happened += 1
    return first.event
  }

  private func isSooner(_ left: Int, _ right: Int) -> Bool {
    (heap[left].at, heap[left].number) < (heap[right].at, heap[right].number)
  }

  private mutating func rise(_ start: Int) {
    var place = start
    while place > 0, isSooner(place, (place - 1) / 2) {
      heap.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  private mutating func sink() {
    var place = 0
    while true {
      let left = 2 * place + 1
      guard left < heap.count else { return }
      let least = left + 1 < heap.count && isSooner(left + 1, left) ? left + 1 : left
      guard isSooner(least, place) else { return }
      heap.swapAt(place, least)
      place = least
    }
  }
}
