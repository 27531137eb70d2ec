import Basics
import Testing

@testable import Scheduling

/// Jobs of several modalities on slots: what no plan may break, and what planning is worth.
@Suite struct JobTests {
  /// Rules that a plan breaks: tasks that begin before their data is there, slots with two at once, wrong lengths.
  private static func faults(_ plan: JobPlan, beside taken: Timetable? = nil) -> Int {
    let early = plan.job.links.count { plan.arrival(of: $0) > plan.placements[$0.to].start }
    let odd = plan.job.tasks.indices.count { task in
      let placement = plan.placements[task]
      let length = plan.job.tasks[task].duration(on: plan.platform.kind(of: placement.slot))
      return placement.end - placement.start != length || placement.start < 0
    }
    var double = 0
    for slot in plan.platform.slots.indices {
      let own = plan.placements.filter { $0.slot == slot }.map { $0.start..<$0.end }
      let all = (own + (taken?.busy[slot] ?? [])).sorted { $0.lowerBound < $1.lowerBound }
      double += zip(all, all.dropFirst()).count { $0.upperBound > $1.lowerBound }
    }
    return early + odd + double
  }

  @Test func `in 10,000 jobs no task precedes its data and no slot has two tasks at once`() {
    for seed in UInt64(0)..<5_000 {
      let platform = SeededJobs.platform(seed: seed)
      let (one, other) = (SeededJobs.tangle(seed: 2 * seed), SeededJobs.tangle(seed: 2 * seed + 1))
      var busy = Timetable(platform)
      let first = JobPlanner(one, platform).plan
      busy.take(first)
      let planner = JobPlanner(other, platform, beside: busy)
      #expect(Self.faults(first) == 0, "seed \(seed)")
      #expect(Self.faults(planner.plan, beside: busy) == 0, "seed \(seed)")
      #expect(Self.faults(planner.blind, beside: busy) == 0, "seed \(seed), blind")
      #expect(first.makespan >= one.bound, "seed \(seed)")
    }
  }

  /// Sources: Graham 1969 without data, Hwang et al. 1989 with the way of the data along a chain added.
  @Test(arguments: [false, true])
  func `on slots that are alike no plan is longer than the bound of list scheduling`(data: Bool) throws {
    for seed in UInt64(0)..<1_000 {
      let count = 1 + Int(seed % 4)
      let platform = try Platform((0..<count).map { Platform.Node("node-\($0)", .processor, slots: 1) })
      let job = SeededJobs.tangle(seed: seed, carrying: data)
      let (lengths, share) = (job.tasks.map { $0.duration(on: .processor) }, 1 / Double(count))
      var (chains, ways) = (lengths, lengths.map { _ in 0 })
      for task in job.order {
        chains[task] += job.inward[task].map { chains[$0.from] }.max() ?? 0
        ways[task] = job.inward[task].map { ways[$0.from] + 1 + $0.megabytes * 8 }.max() ?? 0
      }
      let work = Double(lengths.reduce(0, +)) * share
      let bound = work + (1 - share) * Double(chains.max() ?? 0) + Double(ways.max() ?? 0)
      #expect(Double(JobPlanner(job, platform).plan.makespan) <= bound, "seed \(seed)")
    }
  }

  @Test
  func `seeded clips are done sooner than by a list that knows no modality, by half in the median`() {
    let book = JobBook(clips: 200, seed: 1)
    #expect(book.medianGain > 0.5, "\(book.medianGain)")
    #expect(book.entries.count { $0.gain > 0 } >= 190)
  }

