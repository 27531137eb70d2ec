import Basics

/// What is asked of a node at a moment, before anything gets in the way.
struct Demand {
  /// Cores that each unit would use, in the order of the units.
  var cores: [Double]
  /// Bytes of all working sets.
  var memory: Double
  /// What part of it each unit has.
  var memories: [Double]
  /// Disk requests a second of each unit.
  var requests: [Double]
  /// Bytes a second that each unit sends.
  var sent: [Double]
  /// What part of what is sent comes in.
  var received = 0.7
  var quotas: [Double?]
  /// The part of processor time that others on the host take.
  var steal: Double
  /// How many times as long as usual the disk takes for a request.
  var slowness = 1.0
  /// How many requests may wait at the disk: there are only so many threads.
  var patience = 24.0
  /// Switches a second and core that threads waiting for one another cause, and the part of the work that is.
  var contention = 0.0
  var spinning = 0.0
  /// The unit that has but one thread; nil for none.
  var single: Int?

  init(_ node: StressedNode, level: Double, _ chance: inout Chance) {
    let jitter = { (chance: inout Chance) in level * chance.number(in: 0.88...1.12) }
    cores = node.units.map { $0.cores * jitter(&chance) }
    memories = node.units.map { $0.memory * (0.97 + 0.03 * level) }
    memory = memories.reduce(0, +)
    requests = node.units.map { $0.requests * jitter(&chance) }
    sent = node.units.map { $0.sent * jitter(&chance) }
    quotas = node.units.map(\.quota)
    steal = chance.number(in: 0...0.012)
  }

  /// Plants what is wrong.
  mutating func take(_ plant: Plant, at now: Instant, on node: StressedNode, _ chance: inout Chance) {
    let strength = plant.strength(at: now)
    guard strength > 0 else { return }
    let (x, count) = (plant.intensity, Double(node.machine.cores))
    switch plant.scenario {
    case .cpu: scaleCores(to: count * (1.02 + 1.3 * x), strength)
    case .memory:
      let wanted = node.machine.memory * (1.0 + 0.3 * x)
      scaleMemory(to: wanted, strength)
    case .disk: strainDisk(plant, node, strength)
    case .link:
      let factor = node.machine.line * (0.98 + 0.6 * x) / max(sent.reduce(0, +), 1)
      for place in sent.indices { sent[place] *= 1 + (factor - 1) * strength }
    case .hotUnit: heat(plant, count, strength)
    case .lock:
      contention = strength * (28_000 + 80_000 * x) * chance.number(in: 0.9...1.1)
      spinning = strength * (0.5 + 0.25 * x)
      // The threads that wait for the lock do nothing, and there are more of them than there is work.
      scaleCores(to: count * (0.45 + 0.3 * x), strength)
    case .quota:
      let quota = max(0.5, count * (0.08 + 0.1 * x))
      quotas[0] = quota
      cores[0] += (quota * (1.6 + 2 * x) - cores[0]) * strength
    case .neighbour:
      steal += strength * (0.14 + 0.32 * x) * chance.number(in: 0.92...1.08)
      scaleCores(to: count * (0.5 + 0.3 * x), strength)
    }
  }

  /// Brings what all units want together to a number of cores, or leaves it where it is more.
  private mutating func scaleCores(to wanted: Double, _ strength: Double) {
    let sum = cores.reduce(0, +)
    guard wanted > sum else { return }
    for place in cores.indices {
      cores[place] *= 1 + (wanted / sum - 1) * strength
      // Who brings more work has been given more of the processors.
      quotas[place] = quotas[place].map { max($0, cores[place] * 1.5) }
    }
  }

  private mutating func scaleMemory(to wanted: Double, _ strength: Double) {
    let factor = 1 + (wanted / memory - 1) * strength
    for place in memories.indices { memories[place] *= factor }
    memory *= factor
  }

  /// Either somebody asks for too much, or the disk has become slow.
  private mutating func strainDisk(_ plant: Plant, _ node: StressedNode, _ strength: Double) {
    patience = 20 + 150 * plant.intensity
    if plant.variant % 2 == 0 {
      let wanted = node.machine.disk * (1.05 + plant.intensity)
      requests[1] += (wanted - requests.reduce(0, +)) * strength
    } else {
      let used = requests.reduce(0, +) / node.machine.disk
      slowness = 1 + ((1.1 + plant.intensity) / used - 1) * strength
    }
  }

  /// Either a unit of one thread has too much to do, or one of many threads takes all there is.
  private mutating func heat(_ plant: Plant, _ count: Double, _ strength: Double) {
    quotas[2] = nil
    if plant.variant % 2 == 0 {
      cores[2] += (1 - cores[2]) * strength
      if strength >= 1 { single = 2 }
    } else {
      cores[2] += (count * (0.65 + 0.9 * plant.intensity) - cores[2]) * strength
    }
  }
}
