import Basics

/// A policy by another name: what a generation places by where units come one by one and none leaves.
struct Renamed<Inner: Policy>: Policy {
  let name: String
  let about: Bilingual
  let inner: Inner

  init(_ inner: Inner, _ name: String, _ about: Bilingual) {
    (self.inner, self.name, self.about) = (inner, name, about)
  }

  var isSteady: Bool { inner.isSteady }
  func worth(_ room: Room) -> Double { inner.worth(room) }

  @inline(__always)
  func score(_ need: Need, _ room: Room, _ turn: Turn) -> Int32 { inner.score(need, room, turn) }
  func devices(_ need: Need, _ room: Room) -> UInt8 { inner.devices(need, room) }
  func terms(_ need: Need, _ room: Room, _ turn: Turn) -> [Term] { inner.terms(need, room, turn) }
}

extension Policies {
  /// What each generation places by. Where no node has a price nothing can be saved but room: the first goes
  /// by fragments, the others look ahead.
  static func generations(_ mix: Mix, _ cluster: Cluster, _ foresight: Foresight) -> [any Policy] {
    guard cluster.kinds.contains(where: { $0.price > 0 }) else {
      let (one, two, three) = (GenerationOne.about, GenerationTwo.about, GenerationThree.about)
      let first: any Policy =
        mix.typicals.contains { $0.gpus > 0 }
        ? Renamed(FragmentationDescent(mix), "v1", one) : Renamed(BestFit(), "v1", one)
      return [first, Renamed(foresight, "v2", two), Renamed(foresight, "v3", three)]
    }
    return generations(mix, cluster, Context(mix))
  }

  /// The weights of each generation, those of the third by what units are like, unless others were learned.
  static func generations(
    _ mix: Mix, _ cluster: Cluster, _ usual: Context, learned: Weights? = nil
  ) -> [any Policy] {
    let knowledge = Knowledge.tuned
    let nearest = knowledge.ways[Selection.tuned.way(in: usual)].weights
    return [
      LinearScore(GenerationOne.rules, mix, cluster.kinds, name: "v1", about: GenerationOne.about),
      LinearScore(learned ?? knowledge.weights, mix, cluster.kinds, name: "v2", about: GenerationTwo.about),
      LinearScore(learned ?? nearest, mix, cluster.kinds, name: "v3", about: GenerationThree.about),
    ]
  }
}
