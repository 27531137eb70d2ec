import Basics

/// What would become of the units if what was asked came true, worked out by the same rules as what is done. Nothing
/// of it is done.
public struct WhatIf: Sendable {
  public let question: WhatIfQuestion
  public let policy: String
  public let before: WhatIfFigures
  public let after: WhatIfFigures
  /// Every unit that goes to a node, in the order in which they go.
  public let moves: [Step]
  /// Units that find no place: those that nothing runs any more, then those that stay where they cannot stay, each the
  /// greatest first.
  public let stranded: [Stranded]

  /// A unit that goes to a node.
  public struct Step: Hashable, Sendable {
    public let unit: String
    /// Where it is; nil for one that is new.
    public let from: String?
    public let to: String
    public let motive: Bilingual
    public let grounds: Migration.Grounds
  }

  /// A unit that finds no place.
  public struct Stranded: Hashable, Sendable {
    public let unit: String
    /// Where it is; nil for one that is new, or waits.
    public let node: String?
    /// Whether it goes on there, on a node that is drained or too full.
    public let stays: Bool
    public let reason: Bilingual
    /// The smallest change after which the named node would take it; nil where nothing would help.
    public let change: Change?
  }

  public struct Change: Hashable, Sendable {
    public let node: String
    public let words: Bilingual
  }

  /// Where units would go, and nothing else.
  public var plan: WhatIfPlan {
    WhatIfPlan(
      moves: moves.map { WhatIfPlan.Move(unit: $0.unit, from: $0.from, to: $0.to) },
      stranded: stranded.map(\.unit))
  }
}

/// The moves of an answer, to be compared with those of another.
public struct WhatIfPlan: Hashable, Sendable {
  public struct Move: Hashable, Sendable {
    public let unit: String
    public let from: String?
    public let to: String

    public init(unit: String, from: String?, to: String) {
      (self.unit, self.from, self.to) = (unit, from, to)
    }
  }

  public let moves: [Move]
  public let stranded: [String]

  public init(moves: [Move], stranded: [String]) { (self.moves, self.stranded) = (moves, stranded) }
}

extension WhatIf {
  /// Lost nodes' units go first, then those of nodes that became too full, then those of drained nodes, and new units
  /// come last. Nodes that are lost or drained already are seen to like those that are asked about.
  /// - Parameter goesOn: asked at every unit; once it says no, the work ends with a fault.
  public init(
    _ question: WhatIfQuestion, of scene: WhatIfScene,
    while goesOn: @escaping @Sendable () -> Bool = { true }
  ) throws(WhatIfFault) {
    guard scene.cluster.count > 0 else { throw .nobody }
    try scene.checkSums()
    var changed = scene
    let asked = try changed.apply(question)
    try changed.checkSums()
    var trial = try WhatIfTrial(changed, while: goesOn)
    before = scene.figures
    try trial.failover(changed.nodes(.lost))
    if asked.hasGrown { try trial.relieve() }
    try trial.drain(changed.nodes(.draining))
    try trial.place(asked.newcomers)
    stranded = try trial.settledStranded()
    moves = trial.steps
    after = trial.figures(gone: asked.drained)
    (self.question, policy) = (question, scene.policy)
  }
}

extension WhatIfScene {
  /// What a question has changed in a scene.
  struct Asked {
    var newcomers: [Int] = []
    var drained: Set<Int> = []
    var hasGrown = false
  }

  /// Lets everything that is asked come true, in whatever order it was typed: names and groups are those of before.
  mutating func apply(_ question: WhatIfQuestion) throws(WhatIfFault) -> Asked {
    let before = self
    var asked = Asked()
    for change in question.changes {
      switch change {
      case .lose(let nodes): set(.lost, of: try before.numbers(of: nodes))
      case .drain(let nodes): asked.drained.formUnion(try before.numbers(of: nodes))
      case .addNodes(let count, let name): try addNodes(count, like: name)
      case .addUnits(let count, let name): asked.newcomers += try addUnits(count, like: name)
      case .grow(let factor):
        asked.hasGrown = true
        try grow(by: factor)
      }
    }
    // What is lost cannot be drained.
    set(.draining, of: asked.drained.filter { cluster.rooms[$0].state != .lost }.sorted())
    return asked
  }
}
