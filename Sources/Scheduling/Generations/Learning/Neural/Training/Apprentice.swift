import Basics

/// A network that leads a fabric to learn from it: it takes each node by how likely the softmax of its scores
/// makes it, and writes down what it saw, took and paid.
struct Apprentice: Generation {
  let name = "apprentice"
  let about = Bilingual(english: "a network in training", chinese: "训练中的网络")
  private(set) var choices: [Choice] = []
  /// What each step cost, in thousandths of the currency.
  private(set) var costs: [Double] = []
  private var paid = 0.0
  private let score: NeuralScore
  private let objective: Objective
  private var pilot: Pilot
  private var chance: Chance

  init(_ network: Network, _ setting: Setting, _ objective: Objective, _ chance: Chance) {
    score = NeuralScore(network, setting.mix, setting.kinds)
    pilot = Pilot(network, setting)
    (self.objective, self.chance) = (objective, chance)
  }

  var policy: any Policy { score }

  mutating func prepare(_ fabric: inout Fabric) { pilot.prepare(&fabric) }

  mutating func admit(_ unit: Int, to fabric: inout Fabric) -> Decision {
    let candidates = candidates(unit, fabric)
    guard !candidates.isEmpty else { return Decision(unit: unit, node: nil, devices: 0) }
    let taken = drawn(Choice.chances(candidates, score.network))
    if candidates.count > 1 {
      choices.append(Choice(candidates: candidates, taken: taken, step: fabric.time))
    }
    if candidates[taken].isAsleep { fabric.wake(candidates[taken].node) }
    return fabric.place(unit, on: candidates[taken].node)
  }

  private func candidates(_ unit: Int, _ fabric: Fabric) -> [Choice.Candidate] {
    var candidates: [Choice.Candidate] = []
    let need = fabric.need(of: unit)
    fabric.eachAwake(for: unit) { node, room in
      candidates.append(Choice.Candidate(node: node, inputs: score.inputs(need, room), isAsleep: false))
    }
    fabric.eachAsleep(for: unit) { node, room in
      candidates.append(Choice.Candidate(node: node, inputs: score.inputs(need, room), isAsleep: true))
    }
    return candidates
  }

  private mutating func drawn(_ chances: [Double]) -> Int {
    var draw = chance.fraction()
    let place = chances.firstIndex { part in
      draw -= part
      return draw < 0
    }
    return place ?? chances.count - 1
  }

  mutating func review(_ moment: Moment, _ fabric: inout Fabric) {
    let value = objective.value(of: fabric.outcome)
    costs.append(value - paid)
    paid = value
  }
}