  @Test func `pictures go to the GPU, and what exchanges much stays on one node`() throws {
    let platform = try Platform([
      Platform.Node("plain", .processor, slots: 2), Platform.Node("swift", .accelerated, slots: 1),
    ])
    let tasks = [
      FusionJob.Step("decode", .visual, milliseconds: 400), FusionJob.Step("see", .visual, milliseconds: 600),
      FusionJob.Step("hear", .audio, milliseconds: 100),
    ]
    let job = try FusionJob("clip", tasks, [FusionJob.Link(from: 0, to: 1, megabytes: 500)])
    let plan = JobPlanner(job, platform).plan
    #expect(
      plan.placements.map { platform.nodes[platform.slots[$0.slot]].name } == ["swift", "swift", "plain"])
    #expect(plan.makespan == 200)
    #expect(
      plan.reasons(of: 1).map(\.english) == [
        "120 ms on a GPU instead of 600 on a processor", "500 of its 500 MB are on the node already",
        "waits for 500 MB from decode",
      ])
  }

  @Test func `a task goes into a gap that another left where it is long enough`() {
    var table = Timetable(SeededJobs.platform(seed: 1))
    table.take(JobPlan.Placement(slot: 0, start: 0, end: 10))
    table.take(JobPlan.Placement(slot: 0, start: 30, end: 40))
    #expect(table.start(on: 0, from: 0, length: 20) == 10)
    #expect(table.start(on: 0, from: 0, length: 21) == 40)
    #expect(table.start(on: 0, from: 15, length: 15) == 15)
  }

  @Test func `a missed deadline names the chain that decides and changes each of which would do`() throws {
    let platform = try Platform([Platform.Node("only", .processor, slots: 1)])
    let tasks = [
      FusionJob.Step("see", .visual, milliseconds: 600), FusionJob.Step("hear", .audio, milliseconds: 500),
      FusionJob.Step("fuse", .fusion, milliseconds: 300),
    ]
    let links = [FusionJob.Link(from: 0, to: 2, megabytes: 1), FusionJob.Link(from: 1, to: 2, megabytes: 1)]
    let job = try FusionJob("clip", tasks, links, deadline: 1_000)
    let verdict = JobVerdict(JobPlanner(job, platform).plan)
    #expect(verdict.slack == -400)
    #expect(verdict.chain.map { tasks[$0].name } == ["see", "hear", "fuse"])
    #expect(
      verdict.remedies == [.shorter(task: "see", from: 600, to: 200), .slot(node: "only"), .later(400)])
    for words in [verdict.words.english, verdict.words.chinese] {
      #expect(words.contains("see → hear → fuse"))
    }
    let kept = try FusionJob("clip", tasks, links, deadline: 1_500)
    #expect(JobVerdict(JobPlanner(kept, platform).plan).words.english.hasPrefix("on time, 100 ms to spare"))
  }

  @Test func `each remedy does what it says on seeded clips`() throws {
    var missed = 0
    for seed in UInt64(0)..<60 {
      let plan = JobPlanner(SeededJobs.clip(seed: seed), SeededJobs.platform(seed: seed)).plan
      let verdict = JobVerdict(plan)
      guard let slack = verdict.slack, slack < 0 else { continue }
      missed += 1
      #expect(verdict.remedies.last == .later(-slack) && verdict.chain.count > 1, "seed \(seed)")
      for case .slot(let name) in verdict.remedies {
        let node = try #require(plan.platform.nodes.firstIndex { $0.name == name })
        let wide = JobPlanner(plan.job, try plan.platform.widened(node)).plan
        #expect(wide.makespan <= plan.job.deadline ?? 0, "seed \(seed)")
      }
    }
    #expect(missed > 5)
  }

  @Test func `the same seed gives the same plan`() {
    for seed in UInt64(0)..<20 {
      let plans = (0..<2).map { _ in
        JobPlanner(SeededJobs.clip(seed: seed), SeededJobs.platform(seed: seed)).plan
      }
      #expect(plans[0] == plans[1])
    }
    #expect(SeededJobs.clip(seed: 1) != SeededJobs.clip(seed: 2))
  }

  @Test(arguments: [
    (
      #"{"name": "b", "modality": "text", "milliseconds": 2}"#, #"{"from": "b", "to": "a", "megabytes": 1}"#,
      "job j can never begin: its tasks wait for one another, a → b → a"
    ),
    (
      #"{"name": "b", "modality": "text", "milliseconds": 2}"#, #"{"from": "b", "to": "c", "megabytes": 1}"#,
      "job j sends data from or to c, which is none of its tasks"
    ),
    (
      #"{"name": "a", "modality": "text", "milliseconds": 2}"#, #"{"from": "a", "to": "a", "megabytes": 1}"#,
      "there is more than one a"
    ),
    (#"{"name": "b", "modality": "smell", "milliseconds": 2}"#, "", "expected one of text, visual"),
    (#"{"name": "b", "modality": "text", "milliseconds": 0}"#, "", "expected a number from 1 to"),
    (#"{"name": "b\u001b[2J", "modality": "text", "milliseconds": 2}"#, "", "expected a name on one line"),
    (#"{"name": "b", "modality": "text", "milliseconds": {"processor": 2, "abacus": 1}}"#, "", "abacus"),
  ])
  func `a file that is not what it should be is refused in one sentence`(
    task: String, data: String, reason: String
  ) {
    let links = [#"{"from": "a", "to": "b", "megabytes": 1}"#, data].filter { !$0.isEmpty }
    let text = """
      {"nodes": [{"name": "n", "kind": "processor", "slots": 1}], "jobs": [{"name": "j", "tasks": [
      {"name": "a", "modality": "text", "milliseconds": 1}, \(task)], "data": [\(links.joined(separator: ","))]}]}
      """
    #expect {
      try JobFile(Array(text.utf8), name: "jobs.json")
    } throws: { error in
      let words = (error as? JobFault)?.words
      return words.map { $0.english.contains(reason) && !$0.chinese.isEmpty && !$0.english.contains("\n") }
        ?? false
    }
  }
}
