/// Where and when each task of a job runs.
public struct JobPlan: Hashable, Sendable {
  /// How a plan was found.
  public enum Method: Hashable, Sendable {
    /// Earliest finish, with so many of the heaviest links kept on one node.
    case earliestFinish(bound: Int)
    /// Earliest start.
    case earliestStart
    /// What comes first goes to the slot that is free first, whatever it is.
    case blind
  }

  public struct Placement: Hashable, Sendable {
    public let slot: Int
    /// Milliseconds from the start of everything.
    public let start: Int
    public let end: Int
  }

  public let job: FusionJob
  public let platform: Platform
  public let method: Method
  /// One for each task.
  public let placements: [Placement]

  /// When all is done.
  public var makespan: Int { placements.reduce(0) { max($0, $1.end) } }

  func node(of task: Int) -> Int { platform.slots[placements[task].slot] }

  /// When the data of a link has come.
  func arrival(of link: FusionJob.Link) -> Int {
    placements[link.from].end
      + platform.transfer(link.megabytes, from: node(of: link.from), to: node(of: link.to))
  }
}

/// When each slot is busy.
public struct Timetable: Hashable, Sendable {
  /// By slot, in order of time.
  public private(set) var busy: [[Range<Int>]]

  public init(_ platform: Platform) { busy = platform.slots.map { _ in [] } }

  /// The first time from then on at which a slot is free for so long, between others where they leave room.
  func start(on slot: Int, from ready: Int, length: Int) -> Int {
    var start = ready
    for taken in busy[slot] where taken.upperBound > start {
      if taken.lowerBound >= start + length { break }
      start = taken.upperBound
    }
    return start
  }

  /// When the last on a slot ends.
  func end(of slot: Int) -> Int { busy[slot].last?.upperBound ?? 0 }

  mutating func take(_ placement: JobPlan.Placement) {
    let place = busy[placement.slot].firstIndex { $0.lowerBound >= placement.end }
    busy[placement.slot].insert(placement.start..<placement.end, at: place ?? busy[placement.slot].count)
  }

  /// Writes down where a whole job is.
  public mutating func take(_ plan: JobPlan) { for placement in plan.placements { take(placement) } }
}
