import Basics
import Scheduling
import Testing

@testable import binnacle

@Suite struct ExecutorQueueTests {
  private func queue(atOnce: Int = 4, fences: Bool = false) -> ExecutorQueue {
    var programs = UnitPrograms(load: ["load"], release: ["release"], fence: fences ? ["fence"] : nil)
    programs.atOnce = atOnce
    return ExecutorQueue(programs)
  }

  private func load(_ number: Int64, from node: String? = nil, fences: Bool = false) -> Migration.Command {
    var command = Migration.Command(
      migration: number, verb: .load, unit: "u\(number)", node: "n", origin: node)
    command.fencesOrigin = fences
    return command
  }

  private func release(_ number: Int64) -> Migration.Command {
    Migration.Command(migration: number, verb: .release, unit: "u\(number)", node: "n")
  }

  @Test func `what runs is not started again, nor what is done while the journal has not heard of it`() {
    var queue = queue()
    let commands = [load(1), load(2)]
    #expect(queue.take(of: commands, at: .zero).jobs == commands.map(ExecutorQueue.Job.command))
    #expect(queue.take(of: commands, at: .seconds(1)).jobs.isEmpty)
    let answer = queue.heed(.command(commands[0]), fault: nil, at: .seconds(2))
    #expect(answer == Migration.Answer(1, .loaded))
    #expect(queue.take(of: commands, at: .seconds(3)).jobs.isEmpty)
    // The journal went on, and later asks for the same once more.
    #expect(queue.take(of: [], at: .seconds(4)).jobs.isEmpty)
    #expect(queue.take(of: [load(1)], at: .seconds(5)).jobs == [.command(load(1))])
  }

  @Test func `a node that cannot load is answered for, one that cannot let go is asked again and again`() {
    var queue = queue()
    _ = queue.take(of: [load(1), release(2)], at: .zero)
    #expect(
      queue.heed(.command(load(1)), fault: "no image", at: .zero) == Migration.Answer(1, .failed("no image")))
    var (now, pauses) = (Span.zero, [Span]())
    for _ in 0..<8 {
      #expect(queue.heed(.command(release(2)), fault: "no route", at: now) == nil)
      #expect(queue.complaint == "release u2 on n: no route")
      let failedAt = now
      while queue.take(of: [release(2)], at: now).jobs.isEmpty { now = now + .seconds(1) }
      pauses.append(now - failedAt)
    }
    #expect(pauses.map(\.milliseconds) == [5, 10, 20, 40, 80, 160, 300, 300].map { $0 * 1_000 })
    #expect(queue.heed(.command(release(2)), fault: nil, at: now) == Migration.Answer(2, .released))
    #expect(queue.complaint == nil)
  }

  @Test func `what only tidies up never takes all the hands`() {
    var queue = queue(atOnce: 4)
    let releases = (1...9).map { release($0) }
    #expect(queue.take(of: releases, at: .zero).jobs.count == 2)
    let both = queue.take(of: releases + [load(10), load(11), load(12)], at: .zero).jobs
    #expect(both == [.command(load(10)), .command(load(11))])
  }

  @Test func `a node is not told to let go of what it is still being told to load`() {
    var queue = queue()
    _ = queue.take(of: [load(1)], at: .zero)
    #expect(queue.take(of: [release(1)], at: .seconds(90)).jobs.isEmpty)
    _ = queue.heed(.command(load(1)), fault: nil, at: .seconds(95))
    #expect(queue.take(of: [release(1)], at: .seconds(96)).jobs == [.command(release(1))])
  }

  @Test func `a silent node is fenced once before anything it had is loaded elsewhere`() {
    var queue = queue(fences: true)
    let commands = [
      load(5, from: "n1", fences: true), load(6, from: "n1", fences: true), load(7, from: "n2"),
    ]
    let fence = ExecutorQueue.Job.fence(node: "n1")
    #expect(queue.take(of: commands, at: .zero).jobs == [fence, .command(commands[2])])
    #expect(queue.heed(fence, fault: nil, at: .seconds(6)) == nil)
    #expect(queue.take(of: commands, at: .seconds(6)).jobs == [.command(commands[0]), .command(commands[1])])
    #expect(queue.complaint == nil)
  }

  @Test func `what cannot be fenced waits in the journal, and not in the way of others`() {
    var queue = queue(fences: true)
    let commands = [load(5, from: "n1", fences: true), load(6, from: "n1", fences: true)]
    let fence = ExecutorQueue.Job.fence(node: "n1")
    _ = queue.take(of: commands, at: .zero)
    #expect(queue.heed(fence, fault: "no power switch", at: .zero) == nil)
    #expect(queue.complaint == "fence n1: no power switch")
    let (jobs, answers) = queue.take(of: commands, at: .seconds(1))
    #expect(jobs.isEmpty && answers == [Migration.Answer(5, .unfenced), Migration.Answer(6, .unfenced)])
    #expect(queue.take(of: commands, at: .seconds(2)).answers.isEmpty)
    // The journal asks again a minute later.
    #expect(queue.take(of: [], at: .seconds(3)).jobs.isEmpty && queue.complaint != nil)
    #expect(queue.take(of: commands, at: .seconds(60)).jobs == [fence])
  }

  @Test func `what is being loaded when its old node falls silent is neither fenced for nor put back`() {
    var queue = queue(fences: true)
    _ = queue.take(of: [load(5, from: "n1")], at: .zero)
    let silent = [load(5, from: "n1", fences: true)]
    #expect(queue.take(of: silent, at: .seconds(1)).jobs.isEmpty)
    #expect(queue.heed(.command(load(5, from: "n1")), fault: nil, at: .seconds(2)) == .init(5, .loaded))
    let (jobs, answers) = queue.take(of: silent, at: .seconds(3))
    #expect(jobs.isEmpty && answers.isEmpty)
  }

  @Test func `a node that is heard of again is not fenced`() {
    var queue = queue(fences: true)
    _ = queue.take(of: [load(5, from: "n1", fences: true)], at: .zero)
    _ = queue.heed(.fence(node: "n1"), fault: "no power switch", at: .zero)
    #expect(queue.take(of: [load(5, from: "n1")], at: .seconds(60)).jobs == [.command(load(5, from: "n1"))])
  }

  @Test func `what the journal has given up is not tried again nor complained of`() {
    var queue = queue()
    _ = queue.take(of: [release(1)], at: .zero)
    _ = queue.heed(.command(release(1)), fault: "no route", at: .zero)
    #expect(queue.complaint != nil)
    _ = queue.take(of: [], at: .seconds(1))
    #expect(queue.complaint == nil)
  }
}
