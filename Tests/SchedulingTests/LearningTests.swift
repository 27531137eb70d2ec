import Basics
import Testing

@testable import Scheduling

/// What a generation learns, and what it does with it.
@Suite struct LearningTests {
  @Test func `a bandit finds the cheaper arm of each context`() {
    var bandit = Bandit(arms: 2)
    for _ in 0..<40 {
      for (gpus, cheap) in [(0.0, 0), (1.0, 1)] {
        let context = Context([1, gpus, 0.5, 0.5])
        for arm in 0..<2 { bandit.learn(arm, cost: arm == cheap ? 0.9 : 1.1, in: context) }
      }
    }
    for (gpus, cheap) in [(0.0, 0), (1.0, 1)] {
      let context = Context([1, gpus, 0.5, 0.5])
      #expect(bandit.cheapest(in: context, 0) == cheap)
      #expect(abs(bandit.expected(cheap, in: context) - 0.9) < 0.05)
    }
  }

  @Test func `an arm that nobody tried is tried before one that is known to be dear`() {
    var bandit = Bandit(arms: 3, curiosity: 1)
    for _ in 0..<10 { bandit.learn(1, cost: 1, in: Context([1, 0, 0, 0])) }
    #expect(bandit.choice(in: Context([1, 0, 0, 0]), but: 0) == 2)
  }

  @Test func `what was learned survives a restart`() throws {
    let trace = SeededTrace([.mixed], seed: 3, days: 2)
    var two = GenerationTwo(Setting(trace))
    _ = Run(trace, led: &two)
    let text = two.knowledge.value.compact
    let read = try Knowledge(JSONReader.read(Array(text.utf8), name: "weights"))
    #expect(read.value.compact == text && read.bandit.tries == two.knowledge.bandit.tries)
    #expect(read.bandit.tries != Knowledge.tuned.bandit.tries && read.serving == two.knowledge.serving)
    var (one, other) = (GenerationTwo(Setting(trace), two.knowledge), GenerationTwo(Setting(trace), read))
    #expect(Run(trace, led: &one).outcome == Run(trace, led: &other).outcome)
  }

  @Test(arguments: [
    ("\"load\"", "\"lode\"", "no feature is called lode"),
    ("\"serving\":\"general\"", "\"serving\":\"tarot\"", "no way is called tarot"),
    ("\"inverse\":[[", "\"inverse\":[[1],[", "expected 4 numbers"),
    ("\"load\":1.12", "\"load\":1e12", "expected a weight from -100 to 100"),
    ("\"load\":1.12", "\"load\":NaN", "expected a weight from -100 to 100"),
    ("\"costs\":[", "\"costs\":[Infinity,", "expected a finite number"),
    ("\"tries\":80", "\"tries\":-1", "expected a number of tries"),
  ])
  func `weights that are not what they should be are refused with the reason`(
    old: String, new: String, reason: String
  ) {
    #expect {
      let text = Knowledge.tuned.value.compact.replacing(old, with: new, maxReplacements: 1)
      _ = try Knowledge(JSONReader.read(Array(text.utf8), name: "weights"))
    } throws: { "\($0)".contains(reason) }
  }

  @Test func `a learned score is the sum of the terms that explain it`() {
    let trace = SeededTrace([.accelerated], seed: 2, days: 1)
    let score = LinearScore(Knowledge.tuned.weights, trace.history, trace.cluster.kinds)
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

  @Test func `a season is foreseen from the second day on`() {
    var (season, mean) = (LoadForecast.Seasonal(period: 24), LoadForecast.Smoothed())
    var (missed, lagged) = (0.0, 0.0)
    for step in 0..<96 {
      let used = SIMD3<Double>(repeating: step % 24 < 12 ? 100 : 300)
      if step >= 24 {
        missed += abs(season.next[0] - used[0])
        lagged += abs(mean.level[0] - used[0])
      }
      season.observe(used)
      mean.observe(used)
    }
    #expect(missed < 0.05 * lagged, "\(missed) against \(lagged)")
  }

  @Test func `a challenger serves only once it has cost less beside the one that serves`() {
    let trace = SeededTrace([.edge], seed: 4, days: 2)
    let ways = Knowledge.tuned.ways
    let poor = Knowledge.Way(name: "poor", weights: Weights([.load: -1, .far: 1]))
    var two = GenerationTwo(Setting(trace), Knowledge([poor, ways[0]]))
    let run = Run(trace, led: &two)
    #expect(two.promotions.map(\.to) == ["general"] && two.promotions[0].saving > 0.04)
    var alone = GenerationTwo(Setting(trace), Knowledge([poor]))
    let objective = Objective()
    let value = objective.value(of: Run(trace, led: &alone).outcome)
    #expect(objective.value(of: run.outcome) < value)
  }

  @Test func `after the mix has changed regret falls below a twentieth within two days`() {
    let trace = SeededTrace([.accelerated, .edge], seed: 6, days: 3)
    func lastDay(_ generation: inout some Generation) -> Double {
      var (fabric, start) = (Fabric(trace.cluster, trace.workload, generation.policy), Outcome())
      for moment in trace.moments {
        fabric.live(through: moment, led: &generation)
        if fabric.time == 5 * SeededTrace.day { start = fabric.outcome }
      }
      return Objective().value(of: fabric.outcome - start)
    }
    let fixed = Knowledge.tuned.ways.map { way in
      var pilot = Pilot(way.weights, .seasonal(LoadForecast.Seasonal()), Setting(trace))
      return lastDay(&pilot)
    }
    var two = GenerationTwo(Setting(trace))
    let (learned, best, worst) = (lastDay(&two), fixed.min() ?? 0, fixed.max() ?? 0)
    #expect(learned < best * 1.05 && worst > best * 1.1, "\(learned), \(best) to \(worst)")
  }

  @Test func `no point of the front is dominated and nothing that is not dominated is missing`() {
    let trace = SeededTrace([.text], seed: 2, days: 1)
    let front = ParetoFront(trace, tries: 10)
    #expect(front.points.count > 2)
    for point in front.points {
      for other in front.points { #expect(!other.dominates(point)) }
    }
    for way in Knowledge.tuned.ways {
      var pilot = Pilot(way.weights, .seasonal(LoadForecast.Seasonal()), Setting(trace))
      let point = ParetoFront.Point(
        name: way.name, weights: way.weights, outcome: Run(trace, led: &pilot).outcome)
      let isThere = front.points.contains { $0.dominates(point) || $0.costs == point.costs }
      #expect(isThere, "\(way.name)")
    }
  }
}
