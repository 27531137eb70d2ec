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

  private func load(_ number: Int64, from node: String? = nil, fencing: Int64? = nil) -> Migration.Command {
    Migration.Command(
      migration: number, verb: .load, unit: "u\(number)", node: "n", origin: node, fencing: fencing)
  }

  private func release(_ number: Int64) -> Migration.Command {
    Migration.Command(migration: number, verb: .release, unit: "u\(number)", node: "n")
  }

  @Test func `what runs is not started again, nor what is done while the journal has not heard of it`() {
    var queue = queue()
    let commands = [load(1), load(2)]
    #expect(queue.take(of: commands, at: .zero) == commands.map(ExecutorQueue.Job.command))
    #expect(queue.take(of: commands, at: .seconds(1)).isEmpty)
    let answer = queue.heed(.command(commands[0]), fault: nil, at: .seconds(2))
    #expect(answer == Migration.Answer(1, .loaded))
    #expect(queue.take(of: commands, at: .seconds(3)).isEmpty)
    // The journal went on, and later asks for the same once more.
    #expect(queue.take(of: [], at: .seconds(4)).isEmpty)
    #expect(queue.take(of: [load(1)], at: .seconds(5)) == [.command(load(1))])
  }

  @Test
  func `a node that cannot load is answered for, one that cannot let go is asked again, ever more seldom`() {
    var queue = queue()
    _ = queue.take(of: [load(1), release(2)], at: .zero)
    #expect(
      queue.heed(.command(load(1)), fault: "no image", at: .zero)
        == Migration.Answer(1, .failed("no image")))
    var (now, pauses) = (Span.zero, [Span]())
    for _ in 0..<8 {
      #expect(queue.heed(.command(release(2)), fault: "no route", at: now) == nil)
      #expect(queue.complaint == "release u2 on n: no route")
      let failedAt = now
      while queue.take(of: [release(2)], at: now).isEmpty { now = now + .seconds(1) }
      pauses.append(now - failedAt)
    }
    #expect(pauses.map(\.milliseconds) == [5, 10, 20, 40, 80, 160, 300, 300].map { $0 * 1_000 })
    #expect(queue.heed(.command(release(2)), fault: nil, at: now) == Migration.Answer(2, .released))
    #expect(queue.complaint == nil)
  }

  @Test func `what only tidies up never takes all the hands`() {
    var queue = queue(atOnce: 4)
    let releases = (1...9).map { release($0) }
    #expect(queue.take(of: releases, at: .zero).count == 2)
    let both = queue.take(of: releases + [load(10), load(11), load(12)], at: .zero)
    #expect(both == [.command(load(10)), .command(load(11))])
  }

  @Test func `a silent node is fenced once for a plan before anything it had is loaded elsewhere`() {
    var queue = queue(fences: true)
    let commands = [load(5, from: "n1", fencing: 5), load(6, from: "n1", fencing: 5), load(7, from: "n2")]
    let fence = ExecutorQueue.Job.fence(node: "n1", plan: 5)
    #expect(queue.take(of: commands, at: .zero) == [fence, .command(commands[2])])
    #expect(queue.heed(fence, fault: "no power switch", at: .zero) == nil)
    #expect(queue.complaint == "fence n1: no power switch")
    #expect(queue.take(of: commands, at: .seconds(4)).isEmpty)
    #expect(queue.take(of: commands, at: .seconds(5)) == [fence])
    #expect(queue.heed(fence, fault: nil, at: .seconds(6)) == nil)
    #expect(queue.take(of: commands, at: .seconds(6)) == [.command(commands[0]), .command(commands[1])])
    #expect(queue.complaint == nil)
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
