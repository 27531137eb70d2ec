import Basics

/// Why a unit goes where it goes, as of one moment: what each of the best nodes scored and of what,
/// and how many nodes are out of the question and why.
public struct Explanation: Sendable {
  /// A node that takes the unit.
  public struct Candidate: Sendable {
    public let node: Int
    public let score: Int32
    public let terms: [Term]
  }

  /// The best nodes, the chosen one first; empty where none takes the unit.
  public let candidates: [Candidate]
  /// How many nodes take it.
  public let fitting: Int
  /// How many nodes lack each resource; a node may lack several.
  public let lacking: [(resource: Resource, nodes: Int)]
  /// How many nodes their kind or state rules out.
  public let excluded: Int
  /// How many nodes would take it but for where others of its group are.
  public let parted: Int
  public let nodes: Int

  /// One line a reason.
  public var words: [Bilingual] {
    var lines = [
      Bilingual(english: "\(fitting) of \(nodes) nodes fit", chinese: "\(nodes) 个节点中 \(fitting) 个可用")
    ]
    lines += lacking.map { lack in
      Bilingual(
        english: "\(lack.nodes) have too little \(lack.resource.name.english)",
        chinese: "\(lack.nodes) 个节点\(lack.resource.name.chinese)不足")
    }
    if excluded > 0 {
      lines.append(
        Bilingual(
          english: "\(excluded) are ruled out by model, label, taint or state",
          chinese: "\(excluded) 个节点因型号、标签、污点或状态被排除"))
    }
    if parted > 0 {
      lines.append(
        Bilingual(
          english: "\(parted) are ruled out by others of its group", chinese: "\(parted) 个节点因同组单元被排除"))
    }
    for term in candidates.first?.terms ?? [] {
      let value = Figures.brief(term.value)
      lines.append(
        Bilingual(english: "\(term.name.english): \(value)", chinese: "\(term.name.chinese)：\(value)"))
    }
    return lines
  }
}

extension Placer {
  /// Why a unit that asks this would go where it would go now.
  public mutating func explain(shape: Int, best count: Int = 3) -> Explanation {
    let need = needs[shape]
    let (lacking, excluded) = shortages(need)
    var leaders: [(node: Int, score: Int32)] = []
    var (fitting, parted) = (0, 0)
    if !keepsScores, policy.isSteady, need.rule == nil {
      let survey = cluster.rooms.withUnsafeBufferPointer { policy.survey(need, $0, best: count) }
      (leaders, fitting) = (survey.leaders, survey.fitting)
    } else if let index = index(shape) {
      (leaders, fitting) = (index.leaders(count), index.fitting)
    } else {
      (leaders, parted) = ranked(shape)
      fitting = leaders.count
      leaders = Array(leaders.prefix(count))
    }
    let candidates = leaders.map { leader in
      let turn = Turn(number: turn, node: leader.node)
      let terms = policy.terms(need, cluster.rooms[leader.node], turn)
      return Explanation.Candidate(node: leader.node, score: leader.score, terms: terms)
    }
    return Explanation(
      candidates: candidates, fitting: fitting, lacking: lacking, excluded: excluded, parted: parted,
      nodes: cluster.count)
  }

  /// Every node that takes the unit, the best first, where scores cannot be kept; and how many its group alone bars.
  private func ranked(_ shape: Int) -> (leaders: [(node: Int, score: Int32)], parted: Int) {
    let (need, refusal) = (needs[shape], refusalsOfGroup(shape))
    let fitting = cluster.rooms.indices.filter { need.fits(cluster.rooms[$0]) }
    let found = fitting.filter { refusal($0) == nil }
    let leaders = found.map {
      (node: $0, score: policy.score(need, cluster.rooms[$0], Turn(number: turn, node: $0)))
    }
    .sorted { $0.score != $1.score ? $0.score > $1.score : $0.node < $1.node }
    return (leaders, fitting.count - found.count)
  }

  private func shortages(_ need: Need) -> (lacking: [(resource: Resource, nodes: Int)], excluded: Int) {
    var short = Amounts.zero
    cluster.rooms.withUnsafeBufferPointer { rooms in
      // The sign of what would be left, spread over all bits, is minus one where it is too little.
      for node in rooms.indices { short &-= (rooms[node].free &- need.amounts) &>> 31 }
    }
    let open = cluster.ready.indices.reduce(0) { $0 + (need.kinds[$1] == 0 ? 0 : cluster.ready[$1]) }
    let lacking = Resource.allCases.filter { short[$0] > 0 }.map { (resource: $0, nodes: Int(short[$0])) }
    return (lacking, cluster.count - open)
  }
}
