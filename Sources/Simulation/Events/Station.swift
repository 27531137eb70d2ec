import Basics
import Glibc

/// Servers that are alike and the customers who come to them, each one followed: arrivals by Poisson, service of
/// exponential length (M/M/c), more urgent classes first without interrupting anybody. It is how the engine is
/// held against the closed forms that aggregated populations use.
public struct Station: Sendable {
  public struct Setting: Sendable {
    public let servers: Int
    /// Mean time of service.
    public let service: Span
    /// The share of all servers that each class would keep busy, the first served first.
    public let utilisations: [Double]

    public init(servers: Int, service: Span, utilisations: [Double]) {
      self.servers = servers
      self.service = service
      self.utilisations = utilisations
    }
  }

  /// What was seen of a class.
  public struct Seen: Sendable {
    public fileprivate(set) var customers = 0
    /// The wait of all together, and how long all stayed, in seconds.
    public fileprivate(set) var waited = 0.0
    public fileprivate(set) var stayed = 0.0
    public var meanWait: Double { waited / Double(max(1, customers)) }
  }

  private enum Event {
    case arrival(kind: Int)
    case departure
  }

  private let setting: Setting
  private var queue = EventQueue<Event>(start: .epoch)
  private var chance: Chance
  private var waiting: [Line]
  private var busy = 0
  public private(set) var seen: [Seen]
  /// Customers inside, times how long, in seconds.
  private var presence = 0.0
  private var inside = 0
  private var last = Instant.epoch
  private var arrived = 0
  private var measuredFrom = Instant.epoch
  private var arrivedBefore = 0

  public init(_ setting: Setting, seed: UInt64) {
    self.setting = setting
    chance = Chance(seed: seed)
    waiting = setting.utilisations.map { _ in Line() }
    seen = setting.utilisations.map { _ in Seen() }
    for kind in setting.utilisations.indices { scheduleArrival(kind) }
  }

  /// Lives through so many events; what happened in the first part, before the station had settled, is left out.
  public mutating func run(events: Int, leavingOut first: Int) {
    for number in 0..<events {
      if number == first { forget() }
      guard let event = queue.next() else { return }
      presence += Double(inside) * (queue.now - last).seconds
      last = queue.now
      switch event {
      case .arrival(let kind): arrive(kind)
      case .departure: depart()
      }
    }
  }

  private mutating func forget() {
    seen = seen.map { _ in Seen() }
    (presence, measuredFrom, arrivedBefore) = (0, queue.now, arrived)
  }

  private mutating func arrive(_ kind: Int) {
    arrived += 1
    inside += 1
    scheduleArrival(kind)
    if busy < setting.servers {
      busy += 1
      serve(kind, since: queue.now)
    } else {
      waiting[kind].append(queue.now)
    }
  }

  private mutating func depart() {
    inside -= 1
    for kind in waiting.indices {
      guard let since = waiting[kind].popFirst() else { continue }
      serve(kind, since: since)
      return
    }
    busy -= 1
  }

  private mutating func serve(_ kind: Int, since arrival: Instant) {
    let length = exponential(setting.service.seconds)
    let wait = queue.now - arrival
    seen[kind].customers += 1
    seen[kind].waited += wait.seconds
    seen[kind].stayed += (wait + length).seconds
    queue.schedule(.departure, at: queue.now + length)
  }

  private mutating func scheduleArrival(_ kind: Int) {
    guard setting.utilisations[kind] > 0 else { return }
    let gap = setting.service.seconds / (setting.utilisations[kind] * Double(setting.servers))
    queue.schedule(.arrival(kind: kind), at: queue.now + exponential(gap))
  }

  /// A time of exponential length, to the millisecond.
  private mutating func exponential(_ mean: Double) -> Span {
    .milliseconds(Int64((-log(1 - chance.fraction()) * mean * 1_000).rounded()))
  }
}

extension Station {
  /// The wait of all classes together, in seconds.
  public var meanWait: Double {
    seen.reduce(0) { $0 + $1.waited } / Double(max(1, seen.reduce(0) { $0 + $1.customers }))
  }

  /// How many were inside on average (L), how many came a second (λ) and how long each stayed in seconds (W):
  /// L = λW (Little 1961).
  public var little: (inside: Double, arrivals: Double, stay: Double) {
    let span = (queue.now - measuredFrom).seconds
    let customers = Double(max(1, seen.reduce(0) { $0 + $1.customers }))
    return (
      presence / span, Double(arrived - arrivedBefore) / span, seen.reduce(0) { $0 + $1.stayed } / customers
    )
  }
}

/// Who waits, in the order of arrival.
private struct Line: Sendable {
  private var times: [Instant] = []
  private var first = 0

  mutating func append(_ time: Instant) { times.append(time) }

  mutating func popFirst() -> Instant? {
    guard first < times.count else { return nil }
    defer {
      first += 1
      // What is served is thrown away in lots, so that a step costs little.
      if first > 1_024, first * 2 > times.count {
        times.removeFirst(first)
        first = 0
      }
    }
    return times[first]
  }
}
