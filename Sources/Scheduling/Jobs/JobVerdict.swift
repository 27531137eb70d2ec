import Basics

/// Whether a plan keeps its deadline; and if not, which chain of tasks decides and what would do.
public struct JobVerdict: Hashable, Sendable {
  /// Milliseconds left before the deadline, less than nothing where it is missed; nil without one.
  public let slack: Int?
  /// The tasks that decide when all is done, each waiting for the one before.
  public let chain: [Int]
  /// What would each keep the deadline, the smallest change first; empty where it is kept.
  public let remedies: [Remedy]
  private let job: FusionJob

  /// One change that would keep a deadline.
  public enum Remedy: Hashable, Sendable {
    /// A task that took so much less, in milliseconds of where it runs now.
    case shorter(task: String, from: Int, to: Int)
    /// One more slot on a node.
    case slot(node: String)
    /// A deadline that is later by so many milliseconds.
    case later(Int)

    public var words: Bilingual {
      switch self {
      case .shorter(let task, let from, let to):
        Bilingual(
          english: "\(task) took \(to) ms instead of \(from)", chinese: "\(task) 由 \(from) 毫秒缩短为 \(to) 毫秒")
      case .slot(let node):
        Bilingual(english: "\(node) had one slot more", chinese: "\(node) 增加一个任务槽")
      case .later(let delay):
        Bilingual(english: "the deadline were \(delay) ms later", chinese: "截止时间推迟 \(delay) 毫秒")
      }
    }
  }

  /// - Parameter taken: when slots were busy with other jobs as the plan was made.
  public init(_ plan: JobPlan, beside taken: Timetable? = nil) {
    let slack = plan.job.deadline.map { $0 - plan.makespan }
    (job, self.slack, chain) = (plan.job, slack, plan.criticalChain)
    remedies = (slack ?? 0) < 0 ? Self.remedies(plan, chain, taken) : []
  }

  private static func remedies(_ plan: JobPlan, _ chain: [Int], _ taken: Timetable?) -> [Remedy] {
    guard let deadline = plan.job.deadline else { return [] }
    let cuts = chain.compactMap { task in
      least(cut: task, plan, taken).map { (size: $0, task: task) }
    }
    var remedies: [Remedy] = []
    if let cut = cuts.min(by: { ($0.size, $0.task) < ($1.size, $1.task) }) {
      let task = plan.job.tasks[cut.task]
      let now = task.duration(on: plan.platform.kind(of: plan.placements[cut.task].slot))
      remedies.append(.shorter(task: task.name, from: now, to: now - cut.size))
    }
    // A slot that is added is the last of its node, so what others have taken keeps its place only on an empty
    // platform.
    if taken == nil, let node = plan.platform.nodes.indices.first(where: { isEnough($0, plan, deadline) }) {
      remedies.append(.slot(node: plan.platform.nodes[node].name))
    }
    return remedies + [.later(plan.makespan - deadline)]
  }

  private static func isEnough(_ node: Int, _ plan: JobPlan, _ deadline: Int) -> Bool {
    // Where there are as many slots as there may be, none more is a remedy.
    guard let wide = try? plan.platform.widened(node) else { return false }
    return JobPlanner(plan.job, wide).plan.makespan <= deadline
  }

  /// By how many milliseconds a task must be shorter where it runs now, and alike elsewhere; nil where even next
  /// to nothing is too long.
  private static func least(cut task: Int, _ plan: JobPlan, _ taken: Timetable?) -> Int? {
    let now = plan.job.tasks[task].duration(on: plan.platform.kind(of: plan.placements[task].slot))
    var (few, many) = (0, now - 1)
    guard keeps(cut: many, of: now, task, plan, taken) else { return nil }
    while many - few > 1 {
      let middle = (few + many) / 2
      if keeps(cut: middle, of: now, task, plan, taken) { many = middle } else { few = middle }
    }
    return many > 0 ? many : nil
  }

  private static func keeps(
    cut: Int, of now: Int, _ task: Int, _ plan: JobPlan, _ taken: Timetable?
  ) -> Bool {
    var job = plan.job
    let part = Double(now - cut) / Double(now)
    job.tasks[task].durations = job.tasks[task].durations.map { max(1, Int((Double($0) * part).rounded())) }
    return JobPlanner(job, plan.platform, beside: taken).plan.makespan <= job.deadline ?? .max
  }

  /// One sentence.
  public var words: Bilingual {
    let names = JobFault.chain(chain.map { job.tasks[$0].name })
    guard let slack else {
      return Bilingual(english: "no deadline; \(names) decides", chinese: "无截止时间；关键链为 \(names)")
    }
    guard slack < 0 else {
      return Bilingual(
        english: "on time, \(slack) ms to spare; \(names) decides",
        chinese: "按时完成，余 \(slack) 毫秒；关键链为 \(names)")
    }
    let (english, chinese) = (remedies.map(\.words.english), remedies.map(\.words.chinese))
    return Bilingual(
      english:
        "late by \(-slack) ms; \(names) decides; it would do if \(english.joined(separator: ", or if "))",
      chinese: "超时 \(-slack) 毫秒；关键链为 \(names)；以下任一即可：\(chinese.joined(separator: "，或"))")
  }
}
