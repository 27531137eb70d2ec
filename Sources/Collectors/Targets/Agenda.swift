import Basics

/// What is due when: one time for each number, the earliest first. Pure: `now` is an argument.
struct Agenda {
  private struct Entry {
    let time: Span
    let identifier: Int
  }

  /// A heap by time. An entry that is not the number's latest is passed over.
  private var heap: [Entry] = []
  private var times: [Int: Span] = [:]

  /// When a number is due; nil when it is not.
  func time(of identifier: Int) -> Span? { times[identifier] }

  /// Has a number be due at a time, and not when it was due before.
  mutating func set(_ identifier: Int, to time: Span) {
    times[identifier] = time
    heap.append(Entry(time: time, identifier: identifier))
    rise(from: heap.count - 1)
  }

  /// Has a number not be due at all.
  mutating func remove(_ identifier: Int) { times[identifier] = nil }

  /// When the next is due; nil when nothing is.
  mutating func next() -> Span? {
    while let first = heap.first, times[first.identifier] != first.time { dropFirst() }
    return heap.first?.time
  }

  /// The first that is due, taken out; nil when nothing is.
  mutating func popDue(at now: Span) -> Int? {
    guard let time = next(), time <= now else { return nil }
    let identifier = heap[0].identifier
    dropFirst()
    times[identifier] = nil
    return identifier
  }

  private mutating func rise(from start: Int) {
    var place = start
    while place > 0, heap[place].time < heap[(place - 1) / 2].time {
      heap.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  private mutating func dropFirst() {
    heap.swapAt(0, heap.count - 1)
    heap.removeLast()
    var place = 0
    while true {
      let least = [place, 2 * place + 1, 2 * place + 2].filter { $0 < heap.count }.min {
        heap[$0].time < heap[$1].time
      }
      guard let least, least != place else { return }
      heap.swapAt(place, least)
      place = least
    }
  }
}
