import Basics

/// The node with the greatest sum of features, each times its weight.
public struct LinearScore: Policy {
  public let name: String
  public let about: Bilingual
  public let weights: Weights
  private let reader: FeatureReader
  private let vector: [Double]

  /// Scores are whole numbers: so many make one.
  static let grain = 10_000.0

  public init(
    _ weights: Weights, _ mix: Mix, _ kinds: [NodeKind], name: String = "linear",
    about: Bilingual = Bilingual(english: "weights of plain features", chinese: "可解释特征的加权")
  ) {
    (self.name, self.about) = (name, about)
    self.weights = weights
    vector = weights.values
    reader = FeatureReader(mix, kinds, countsFragments: weights[.fragments] != 0)
  }

  public func worth(_ room: Room) -> Double { reader.worth(room) }

  public func score(_ need: Need, _ room: Room, _ turn: Turn) -> Int32 {
    let sum = vector.withUnsafeBufferPointer { vector in
      var sum = 0.0
      reader.read(need, room) { feature, value in sum += vector[feature.rawValue] * value }
      return sum
    }
    return Int32((sum * Self.grain).rounded())
  }

  public func terms(_ need: Need, _ room: Room, _ turn: Turn) -> [Term] {
    var terms: [Term] = []
    reader.read(need, room) { feature, value in
      let weighed = weights[feature] * value * Self.grain
      guard weighed != 0 else { return }
      terms.append(Term(english: feature.name.english, chinese: feature.name.chinese, weighed))
    }
    return terms
  }
}
