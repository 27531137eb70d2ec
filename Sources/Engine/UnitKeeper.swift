import Basics
import Model
import Scheduling
import Telemetry

/// Which units run where and what they use, from what nodes tell of them. Every source is looked at once in a round,
/// some of them at a step, so that thousands of nodes cost a step little.
struct UnitKeeper {
  /// The units of all nodes, the worst first, and the nodes as a scheduler sees them.
  private(set) var views: [UnitView] = []
  private(set) var cluster = ClusterView()
  private var sources: [Labels: UnitSource] = [:]
  /// The sources of this round that are still to be looked at.
  private var waiting: ArraySlice<Labels> = []
  /// How many sources are looked at in a step of this round.
  private var portion = 0
  private var roundAt: Instant?
  private var isOpen = false
  /// The groups, and the units of none, whose labels the log has told of.
  var misread: Set<String> = []
  /// What units said of their needs when a node told of them last, by their names; only of those that say anything.
  private var said: [String: UnitNeeds] = [:]

  /// How often a source is looked at.
  static let pace = Span.seconds(15)
  /// A round takes about so many steps of a second, and a step at least so many sources.
  private static let (steps, fewest) = (10, 64)

  /// The sources to look at in this step; a new round begins when it is time.
  mutating func due(_ head: Head, at now: Instant, isWhole: Bool) -> ArraySlice<Labels> {
    if waiting.isEmpty, roundAt.map({ now < $0 || now - $0 >= Self.pace }) ?? true { begin(head, at: now) }
    let due = isWhole ? waiting : waiting.prefix(portion)
    waiting = waiting.dropFirst(due.count)
    return due
  }

  private mutating func begin(_ head: Head, at now: Instant) {
    roundAt = now
    let telling = head.sourceLabels.filter { labels in
      guard !labels.areMarked, let latest = head.latest(of: labels)?.current else { return false }
      // A page that cannot be read says nothing of where units are.
      if latest.tellsOfFailure, sources[labels] != nil { return true }
      return head.lastPage(of: labels).map { UnitColumns.tells($0.current.layout) } ?? false
    }
    // A house without units has nothing to settle, but for those it had.
    isOpen = !telling.isEmpty || !sources.isEmpty
    let known = Set(telling)
    sources = sources.filter { known.contains($0.key) }
    waiting = telling[...]
    portion = max(Self.fewest, telling.count / Self.steps)
  }

  mutating func take(_ current: Scrape, after previous: Scrape?, of node: String) {
    sources[current.source, default: UnitSource(current.layout)].take(current, after: previous, of: node)
  }

  /// Whether all sources have been looked at and the views are still of the round before.
  var isRoundDone: Bool { isOpen && waiting.isEmpty }

  /// Makes the views of the round.
  /// - Parameter urgency: how urgent the units of each group are that do not say so themselves.
  mutating func settle(
    _ nodes: [NodeView], _ acts: ActKeeper, _ urgency: [String: Int16], at now: Instant,
    priced: (NodeView) -> Int32
  ) {
    isOpen = false
    let known = Dictionary(nodes.map { ($0.identifier, $0) }) { first, _ in first }
    let told = sources.values.flatMap { $0.entries.compactMap { Self.view($0.view, known, at: now) } }
    let (settled, untold) = Self.settled(told, acts, known, at: now)
    views = prioritised(Self.bound(settled), told, urgency).sorted(by: UnitView.isWorse)
    let arrivals = ClusterView.Arrivals(acts.book.arriving(at: now), among: views, untold: untold)
    cluster = ClusterView(
      of: views.isEmpty ? [] : nodes, views, arrivals, revision: cluster.revision + 1, acts.holds, priced)
  }

