import Glibc

/// A choice among nodes as it was made in training: what was seen of each, and which was taken.
struct Choice: Sendable {
  struct Candidate: Sendable {
    let node: Int
    let inputs: Network.Row
    let isAsleep: Bool
  }

  let candidates: [Candidate]
  let taken: Int
  /// The step it was made in.
  let step: Int

  /// How likely a network takes each (softmax).
  static func chances(_ candidates: [Candidate], _ network: Network) -> [Double] {
    let reluctance = network.reluctance
    let scores = candidates.map { network.score($0.inputs) - ($0.isAsleep ? reluctance : 0) }
    let most = scores.max() ?? 0
    let powers = scores.map { exp($0 - most) }
    let sum = powers.reduce(0, +)
    return powers.map { $0 / sum }
  }

  /// The logarithm of how likely the one taken was.
  func logarithm(_ network: Network) -> Double { log(Self.chances(candidates, network)[taken]) }

  /// Adds so many times the gradient of that logarithm by every parameter: what was taken less what is expected
  /// to be (Williams 1992, section 5).
  func addGradient(_ network: Network, times factor: Double, to sum: inout Network) {
    let chances = Self.chances(candidates, network)
    for (place, candidate) in candidates.enumerated() {
      let part = (place == taken ? 1 : 0) - chances[place]
      network.addGradient(
        candidate.inputs, isAsleep: candidate.isAsleep, times: factor * part, to: &sum)
    }
  }
}
