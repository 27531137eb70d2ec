import Basics
import Model
import Scheduling
import Telemetry

/// Nodes that are not there, saying what nodes say. The same seed gives the same figures to the last digit.
public struct SimulatedFleet: Sendable {
  private let sample: Sample
  private var nodes: [SimulatedNode]
  private var chance: Chance
  /// Whether nodes are asked to load and release units.
  private var isExecuting = false
  private var last: Instant?
  /// When the region of an outage goes, and when it is back; nil for never. A tide begins at the first of these.
  private let outage: (from: Instant, to: Instant?)
  /// The work of the groups, and how many units each had at the beginning; nil where nodes have work of their own.
  private var tide: (course: Tide, sizes: [String: Int])?
  /// The places of nodes by their names.
  private var numbers: [String: Int] = [:]
  /// When nodes have loaded what they were asked to, by migration.
  private var loads: [Int64: Instant] = [:]
  /// Units that no node has, by their names.
  private var stored: [String: SimulatedUnit] = [:]

  private static let regions = ["ap-east", "eu-west", "us-east", "us-west"]

  /// - Parameters:
  ///   - start: the time of the first observations.
  ///   - outage: how long after the start the region of an outage goes, and is back, or how long after it a
  ///     tide begins.
  ///   - hasUnits: whether nodes tell of the units on them, as cAdvisor does.
  public init(
    _ sample: Sample, nodes count: Int? = nil, seed: UInt64 = 1, start: Instant, hasUnits: Bool = false,
    outage: (from: Span, to: Span?) = (.minutes(4), nil)
  ) {
    self.sample = sample
    self.outage = (start + outage.from, outage.to.map { start + $0 })
    var chance = Chance(seed: seed)
    nodes = (0..<(count ?? sample.nodeCount)).map { place in
      var node = Self.node(place, of: sample, start: start, &chance)
      if hasUnits { node.settle(number: Self.number(place), seed: seed &+ UInt64(place)) }
      return node
    }
    self.chance = chance
    for (place, node) in nodes.enumerated() { numbers[node.labels["instance"]] = place }
    if sample == .tide { beginTide() }
  }

  private mutating func beginTide() {
    for place in nodes.indices { nodes[place].pool() }
    tide = (Tide(begins: outage.from), groupSizes)
  }

  private var groupSizes: [String: Int] {
    var sizes: [String: Int] = [:]
    for node in nodes { node.count(&sizes) }
    return sizes
  }

  /// The cores of each group's work that fall to one of its units; none does more than it is made for.
  private func shares(at now: Instant) -> [String: Double]? {
    guard let tide else { return nil }
    let sizes = groupSizes
    return Tide.groups.reduce(into: [:]) { shares, group in
      let day = Double(tide.sizes[group.name] ?? 0) * group.cores * Tide.ordinary
      let work = day * tide.course.level(of: group, at: now)
      shares[group.name] = min(group.cores, work / Double(max(1, sizes[group.name] ?? 0)))
    }
  }

  private static func number(_ index: Int) -> String { Figures.padded(index, to: index > 999 ? 5 : 3) }

  private static func node(_ index: Int, of sample: Sample, start: Instant, _ chance: inout Chance)
    -> SimulatedNode
  {
    let regions = sample == .calm ? Array(regions.prefix(2)) : regions
    let region = regions[index % regions.count]
    let zone = ["a", "b", "c"][index / regions.count % 3]
    let isEdge = index % 5 == 4
    let number = number(index)
    let labels: Labels = [
      "instance": isEdge ? "edge-\(number)" : "node-\(number)", "job": "node", "origin": "simulated",
      "region": region, "zone": zone, "tier": isEdge ? "edge" : "cloud",
    ]
    return SimulatedNode(labels: labels, isEdge: isEdge, start: start, &chance)
  }

  /// What the nodes say at a time; call with rising times.
  public mutating func observations(at now: Instant) -> [Observation] {
    // Counters do not run backwards when the clock does.
    let span = last.map { max(now - $0, .zero) } ?? .zero
    last = now
    var observations: [Observation] = []
    let shares = shares(at: now)
    for place in nodes.indices {
      if let shares { nodes[place].share(shares) }
      if isGone(place, at: now) { continue }
      nodes[place].live(for: span, demand: demand(place, at: now), &chance)
      observations.append(.scrape(nodes[place].scrape(at: now)))
      if place < 3 { observations.append(.processes(nodes[place].processes(at: now, &chance))) }
    }
    return observations
  }

  private func isOut(at now: Instant) -> Bool {
    sample == .outage && now >= outage.from && outage.to.map { now < $0 } ?? true
  }

  private func isGone(_ place: Int, at now: Instant) -> Bool {
    isOut(at: now) && nodes[place].labels["region"] == "eu-west"
  }

  /// How much of a node's capacity is asked for, 0 to 1 and beyond.
  private func demand(_ place: Int, at now: Instant) -> Double {
    switch sample {
    case .empty, .calm, .tide: return 0.22 + 0.12 * Double(place % 4)
    case .rush: return place % 29 == 7 ? 0.99 : place % 11 == 3 ? 0.88 : 0.52 + 0.06 * Double(place % 5)
    case .outage:
      // Where nobody moves units the users of the region that is gone come to the others.
      let extra = isOut(at: now) && !isExecuting ? 0.22 : 0
      return 0.45 + 0.05 * Double(place % 5) + extra + (place % 17 == 5 ? 0.2 : 0)
    }
  }
}

extension SimulatedFleet {
  /// Has nodes do what they are asked, as soon as they can; returns what they say. A node that is gone says nothing.
  public mutating func carryOut(_ commands: [Migration.Command], at now: Instant) -> [Migration.Answer] {
    isExecuting = true
    return commands.compactMap { command in
      guard let place = numbers[command.node], !isGone(place, at: now) else { return nil }
      switch command.verb {
      case .load: return load(command, on: place, at: now)
      case .release:
        release(command, on: place)
        return Migration.Answer(command.migration, .released)
      }
    }
  }

  /// A unit is copied from where it is, or from the store where its node is gone; that takes a few seconds.
  private mutating func load(_ command: Migration.Command, on place: Int, at now: Instant) -> Migration
    .Answer?
  {
    let readyAt = loads[command.migration] ?? now + .seconds(2 + command.migration % 5)
    loads[command.migration] = readyAt
    guard now >= readyAt else { return nil }
    loads[command.migration] = nil
    guard let unit = copy(for: command) else {
      return Migration.Answer(command.migration, .failed("no such unit"))
    }
    nodes[place].load(unit, for: command.migration)
    stored[command.unit] = nil
    return Migration.Answer(command.migration, .loaded)
  }

  /// The unit as a node has it, or as it is stored; a new one of its group where there has never been one of its name.
  private func copy(for command: Migration.Command) -> SimulatedUnit? {
    if let unit = nodes.lazy.compactMap({ $0.departing(command.unit) }).first { return unit }
    if let unit = stored[command.unit] { return unit }
    guard let group = command.group,
      var unit = nodes.lazy.compactMap({ $0.like(group) }).first
        ?? stored.values.first(where: { $0.group == group })
    else { return nil }
    unit.name = command.unit
    return unit
  }

  /// What no node has after it is stored as it was.
  private mutating func release(_ command: Migration.Command, on place: Int) {
    let unit = nodes[place].departing(command.unit)
    nodes[place].release(command.unit, for: command.migration)
    if let unit, !nodes.contains(where: { $0.departing(command.unit) != nil }) { stored[command.unit] = unit }
  }
}
