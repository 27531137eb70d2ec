import Basics
import Telemetry

/// A thousand made-up series as services have them: counters of requests and of seconds, memory in pages, ratios,
/// temperatures, loads, what never changes and what rarely does.
struct SyntheticSeries {
  private enum Kind: Int, CaseIterable {
    case requests, busy, memory, ratio, temperature, load, constant, rare
  }

  let layout: Layout
  private var chance: Chance
  private var values: [Double]
  private var time = 0.0

  init(count: Int, seed: UInt64) {
    var chance = Chance(seed: seed)
    layout = Layout(
      (0..<count).map { place in
        let kind = Kind.allCases[place % Kind.allCases.count]
        return Layout.Column("bench_\(kind)", ["shard": "\(place / Kind.allCases.count)"])
      })
    values = (0..<count).map { _ in Double(Int.random(in: 100...100_000, using: &chance)) }
    self.chance = chance
  }

  /// The values ten seconds later.
  mutating func next() -> [Double] {
    time += 1
    for place in values.indices { advance(place) }
    return values
  }

  private mutating func advance(_ place: Int) {
    let day = (time / 8_640 + Double(place) / 100) * 2 * .pi
    let wave = Wave.sine(day)
    let noise = bell()
    let value = values[place]
    values[place] =
      switch Kind.allCases[place % Kind.allCases.count] {
      case .requests: value + max(0, (200 * (1 + wave / 2) + 20 * noise).rounded())
      case .busy: ((value + max(0, 3 + 1.2 * noise)) * 100).rounded() / 100
      case .memory: max(1_000, (value / 4_096 + 40 * noise).rounded()) * 4_096
      case .ratio: ((0.5 + 0.3 * wave + 0.02 * noise) * 1_000).rounded() / 1_000
      case .temperature: ((45 + 10 * wave + 0.3 * noise) * 10).rounded() / 10
      case .load: ((1.5 + wave + 0.2 * noise) * 100).rounded() / 100
      case .constant: value
      case .rare: chance.happens(0.01) ? value + 3 : value
      }
  }

  /// About normally distributed.
  private mutating func bell() -> Double {
    (chance.fraction() + chance.fraction() + chance.fraction() + chance.fraction() - 2) * 1.73
  }
}

/// A sine without the C library, the same on every machine.
private enum Wave {
  static func sine(_ angle: Double) -> Double {
    let turn = (angle / (2 * .pi) - (angle / (2 * .pi)).rounded()) * 2
    let parabola = 4 * turn * (1 - turn.magnitude)
    return 0.225 * (parabola * parabola.magnitude - parabola) + parabola
  }
}
