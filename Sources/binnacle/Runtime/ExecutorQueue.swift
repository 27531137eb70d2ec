import Basics
import Scheduling

/// Which programs are to run now: one for a unit and node at a time, nothing again that is answered for, and what failed
/// after a while that doubles. What serves people goes before what only tidies up.
struct ExecutorQueue {
  /// One run of a program.
  enum Job: Hashable {
    case command(Migration.Command)
    /// A node that is not heard of is made sure to serve nothing.
    case fence(node: String)
  }

  /// What a job is for, whatever becomes known meanwhile of the nodes it is about.
  fileprivate enum Errand: Hashable {
    case load(Int64)
    case release(Int64)
    case fence(String)
  }

  private struct Failure {
    var count = 0
    var until = Span.zero
    var words = ""
  }

  private let atOnce: Int
  private let fences: Bool
  private var underWay: [Errand: Job] = [:]
  /// What was done or answered for, and is still asked for until the journal has heard of it.
  private var settled: Set<Errand> = []
  private var failures: [Errand: Failure] = [:]

  private static let (pause, longest) = (Span.seconds(5), Span.minutes(5))
  private static let memory = Span.minutes(2)

  init(_ programs: UnitPrograms) { (atOnce, fences) = (programs.atOnce, programs.fence != nil) }

  /// What to start of what is asked for, the first first, which counts as under way from now on; and what the journal
  /// is told at once.
  mutating func take(of commands: [Migration.Command], at uptime: Span) -> (
    jobs: [Job], answers: [Migration.Answer]
  ) {
    forget(allBut: commands, at: uptime)
    var (jobs, answers) = ([Job](), [Migration.Answer]())
    // What cannot be let go of for long must not keep units from being loaded.
    let most = max(1, atOnce / 2)
    var releasing = underWay.keys.count(where: \.isRelease)
    for command in commands.filter({ $0.verb == .load }) + commands.filter({ $0.verb == .release }) {
      let job = job(for: command)
      if case .fence = job, let failure = failures[job.errand], uptime < failure.until {
        if settled.insert(Job.command(command).errand).inserted {
          answers.append(Migration.Answer(command.migration, .unfenced))
        }
        continue
      }
      guard underWay.count < atOnce, isFree(job, at: uptime) else { continue }
      if command.verb == .release {
        guard releasing < most else { continue }
        releasing += 1
      }
      underWay[job.errand] = job
      jobs.append(job)
    }
    return (jobs, answers)
  }

  private func job(for command: Migration.Command) -> Job {
    // What has begun, or been answered for, is not begun again by a fence.
    let own = Job.command(command)
    guard fences, command.verb == .load, command.fencesOrigin, let node = command.origin,
      !settled.contains(.fence(node)), underWay[own.errand] == nil, !settled.contains(own.errand)
    else { return own }
    return .fence(node: node)
  }

  /// Whether nothing is under way for the same unit on the same node, and it is neither done nor failed of late.
  private func isFree(_ job: Job, at uptime: Span) -> Bool {
    let errand = job.errand
    guard underWay[errand] == nil, !settled.contains(errand) else { return false }
    if case .command(let command) = job, underWay.values.contains(where: { $0.isAbout(command) }) {
      return false
    }
    return failures[errand].map { uptime >= $0.until } ?? true
  }

  /// What was asked for before and is no more, the journal has given up or heard of. That a node could not be fenced is
  /// remembered while the units it had wait for another try.
  private mutating func forget(allBut commands: [Migration.Command], at uptime: Span) {
    guard !settled.isEmpty || !failures.isEmpty else { return }
    var asked = Set(commands.map { Job.command($0).errand })
    for command in commands where command.fencesOrigin {
      if let node = command.origin { asked.insert(.fence(node)) }
    }
    settled.formIntersection(asked)
    failures = failures.filter { errand, failure in
      asked.contains(errand) || underWay[errand] != nil
        || errand.isFence && uptime < failure.until + Self.memory
    }
  }

  /// Takes in how a run ended.
  /// - Parameter fault: what went wrong; nil where nothing did.
  /// - Returns: what the journal is told; nil where there is nothing to tell, or it is to be tried again.
  mutating func heed(_ job: Job, fault: String?, at uptime: Span) -> Migration.Answer? {
    let errand = job.errand
    underWay[errand] = nil
    guard let fault else {
      settled.insert(errand)
      failures[errand] = nil
      guard case .command(let command) = job else { return nil }
      return Migration.Answer(command.migration, command.verb == .load ? .loaded : .released)
    }
    if case .command(let command) = job, command.verb == .load {
      settled.insert(errand)
      return Migration.Answer(command.migration, .failed(fault))
    }
    let count = (failures[errand]?.count ?? 0) + 1
    let pause = min(Self.pause * (1 << min(Int64(count) - 1, 10)), Self.longest)
    failures[errand] = Failure(count: count, until: uptime + pause, words: "\(job.words): \(fault)")
    return nil
  }

  /// What does not come about and is tried again, for people to see; nil where there is nothing of the kind.
  var complaint: String? {
    let failing = failures.values.map(\.words).sorted()
    guard let first = failing.first else { return nil }
    return failing.count > 1 ? "\(first) (+\(failing.count - 1))" : first
  }
}

extension ExecutorQueue.Job {
  fileprivate var errand: ExecutorQueue.Errand {
    switch self {
    case .command(let command):
      command.verb == .load ? .load(command.migration) : .release(command.migration)
    case .fence(let node): .fence(node)
    }
  }

  /// Whether it is at work on the same unit on the same node.
  fileprivate func isAbout(_ other: Migration.Command) -> Bool {
    if case .command(let command) = self {
      command.unit == other.unit && command.node == other.node
    } else {
      false
    }
  }

  /// What it is about, in a few words.
  fileprivate var words: String {
    switch self {
    case .command(let command):
      "\(command.verb == .load ? "load" : "release") \(command.unit.printable) on \(command.node.printable)"
    case .fence(let node): "fence \(node.printable)"
    }
  }
}

extension ExecutorQueue.Errand {
  fileprivate var isRelease: Bool { if case .release = self { true } else { false } }
  fileprivate var isFence: Bool { if case .fence = self { true } else { false } }
}
