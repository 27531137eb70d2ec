import Basics
import Testing

@testable import Scheduling

/// How far the third generation goes by itself.
@Suite struct AutonomyTests {
  private static let trace = SeededTrace([.mixed], seed: 7, days: 1)

  private static func led(
    _ autonomy: Autonomy, _ change: (inout GenerationThree.Settings) -> Void = { _ in }
  ) -> (three: GenerationThree, run: Run) {
    var settings = GenerationThree.Settings()
    change(&settings)
    var three = GenerationThree(Setting(trace), autonomy: autonomy, settings: settings)
    let run = Run(trace, led: &three)
    return (three, run)
  }

  @Test func `one that advises moves nobody and says what it would do`() {
    let (three, run) = Self.led(.advise)
    #expect(run.outcome.moves == 0 && !three.proposals.isEmpty)
    #expect(three.proposals.allSatisfy { $0.state == .open && $0.saving > 0 })
  }

  @Test func `one that may be vetoed waits before it moves anybody`() throws {
    var settings = GenerationThree.Settings()
    settings.notice = 3
    var three = GenerationThree(Setting(Self.trace), autonomy: .veto, settings: settings)
    var fabric = Fabric(Self.trace.cluster, Self.trace.workload, three.policy)
    for moment in Self.trace.moments {
      fabric.live(through: moment, led: &three)
      for proposal in three.proposals where proposal.state == .open {
        #expect(fabric.time - proposal.time <= 3)
      }
      if three.proposals.allSatisfy({ $0.state == .open }) { #expect(fabric.outcome.moves == 0) }
    }
    let done = three.proposals.filter { $0.state == .done }
    #expect(!done.isEmpty && fabric.outcome.moves <= done.reduce(0) { $0 + $1.steps.count })
  }

  @Test func `no hour has more moves than the guardrail allows`() {
    var three = GenerationThree(Setting(Self.trace))
    var (fabric, before) = (Fabric(Self.trace.cluster, Self.trace.workload, three.policy), [0])
    for moment in Self.trace.moments {
      fabric.live(through: moment, led: &three)
      before.append(fabric.outcome.moves)
      if before.count > 4 { #expect(before[before.count - 1] - before[before.count - 5] <= 48) }
    }
    #expect(fabric.outcome.moves > 0 && three.violation == nil)
  }

  @Test func `a guardrail that is hit hands over to the first generation, and says so`() throws {
    let (three, run) = Self.led(.act) { $0.guardrails.costCap = 9_000 }
    let violation = try #require(three.violation)
    #expect(violation.words.english.contains("v1 have taken over") && violation.words.chinese.contains("v1"))
    #expect(three.policy.name == "v1" && run.faults == 0)
    guard case .cost(let cost, let most) = violation else {
      Issue.record("\(violation)")
      return
    }
    #expect(cost > most)
  }

  @Test func `one that does worse than the first generation would have is stopped`() throws {
    let (three, run) = Self.led(.act) { settings in
      // It takes waste for gain: what is measured is not what it looks for.
      settings.guardrails.worsening = -0.5
      settings.guardrails.window = 8
    }
    guard case .worse(_, let most) = try #require(three.violation) else {
      Issue.record("another guardrail")
      return
    }
    #expect(most == -0.5 && three.policy.name == "v1" && run.faults == 0)
  }

  @Test func `another generation may take the lead at any step`() {
    var (one, two) = (GenerationOne(Setting(Self.trace)), GenerationTwo(Setting(Self.trace)))
    var fabric = Fabric(Self.trace.cluster, Self.trace.workload, one.policy)
    for moment in Self.trace.moments {
      if fabric.time == 40 { fabric.change(to: two.policy) }
      if fabric.time == 70 { fabric.change(to: one.policy) }
      if (40..<70).contains(fabric.time) {
        fabric.live(through: moment, led: &two)
        #expect(fabric.placer.policy.name == "v2")
      } else {
        fabric.live(through: moment, led: &one)
        #expect(fabric.placer.policy.name == "v1")
      }
      #expect(fabric.faults == 0)
    }
  }
}
