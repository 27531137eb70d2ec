import Basics
import Model
import Monitoring
import Telemetry

/// The nodes that have been seen, and how each is.
struct Fleet {
  private(set) var nodes: [NodeView] = []
  private var places: [Labels: Int] = [:]
  private var named: [String: Int] = [:]
  /// The mean CPU share of the nodes that are up, once a tick.
  private var load = Ring<Float>(capacity: trendLength)
  private var intervals: [Span] = []
  private var reader = VitalsReader()

  /// How many values of a node's trend are kept.
  static let trendLength = 60

  /// What became of a node.
  enum Event {
    case seen, back, lost, restarted
  }

  /// Whether a scrape is one of a node, and not of some other program.
  static func isNode(_ layout: Layout) -> Bool {
    layout.first("node_load1") != nil || layout.first("node_memory_MemTotal_bytes") != nil
  }

  /// Takes a node's scrape in.
  mutating func take(_ scrape: Scrape, after previous: Scrape?, _ thresholds: Thresholds) -> (
    node: NodeView, event: Event?
  ) {
    let isNew = places[scrape.source] == nil
    let place = place(of: scrape.source)
    var event: Event? = isNew ? .seen : nodes[place].state == .lost ? .back : nil
    if let boot = scrape.value("node_boot_time_seconds"),
      let before = previous?.value("node_boot_time_seconds"),
      boot > before + 5
    {
      event = .restarted
    }
    if let previous { intervals[place] = scrape.at - previous.at }
    let vitals = reader.vitals(scrape, after: previous)
    Self.update(&nodes[place], scrape, previous, vitals, thresholds)
    return (nodes[place], event)
  }

  private static func update(
    _ node: inout NodeView, _ scrape: Scrape, _ previous: Scrape?, _ vitals: Vitals, _ thresholds: Thresholds
  ) {
    node.lastSeen = scrape.at
    node.state = .up
    node.vitals = vitals
    node.trend.append(node.vitals[.cpu])
    if node.current?.layout !== scrape.layout {
      let cores = scrape.layout.columns(of: "node_cpu_seconds_total")
      node.cores = Set(cores.map { scrape.layout.columns[$0].labels["cpu"] }).count
    }
    node.memory = scrape.value("node_memory_MemTotal_bytes") ?? .nan
    node.keep(scrape, after: previous)
    let worst = thresholds.worst(of: node.vitals)
    node.severity = worst?.severity ?? .ok
    node.worst = worst?.vital
  }

  private mutating func place(of source: Labels) -> Int {
    if let known = places[source] { return known }
    let name = source["instance"].isEmpty ? source.description : source["instance"]
    let candidates = [name, "\(name) (\(source["job"]))"]
    // All labels together are the source's own.
    let identifier = candidates.first { named[$0] == nil } ?? source.description
    named[identifier] = nodes.count
    nodes.append(
      NodeView(identifier: identifier, labels: source, lastSeen: .epoch, trendLength: Self.trendLength))
    intervals.append(.seconds(1))
    places[source] = nodes.count - 1
    return nodes.count - 1
  }

  /// Removes the node of a source that is not read any more.
  mutating func forget(_ source: Labels) {
    guard let place = places[source] else { return }
    nodes.remove(at: place)
    intervals.remove(at: place)
    places = Dictionary(uniqueKeysWithValues: nodes.indices.map { (nodes[$0].labels, $0) })
    named = Dictionary(uniqueKeysWithValues: nodes.indices.map { (nodes[$0].identifier, $0) })
  }

  mutating func take(_ table: ProcessTable) {
    guard let place = places[table.source] else { return }
    nodes[place].processes = table
  }

  /// Looks which nodes have gone silent; returns those that are lost from now on.
  mutating func age(at now: Instant) -> [NodeView] {
    var lost: [NodeView] = []
    let digest = Digest(nodes: nodes)
    if !digest.nodes.cpu.isNaN { load.append(digest.nodes.cpu) }
    for place in nodes.indices {
      let state = NodeView.State(silence: now - nodes[place].lastSeen, interval: intervals[place])
      guard state != nodes[place].state else { continue }
      nodes[place].state = state
      if state == .lost {
        nodes[place].severity = .act
        nodes[place].worst = nil
        lost.append(nodes[place])
      }
    }
    return lost
  }

  /// The node an alert's labels point to.
  func node(for labels: Labels) -> NodeView? {
    named[labels["instance"]].map { nodes[$0] }
  }

  /// The node that a source tells of itself; nil where it is none.
  func node(from source: Labels) -> NodeView? { places[source].map { nodes[$0] } }

  func node(named name: String) -> NodeView? { named[name].map { nodes[$0] } }

  var loadTrend: [Float] { Array(load) }

  /// How many seconds lie between a node's scrapes.
  func interval(of source: Labels) -> Span { places[source].map { intervals[$0] } ?? .seconds(1) }

  /// Brings times ahead of a clock that was set back down to now.
  mutating func rewind(to now: Instant) {
    for place in nodes.indices { nodes[place].lastSeen = min(nodes[place].lastSeen, now) }
  }
}
