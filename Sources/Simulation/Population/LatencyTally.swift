import Basics
import Glibc
import Monitoring

/// How long answers took, in classes that grow by a twentieth from a millisecond to two minutes; of many
/// stays of the same distribution only the number is kept until it is asked for.
public struct LatencyTally: Sendable {
  private struct Way: Hashable {
    let stay: Stay
    /// Seconds on the network.
    let network: Double
  }

  private static let growth = 1.05
  private static let least = 0.001
  private static let count = 240

  private var counts = [Double](repeating: 0, count: count)
  private var pending: [Way: Double] = [:]

  /// Adds so many requests that stayed like this, beside their time on the network.
  mutating func add(_ requests: Double, _ stay: Stay, network: Double) {
    pending[Way(stay: stay, network: network), default: 0] += requests
    if pending.count > 256 { settle() }
  }

  /// Spreads what is pending over the classes.
  private mutating func settle() {
    let order = pending.sorted {
      ($0.key.network, $0.key.stay.service, $0.key.stay.wait, $0.key.stay.chanceOfWaiting)
        < ($1.key.network, $1.key.stay.service, $1.key.stay.wait, $1.key.stay.chanceOfWaiting)
    }
    // Sums of fractions depend on their order, and the order of a dictionary on the process.
    for (way, requests) in order {
      var below = 0.0
      for place in 0..<Self.count {
        let share =
          place == Self.count - 1 ? 1 : way.stay.share(within: Self.bound(place) - way.network)
        counts[place] += requests * (share - below)
        below = share
        if share == 1 { break }
      }
    }
    pending.removeAll(keepingCapacity: true)
  }

  private static let bounds = (0..<count).map { least * pow(growth, Double($0)) }
  private static func bound(_ place: Int) -> Double { bounds[place] }

  /// The seconds within which such a share was answered, to a fortieth; nil where nothing was.
  public func quantile(_ share: Double) -> Double? {
    var settled = self
    settled.settle()
    let total = settled.counts.reduce(0, +)
    guard total > 0 else { return nil }
    var below = 0.0
    for place in 0..<Self.count {
      let within = settled.counts[place]
      if below + within >= share * total {
        let start = place == 0 ? 0 : Self.bound(place - 1)
        return start + (Self.bound(place) - start) * (share * total - below) / max(within, 1e-300)
      }
      below += within
    }
    return Self.bound(Self.count - 1)
  }

  /// The share that was answered within so many seconds, by the class that it falls into.
  public func share(within time: Double) -> Double? {
    var settled = self
    settled.settle()
    let total = settled.counts.reduce(0, +)
    guard total > 0 else { return nil }
    let places = Self.bounds.prefix { $0 <= time }.count
    return settled.counts.prefix(places).reduce(0, +) / total
  }
}
