import Basics
import Testing

@testable import Scheduling

/// A small network that learns where units go: its gradients, what it may not break, and what its start is
/// worth.
@Suite struct NeuralTests {
  /// A choice among a few nodes of chance, some asleep.
  private static func choice(_ chance: inout Chance) -> Choice {
    let candidates = (0..<5).map { node in
      var inputs = Network.Row.zero
      for lane in 0..<16 where chance.happens(0.8) { inputs[lane] = chance.number(in: -1...1) }
      return Choice.Candidate(node: node, inputs: inputs, isAsleep: node > 2)
    }
    return Choice(candidates: candidates, taken: Int(chance.next() % 5), step: 0)
  }

  @Test func `gradients are what small changes of each parameter make of it`() {
    for seed in UInt64(1)...10 {
      var (network, chance) = (Network(seed: seed), Chance(seed: seed))
      for row in 0..<18 { network.rows[row] += Network.Row(repeating: chance.number(in: -0.1...0.1)) }
      network.rows[18][0] = 0.3
      let choice = Self.choice(&chance)
      var (gradient, greatest, missed) = (Network(), 0.0, 0.0)
      choice.addGradient(network, times: 1, to: &gradient)
      for row in 0..<19 {
        for lane in 0..<(row == 18 ? 1 : 16) {
          var (more, less) = (network, network)
          more.rows[row][lane] += 1e-5
          less.rows[row][lane] -= 1e-5
          let slope = (choice.logarithm(more) - choice.logarithm(less)) / 2e-5
          greatest = max(greatest, abs(slope))
          missed = max(missed, abs(slope - gradient.rows[row][lane]))
        }
      }
      #expect(greatest > 0.01 && missed <= 1e-5 * greatest, "seed \(seed): \(missed) of \(greatest)")
    }
  }

  @Test func `a score is the sum of the terms that explain it, in both languages`() {
    let trace = SeededTrace([.accelerated], seed: 2, days: 1)
    for network in [Network.tuned, .start, Network(seed: 4)] {
      let score = NeuralScore(network, trace.history, trace.cluster.kinds)
      var placer = Placer(trace.cluster, trace.workload.demands, score)
      for unit in 0..<40 { _ = placer.place(unit, shape: Int(trace.workload.shapes[unit])) }
      for shape in placer.demands.indices {
        for candidate in placer.explain(shape: shape).candidates {
          let sum = candidate.terms.reduce(0) { $0 + $1.value }
          #expect(abs(sum - Double(candidate.score)) <= 1 && candidate.terms.count > 3)
          #expect(candidate.terms.allSatisfy { !$0.name.english.isEmpty && !$0.name.chinese.isEmpty })
        }
      }
    }
  }

  @Test func `the same seed learns the same weights, another seed others`() {
    let networks = [UInt64(1), 1, 2].map { seed -> Network in
      var settings = Reptile.Settings()
      (settings.traces, settings.learning.runs) = (1, 2)
      var reptile = Reptile(Network(seed: seed), [.accelerated], settings, seed: seed)
      reptile.run(2)
      return reptile.network
    }
    #expect(networks[0] == networks[1] && networks[0] != networks[2])
    #expect(networks[0] != Network(seed: 1))
  }

  @Test func `what was learned survives being written down, and is refused with the reason if broken`() throws
  {
    #expect(try Network(json: Network.tuned.json) == .tuned)
    let broken = Network.tuned.json.replacing("\"rows\":[[", with: "\"rows\":[[1],[", maxReplacements: 1)
    #expect {
      try Network(json: broken)
    } throws: { "\($0)".contains("expected 16 numbers") }
  }

  @Test func `a network breaks no hard rule, trained, untrained or out of its mind, at any step`() {
    var wild = Network(seed: 3)
    wild.rows[17] = Network.Row(repeating: .nan)
    for (number, network) in [Network.tuned, Network(seed: 1), Network(seed: 2), wild].enumerated() {
      let trace = Ruled.trace(seed: UInt64(number + 1))
      var pilot = Pilot(network, Setting(trace))
      #expect(Ruled.faults(trace, &pilot) == 0, "network \(number)")
    }
    let trace = Ruled.trace(seed: 5)
    var apprentice = Apprentice(Network(seed: 5), Setting(trace), Objective(), Chance(seed: 5))
    #expect(Ruled.faults(trace, &apprentice) == 0 && !apprentice.choices.isEmpty)
  }

  @Test func `learning makes a trace never seen before cheaper`() {
    let trace = SeededTrace([.accelerated], seed: 800_001, days: 1)
    var settings = PolicyGradient.Settings()
    settings.runs = 4
    var learner = PolicyGradient(Network(seed: 2), settings, seed: 2)
    let before = learner.network.value(on: trace)
    for round in UInt64(0)..<3 {
      learner.learn(SeededTrace([.accelerated], seed: 800_010 + round, days: 1))
    }
    #expect(learner.episodes == 12 && learner.network.value(on: trace) < before * 0.95)
  }

  @Test
  func `the common start comes within a tenth of the rules at once on 8 of 10 days, where chance does not`() {
    let trials = StartTrial.ten(within: 0.1)
    let sooner = trials.count {
      $0.episodes(from: .start, traces: 0) == 0 && $0.episodes(from: Network(seed: 51), traces: 0) == nil
    }
    #expect(trials.count == 10 && sooner >= 8, "\(sooner)")
  }

  @Test func `v3 is led by the network where that was measured to be better, by weights elsewhere`() {
    for (family, isLed) in [(Family.mixed, true), (.edge, false)] {
      let three = GenerationThree(Setting(SeededTrace([family], seed: 3, days: 1)))
      #expect((three.policy is NeuralScore) == isLed, "\(family.rawValue)")
    }
  }
}
