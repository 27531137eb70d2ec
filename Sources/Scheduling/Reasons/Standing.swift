extension Placer {
  /// How a node stands for what is asked: its score, and what that is made of; nil where it does not take it.
  public func candidate(shape: Int, on node: Int) -> Explanation.Candidate? {
    let (need, room) = (needs[shape], cluster.rooms[node])
    guard need.fits(room), refusalOfGroup(shape, on: node) == nil else { return nil }
    let turn = Turn(number: turn, node: node)
    return Explanation.Candidate(
      node: node, score: policy.score(need, room, turn), terms: policy.terms(need, room, turn))
  }

  /// Some of the nodes that do not take what is asked, each with all that is against it; those that are ready
  /// first.
  public func refusing(shape: Int, most: Int) -> [(node: Int, refusals: [Refusal])] {
    var (ready, others) = ([Int](), [Int]())
    let refusal = refusalsOfGroup(shape)
    for node in cluster.rooms.indices where ready.count < most {
      let room = cluster.rooms[node]
      guard !needs[shape].fits(room) || refusal(node) != nil else { continue }
      if room.state == .ready { ready.append(node) } else if others.count < most { others.append(node) }
    }
    return (ready + others).prefix(most).map { ($0, refusals(shape: shape, on: $0)) }
  }
}
