/// Plans one job on slots that may be busy with others already.
///
/// Several lists are tried and the shortest plan is kept: earliest finish by upward rank with insertion (HEFT;
/// Topcuoglu, Hariri and Wu, IEEE TPDS 13(3), 2002), the same with the links that carry most bound to one node,
/// and earliest start (Hwang, Chow, Anger and Lee, SIAM J. Comput. 18(2), 1989), which keeps to the bound of list
/// scheduling.
public struct JobPlanner: Sendable {
  private let job: FusionJob
  private let platform: Platform
  private let ranks: [Double]
  private let taken: Timetable

  public init(_ job: FusionJob, _ platform: Platform, beside taken: Timetable? = nil) {
    (self.job, self.platform) = (job, platform)
    self.taken = taken ?? Timetable(platform)
    ranks = Self.ranks(job, platform)
  }

  /// The shortest plan found, the first of equals.
  public var plan: JobPlan {
    let heaviest = job.links.sorted {
      ($1.megabytes, $0.from, $0.to) < ($0.megabytes, $1.from, $1.to)
    }
    var (best, bound) = (earliestStart, 0)
    while bound <= heaviest.count {
      let plan = earliestFinish(binding: heaviest.prefix(bound))
      if plan.makespan < best.makespan { best = plan }
      if bound == heaviest.count { break }
      bound = min(heaviest.count, max(1, bound * 2))
    }
    return best
  }

  /// How long it takes from the beginning of each task to the end of all, in the mean over slots (upward rank).
  private static func ranks(_ job: FusionJob, _ platform: Platform) -> [Double] {
    var ranks = [Double](repeating: 0, count: job.tasks.count)
    for task in job.order.reversed() {
      let durations = platform.nodes.reduce(0) { $0 + $1.slots * job.tasks[task].duration(on: $1.kind) }
      let rest = job.outward[task].map { platform.meanTransfer($0.megabytes) + ranks[$0.to] }.max() ?? 0
      ranks[task] = Double(durations) / Double(platform.slots.count) + rest
    }
    return ranks
  }

  /// The tasks by rank, the greatest first; none comes before one that it waits for.
  private func earliestFinish(binding links: ArraySlice<FusionJob.Link>) -> JobPlan {
    let groups = Self.groups(job, links)
    var (draft, homes) = (Draft(job, platform, taken), [Int: Int]())
    for task in job.order.enumerated().sorted(by: {
      (ranks[$1.element], $0.offset) < (ranks[$0.element], $1.offset)
    }
    ).map(\.element) {
      let home = homes[groups[task]]
      let slots = platform.slots.indices.filter { home == nil || platform.slots[$0] == home }
      let options = slots.map { draft.option(task, on: $0) }
      guard let best = options.min(by: { ($0.end, $0.start, $0.slot) < ($1.end, $1.start, $1.slot) })
      else { continue }
      homes[groups[task]] = platform.slots[best.slot]
      draft.put(task, best)
    }
    return draft.plan(.earliestFinish(bound: links.count))
  }

  /// The group of each task, where tasks of a bound link are of one group.
  private static func groups(_ job: FusionJob, _ links: ArraySlice<FusionJob.Link>) -> [Int] {
    var groups = Array(job.tasks.indices)
    for link in links where groups[link.from] != groups[link.to] {
      let (kept, gone) = (groups[link.from], groups[link.to])
      for task in groups.indices where groups[task] == gone { groups[task] = kept }
    }
    return groups
  }

  /// Again and again the task that can begin first, the greater rank among equals, where it ends first.
  private var earliestStart: JobPlan {
    var (draft, waiting) = (Draft(job, platform, taken), Set(job.order))
    while !waiting.isEmpty {
      var best: (task: Int, option: JobPlan.Placement)?
      for task in job.order where waiting.contains(task) {
        guard job.inward[task].allSatisfy({ !waiting.contains($0.from) }) else { continue }
        for slot in platform.slots.indices {
          let option = draft.option(task, on: slot)
          if let known = best, !isBefore(task, option, known) { continue }
          best = (task, option)
        }
      }
      guard let best else { break }
      waiting.remove(best.task)
      draft.put(best.task, best.option)
    }
    return draft.plan(.earliestStart)
  }

  private func isBefore(
    _ task: Int, _ option: JobPlan.Placement, _ known: (task: Int, option: JobPlan.Placement)
  ) -> Bool {
    (option.start, -ranks[task], option.end) < (known.option.start, -ranks[known.task], known.option.end)
  }

  /// What a list that knows no modality makes of it: tasks as they are written, each where a slot is free first,
  /// wherever its data is and however long it takes there (the rules of v1 for jobs).
  public var blind: JobPlan {
    var draft = Draft(job, platform, taken)
    for task in job.order {
      let slot = platform.slots.indices.min { (draft.free(on: $0), $0) < (draft.free(on: $1), $1) }
      draft.put(task, draft.appended(task, on: slot ?? 0))
    }
    return draft.plan(.blind)
  }
}

/// A plan in the making.
private struct Draft {
  private let job: FusionJob
  private let platform: Platform
  private var timetable: Timetable
  private var placements: [JobPlan.Placement?]

  init(_ job: FusionJob, _ platform: Platform, _ taken: Timetable) {
    (self.job, self.platform, timetable) = (job, platform, taken)
    placements = job.tasks.map { _ in nil }
  }

  /// When all that a task waits for is on a node.
  private func ready(_ task: Int, on node: Int) -> Int {
    job.inward[task].reduce(0) { ready, link in
      guard let before = placements[link.from] else { return ready }
      let origin = platform.slots[before.slot]
      return max(ready, before.end + platform.transfer(link.megabytes, from: origin, to: node))
    }
  }

  /// Where a task would be on a slot, between others where they leave room.
  func option(_ task: Int, on slot: Int) -> JobPlan.Placement {
    let length = job.tasks[task].duration(on: platform.kind(of: slot))
    let start = timetable.start(on: slot, from: ready(task, on: platform.slots[slot]), length: length)
    return JobPlan.Placement(slot: slot, start: start, end: start + length)
  }

  /// Where a task would be on a slot behind all others.
  func appended(_ task: Int, on slot: Int) -> JobPlan.Placement {
    let start = max(timetable.end(of: slot), ready(task, on: platform.slots[slot]))
    return JobPlan.Placement(
      slot: slot, start: start, end: start + job.tasks[task].duration(on: platform.kind(of: slot)))
  }

  func free(on slot: Int) -> Int { timetable.end(of: slot) }

  mutating func put(_ task: Int, _ placement: JobPlan.Placement) {
    placements[task] = placement
    timetable.take(placement)
  }

  /// Every task must have been put somewhere.
  func plan(_ method: JobPlan.Method) -> JobPlan {
    let placed = placements.compactMap { $0 }
    precondition(placed.count == job.tasks.count, "a task was given no slot")
    return JobPlan(job: job, platform: platform, method: method, placements: placed)
  }
}
