/// A generation that leads a fabric of its own, on the same units, and touches nothing that is real.
struct Shadow<Leader: Generation>: Sendable {
  var leader: Leader
  private(set) var fabric: Fabric

  /// From the state that a fabric is in.
  init(_ leader: Leader, beside fabric: Fabric) {
    (self.leader, self.fabric) = (leader, fabric)
    self.fabric.change(to: leader.policy)
  }

  mutating func live(through moment: Moment) { fabric.live(through: moment, led: &leader) }
}
