import Basics

/// What is asked of a plan that nobody carries out: what would become of the units if all of this came at once.
public struct WhatIfQuestion: Hashable, Sendable {
  /// One thing that is thought to happen.
  public enum Change: Hashable, Sendable {
    /// Nodes are gone from one moment to the next.
    case lose([Nodes])
    /// Nodes are to be empty.
    case drain([Nodes])
    /// So many more nodes of the make of one that is there.
    case addNodes(Int, like: String)
    /// So many more units that ask what one asks that is there.
    case addUnits(Int, like: String)
    /// Every unit asks so many times as much.
    case grow(Double)
  }

  /// Some of the nodes.
  public enum Nodes: Hashable, Sendable {
    case named(String)
    case region(String)
    case zone(String)
    case tier(Tier)
  }

  public let changes: [Change]

  public init(_ changes: [Change]) { self.changes = changes }

  /// What the question may say, for people who are about to type it.
  public static let grammar = [
    "lose NODE, region=NAME, zone=NAME, tier=edge", "drain NODE, …", "add 3 nodes like NODE",
    "add 20 units like UNIT", "grow 1.5x",
  ]
}

extension WhatIfQuestion: CustomStringConvertible {
  /// The question as it is typed; reading it gives the same question.
  public var description: String { changes.map(\.description).joined(separator: "; ") }
}

extension WhatIfQuestion.Change: CustomStringConvertible {
  public var description: String {
    switch self {
    case .lose(let nodes): "lose " + nodes.map(\.description).joined(separator: ", ")
    case .drain(let nodes): "drain " + nodes.map(\.description).joined(separator: ", ")
    case .addNodes(let count, let name): "add \(count) nodes like \(name.quoted)"
    case .addUnits(let count, let name): "add \(count) units like \(name.quoted)"
    case .grow(let factor): "grow \(Figures.decimal(factor))x"
    }
  }
}

extension WhatIfQuestion.Nodes: CustomStringConvertible {
  public var description: String {
    switch self {
    case .named(let name): name.quoted
    case .region(let name): "region=\(name.quoted)"
    case .zone(let name): "zone=\(name.quoted)"
    case .tier(let tier): "tier=\(tier.rawValue)"
    }
  }
}

extension String {
  /// In quotation marks where it holds what would part it, or would be taken for something else.
  fileprivate var quoted: String { contains { ",;=".contains($0) } ? "\"\(self)\"" : self }
}