  /// Has units that no node tells of need what they needed when one did, or else what others of their group do, and
  /// puts in how urgent each is.
  private mutating func prioritised(_ units: [UnitView], _ told: [UnitView], _ urgency: [String: Int16])
    -> [UnitView]
  {
    for unit in told where unit.needs != nil || !said.isEmpty { said[unit.name] = unit.needs }
    guard !said.isEmpty || !urgency.isEmpty else { return units }
    let tells = said.isEmpty ? [] : Set(told.map(\.identifier))
    let saying = told.filter { $0.needs != nil }
    let alike = Dictionary(saying.map { ($0.group, $0.needs) }) { first, _ in first }
    let all = units.map { unit in
      var unit = unit
      if !said.isEmpty, !tells.contains(unit.identifier) {
        unit.needs = said[unit.name] ?? alike[unit.group] ?? nil
      }
      unit.priority =
        unit.needs?.priority ?? unit.group.flatMap { urgency[$0] } ?? ServiceClass.standard.priority
      return unit
    }
    let left = said.isEmpty ? [] : Set(all.map(\.name))
    said = said.filter { left.contains($0.key) }
    return all
  }

  /// The units where they belong: what an old node still tells of one that has moved is left out, and one that its new
  /// node does not tell of yet is there as it was, and named among those untold. Ghosts are told of by no node.
  private static func settled(
    _ told: [UnitView], _ acts: ActKeeper, _ nodes: [String: NodeView], at now: Instant
  ) -> (views: [UnitView], untold: Set<String>) {
    guard !acts.book.entries.isEmpty else { return (told, []) }
    var (views, arriving) = ([UnitView](), [Migration]())
    for var view in told {
      guard let departure = acts.departure(of: view) else {
        views.append(view)
        continue
      }
      if departure.makesGhost, departure.stage == .releasing, departure.origin == view.node {
        view.state = .evicting
        views.append(view)
      } else {
        arriving.append(departure)
      }
    }
    arriving += acts.book.arriving(at: now).filter { $0.origin == nil && $0.stage != .planned }
    var (there, untold) = (Set(views.map(\.identifier)), Set<String>())
    for migration in arriving {
      // What is on its way from the store is where it is being loaded.
      guard let node = migration.owner ?? migration.target,
        there.insert("\(node)/\(migration.unit)").inserted
      else { continue }
      views.append(UnitView(servedBy: migration, on: node, nodes[node]))
      untold.insert("\(node)/\(migration.unit)")
    }
    guard !acts.book.ghosts.isEmpty else { return (views, untold) }
    let known = Set(views.map(\.name))
    for (unit, number) in acts.book.ghosts where !known.contains(unit) {
      if let migration = acts.book[number] { views.append(UnitView(ghost: migration)) }
    }
    return (views, untold)
  }

  /// Of units with one name on several nodes that no journey explains each belongs to its node.
  private static func bound(_ views: [UnitView]) -> [UnitView] {
    var counts: [String: Int] = [:]
    for view in views { counts[view.name, default: 0] += 1 }
    guard counts.count < views.count else { return views }
    return views.map { view in
      var view = view
      view.isBound = counts[view.name, default: 0] > 1
      return view
    }
  }

  /// A unit that its node has not told of for long is gone; what a lost node told of at the end is lost.
  private static func view(_ view: UnitView, _ nodes: [String: NodeView], at now: Instant) -> UnitView? {
    var view = view
    let node = nodes[view.node]
    view.state = node?.state == .lost ? .lost : .running
    let heard = view.state == .lost ? node?.lastSeen ?? now : now
    if heard - view.lastSeen > Head.lookback { return nil }
    guard let node, node.cores > 0, node.memory > 0 else { return view }
    view.share = max((view.cores ?? 0) / Double(node.cores), (view.memory ?? 0) / node.memory)
    return view
  }
}

extension UnitView {
  /// A unit that its node serves, or is loading, and does not tell of yet.
  fileprivate init(servedBy migration: Migration, on name: String, _ node: NodeView?) {
    self.init(
      node: name, name: migration.unit, since: migration.changedAt,
      provenance: node?.provenance ?? .measured)
    group = migration.group
    if migration.owner == nil {
      state = .materialising
      return
    }
    (cores, memory) = (migration.cores, migration.memory)
    guard let node, node.cores > 0, node.memory > 0 else { return }
    share = max(migration.cores / Double(node.cores), migration.memory / node.memory)
  }

  /// A unit that is only stored, as it was when it let its room go.
  fileprivate init(ghost migration: Migration) {
    self.init(node: "", name: migration.unit, since: migration.changedAt)
    (group, state) = (migration.group, .ghost)
    (cores, memory) = (migration.cores, migration.memory)
  }
}
