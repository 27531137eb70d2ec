/// Jobs on the same slots, planned one after another, the most urgent first; beside each what a list that knows no
/// modality makes of it.
public struct JobBook: Sendable {
  public struct Entry: Sendable {
    public let plan: JobPlan
    public let blind: JobPlan
    public let verdict: JobVerdict
    /// How much sooner it is done than by the blind list, as a part of that.
    public var gain: Double { 1 - Double(plan.makespan) / Double(blind.makespan) }
  }

  /// In the order in which they were planned.
  public let entries: [Entry]

  /// - Parameter jobs: those of one deadline, and those without after all others, as they are written.
  public init(_ jobs: [FusionJob], on platform: Platform) {
    var (busy, blindly, entries) = (Timetable(platform), Timetable(platform), [Entry]())
    let order = jobs.enumerated().sorted {
      ($0.element.deadline ?? .max, $0.offset) < ($1.element.deadline ?? .max, $1.offset)
    }
    for (_, job) in order {
      let plan = JobPlanner(job, platform, beside: busy).plan
      let blind = JobPlanner(job, platform, beside: blindly).blind
      let verdict = JobVerdict(plan, beside: entries.isEmpty ? nil : busy)
      entries.append(Entry(plan: plan, blind: blind, verdict: verdict))
      busy.take(plan)
      blindly.take(blind)
    }
    self.entries = entries
  }

  /// Seeded clips, each with slots of its own.
  public init(clips count: Int, seed: UInt64) {
    entries = (0..<UInt64(count)).flatMap { number in
      let own = seed &* 100_000 &+ number
      return JobBook([SeededJobs.clip(seed: own)], on: SeededJobs.platform(seed: own)).entries
    }
  }

  /// The gain of the middle job.
  public var medianGain: Double {
    let gains = entries.map(\.gain).sorted()
    guard !gains.isEmpty else { return 0 }
    return (gains[(gains.count - 1) / 2] + gains[gains.count / 2]) / 2
  }
}
