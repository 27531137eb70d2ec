import Basics

/// The node that a small neural network, trained on simulated fabrics, thinks best. It only scores nodes that
/// take the unit, so it cannot break a rule.
public struct NeuralScore: Policy {
  public let name = "neural"
  public let about = Bilingual(
    english: "a small neural network trained by policy gradient", chinese: "策略梯度训练的小型神经网络")
  let network: Network
  private let reader: FeatureReader
  /// What is seen alike for every node: what units are usually like.
  private let usual: Network.Row

  public init(_ network: Network, _ mix: Mix, _ kinds: [NodeKind]) {
    self.network = network
    reader = FeatureReader(mix, kinds)
    var usual = Network.Row.zero
    for (place, value) in Context(mix).values.dropFirst().enumerated() {
      usual[Self.ownFeatures + Self.unitFeatures + place] = value
    }
    self.usual = usual
  }

  /// How much more than what is expected stays awake beside it.
  static let headroom = 0.05
  /// How much is seen of the node, and of the unit.
  private static let (ownFeatures, unitFeatures) = (Feature.allCases.count, 2)

  public func worth(_ room: Room) -> Double { reader.worth(room) }

  public func score(_ need: Need, _ room: Room, _ turn: Turn) -> Int32 {
    Self.whole(network.score(inputs(need, room)))
  }

  /// A score as a whole number; what is no number or beyond all measure is cut off.
  static func whole(_ score: Double) -> Int32 {
    Int32(min(1e9, max(-1e9, score * LinearScore.grain)).rounded())
  }

  /// The features of the node, the size of the unit, and what the mix is like.
  func inputs(_ need: Need, _ room: Room) -> Network.Row {
    var inputs = unit(need)
    reader.read(need, room) { feature, value in inputs[feature.rawValue] = value }
    return inputs
  }

  /// The unit and the mix alone: cores by sixteen, GPUs by two.
  private func unit(_ need: Need) -> Network.Row {
    var inputs = usual
    inputs[Self.ownFeatures] = Double(need.amounts[.cpu]) / 16_000
    inputs[Self.ownFeatures + 1] = Double(need.amounts[.gpu]) / 2_000
    return inputs
  }

  /// What each feature adds to the score of a node without any of them, by integrated gradients.
  public func terms(_ need: Need, _ room: Room, _ turn: Turn) -> [Term] {
    let (bare, inputs) = (unit(need), inputs(need, room))
    let parts = network.contributions(from: bare, to: inputs)
    let start = Term(
      english: "a node without any of these", chinese: "不具任何特征的节点", network.score(bare) * LinearScore.grain)
    return [start]
      + Feature.allCases.filter { inputs[$0.rawValue] != 0 }.map { feature in
        let name = feature.name
        return Term(
          english: name.english, chinese: name.chinese, parts[feature.rawValue] * LinearScore.grain)
      }
  }
}
