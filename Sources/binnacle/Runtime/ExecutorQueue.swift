import Basics
import Scheduling

/// Which programs are to run now: nothing twice at once, nothing again that is answered for, and what failed after a
/// while that doubles. What serves people goes before what only tidies up.
struct ExecutorQueue {
  /// One run of a program.
  enum Job: Hashable {
    case command(Migration.Command)
    /// A node that is not heard of is made sure to serve nothing, for a plan.
    case fence(node: String, plan: Int64)
  }

  private let atOnce: Int
  private let fences: Bool
  private(set) var underWay: Set<Job> = []
  /// What was done or answered for, and is still asked for until the journal has heard of it.
  private var settled: Set<Job> = []
  /// How often something failed, when it may be tried again, and what was said.
  private var failures: [Job: (count: Int, until: Span, words: String)] = [:]

  private static let (pause, longest) = (Span.seconds(5), Span.minutes(5))

  init(_ programs: UnitPrograms) { (atOnce, fences) = (programs.atOnce, programs.fence != nil) }

  /// What to start of what is asked for, the first first; it counts as under way from now on.
  mutating func take(of commands: [Migration.Command], at uptime: Span) -> [Job] {
    forget(allBut: commands)
    var jobs: [Job] = []
    // What cannot be let go of for long must not keep units from being loaded.
    let most = (load: atOnce, release: max(1, atOnce / 2))
    var releasing = underWay.count(where: \.isRelease)
    for command in commands.filter({ $0.verb == .load }) + commands.filter({ $0.verb == .release }) {
      guard underWay.count < most.load else { break }
      guard let job = job(for: command), isFree(job, at: uptime) else { continue }
      if job.isRelease {
        guard releasing < most.release else { break }
        releasing += 1
      }
      underWay.insert(job)
      jobs.append(job)
    }
    return jobs
  }

  /// The program to run for a command; nil while another one for it runs already.
  private func job(for command: Migration.Command) -> Job? {
    guard fences, let plan = command.fencing, let node = command.origin else { return .command(command) }
    let fence = Job.fence(node: node, plan: plan)
    return settled.contains(fence) ? .command(command) : fence
  }

  private func isFree(_ job: Job, at uptime: Span) -> Bool {
    !underWay.contains(job) && !settled.contains(job) && failures[job].map { uptime >= $0.until } ?? true
  }

  /// What was asked for before and is no more, the journal has given up or heard of.
  private mutating func forget(allBut commands: [Migration.Command]) {
    guard !settled.isEmpty || !failures.isEmpty else { return }
    var asked = Set(commands.map(Job.command))
    for command in commands {
      if let plan = command.fencing, let node = command.origin {
        asked.insert(.fence(node: node, plan: plan))
      }
    }
    settled.formIntersection(asked)
    failures = failures.filter { asked.contains($0.key) || underWay.contains($0.key) }
  }

  /// Takes in how a run ended.
  /// - Parameter fault: what went wrong; nil where nothing did.
  /// - Returns: what the journal is told; nil where there is nothing to tell, or it is to be tried again.
  mutating func heed(_ job: Job, fault: String?, at uptime: Span) -> Migration.Answer? {
    underWay.remove(job)
    if case .command(let command) = job, fault == nil || command.verb == .load {
      settled.insert(job)
      failures[job] = nil
      guard let fault else {
        return Migration.Answer(command.migration, command.verb == .load ? .loaded : .released)
      }
      return Migration.Answer(command.migration, .failed(fault))
    }
    guard let fault else {
      settled.insert(job)
      failures[job] = nil
      return nil
    }
    let count = (failures[job]?.count ?? 0) + 1
    let pause = min(Self.pause * (1 << min(count - 1, 10)), Self.longest)
    failures[job] = (count, uptime + pause, fault)
    return nil
  }

  /// What does not come about and is tried again, for people to see; nil where there is nothing of the kind.
  var complaint: String? {
    let failing = failures.min { ($0.value.until, $0.key.words) < ($1.value.until, $1.key.words) }
    guard let failing else { return nil }
    let others = failures.count > 1 ? " (and \(failures.count - 1) more)" : ""
    return "\(failing.key.words): \(failing.value.words)\(others)"
  }
}

extension ExecutorQueue.Job {
  fileprivate var isRelease: Bool {
    if case .command(let command) = self { command.verb == .release } else { false }
  }

  /// What it is about, in a few words.
  fileprivate var words: String {
    switch self {
    case .command(let command):
      "\(command.verb == .load ? "load" : "release") \(command.unit.printable) on \(command.node.printable)"
    case .fence(let node, _): "fence \(node.printable)"
    }
  }
}
