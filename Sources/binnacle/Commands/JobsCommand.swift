import Basics
import Canvas
import Scheduling

/// `simulate --jobs`: jobs of several modalities, from a file or seeded, planned on slots.
struct JobRun {
  private let book: JobBook

  init(_ words: String, seed: Int) throws(Complaint) {
    if let count = Int(words) {
      guard (1...10_000).contains(count) else { throw .malformed(words, example: "100") }
      book = JobBook(clips: count, seed: UInt64(seed))
      return
    }
    guard let bytes = Files.bytes(words) else { throw .unreadable(words) }
    do throws(JobFault) {
      let file = try JobFile(bytes, name: words)
      book = JobBook(file.jobs, on: file.platform)
    } catch { throw .failed(error.words) }
  }

  var json: String {
    JSONValue.object([
      ("schema", "binnacle/jobs/1"), ("provenance", "simulated"), ("median_gain", .number(book.medianGain)),
      ("items", .array(book.entries.map(Self.item))),
    ]).pretty + "\n"
  }

  private static func item(_ entry: JobBook.Entry) -> JSONValue {
    let (plan, verdict) = (entry.plan, entry.verdict)
    return .object([
      ("name", .text(plan.job.name)), ("makespan_ms", .integer(Int64(plan.makespan))),
      ("bound_ms", .integer(Int64(plan.job.bound))), ("blind_ms", .integer(Int64(entry.blind.makespan))),
      ("gain", .number(entry.gain)),
      ("deadline_ms", plan.job.deadline.map { .integer(Int64($0)) } ?? .null),
      ("met", verdict.slack.map { .flag($0 >= 0) } ?? .null),
      ("chain", .array(verdict.chain.map { .text(plan.job.tasks[$0].name) })),
      ("changes", .array(verdict.remedies.map { .text($0.words.english) })),
      ("words", .text(verdict.words.english)),
      ("tasks", .array(plan.placements.indices.map { task(plan, $0) })),
    ])
  }

  private static func task(_ plan: JobPlan, _ number: Int) -> JSONValue {
    let (task, placement) = (plan.job.tasks[number], plan.placements[number])
    return .object([
      ("name", .text(task.name)), ("modality", .text(task.modality.rawValue)),
      ("node", .text(plan.node(number))), ("slot", .integer(Int64(placement.slot))),
      ("start_ms", .integer(Int64(placement.start))), ("end_ms", .integer(Int64(placement.end))),
      ("reasons", .array(plan.reasons(of: number).map { .text($0.english) })),
    ])
  }

  /// Each job in a line; where there is one alone, its tasks too.
  func text(_ language: Language) -> String {
    let english = language == .english
    let gain = Figures.percent(book.medianGain, decimals: 1)
    let title =
      english
      ? "\(book.entries.count) jobs, simulated; in the median done \(gain) sooner than by a list that knows no modality"
      : "\(book.entries.count) 个作业（模拟）；中位数比不识模态的列表调度快 \(gain)"
    let rows = book.entries.map { entry in
      let (plan, blind) = (entry.plan.makespan, entry.blind.makespan)
      let times = english ? "\(plan) ms, blindly \(blind)" : "\(plan) 毫秒，盲调度 \(blind) 毫秒"
      return "\(entry.plan.job.name.padded(to: 14))\(times)  \(entry.verdict.words[language])"
    }
    let tasks = book.entries.count == 1 ? [""] + Self.tasks(book.entries[0].plan, language) : []
    return ([title, ""] + rows + tasks).map { $0 + "\n" }.joined()
  }

  private static func tasks(_ plan: JobPlan, _ language: Language) -> [String] {
    plan.placements.indices.sorted { (plan.placements[$0].start, $0) < (plan.placements[$1].start, $1) }
      .map { task in
        let placement = plan.placements[task]
        let time = "\(placement.start)-\(placement.end)".padded(to: 12)
        let reasons = plan.reasons(of: task).map { $0[language] }.joined(
          separator: language == .english ? ", " : "，")
        return "\(time)\(plan.job.tasks[task].name.padded(to: 12))\(plan.node(task).padded(to: 16))\(reasons)"
      }
  }
}

extension JobPlan {
  /// The name of the node of a task.
  fileprivate func node(_ task: Int) -> String { platform.nodes[platform.slots[placements[task].slot]].name }
}
