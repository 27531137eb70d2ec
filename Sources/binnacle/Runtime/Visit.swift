import Basics
import Collectors
import Console
import Engine
import Glibc
import Model
import Monitoring
import Store
import Telemetry

/// One look at the house for a command that answers and goes: nothing is written and no lease is taken.
struct Visit {
  private let options: Options
  private let opening: StoreOpening

  init(_ options: Options) {
    self.options = options
    opening = StoreOpening(options)
  }

  /// What there is to show. While somebody holds the watch it is what they see; else this host is read just now.
  /// - Parameter whole: whether to wait until every scrape of before is read.
  func snapshot(whole: Bool = false) throws(Complaint) -> Snapshot {
    try snapshot(of: store(), whole: whole)
  }

  /// How the nodes use what they have, the worst first, and what there is to show besides.
  /// - Parameters:
  ///   - names: the nodes to tell of; all where none is named.
  ///   - change: what is thought through beside things as they are.
  func capacity(of names: [String], change: CapacityChange?) throws(Complaint) -> (Snapshot, [CapacityView]) {
    let store = try store()
    let snapshot = try snapshot(of: store)
    for name in names where snapshot.node(name) == nil { throw .noNode(name) }
    let nodes = snapshot.nodes.filter { names.isEmpty || names.contains($0.identifier) }
    let views = try opening.explaining { () throws(StoreFault) in
      var views: [CapacityView] = []
      for node in nodes {
        let hours = try store.hours(of: node, days: CapacityOutlook.days, before: snapshot.at)
        views += CapacityOutlook.vitals.map { CapacityView(node, $0, hourly: hours[$0], change: change) }
      }
      return views
    }
    return (snapshot, CapacityView.worstFirst(views))
  }

  private func snapshot(of store: Store, whole: Bool = false) throws(Complaint) -> Snapshot {
    let facts = store.hasNoFacts
    let now = options.at ?? Clock.wall
    var configuration = DataFiles.configuration(in: options.paths.data, at: now, facts: facts)
    configuration.scaling = options.configuration.scaling
    if let programs = options.configuration.programs { configuration.use(programs) }
    let engine = Engine(store: store, configuration: configuration, purpose: .visit)
    var snapshot = advance(engine)
    while whole, engine.isRecollecting { snapshot = advance(engine) }
    if engine.wantsSources, options.at == nil {
      while engine.isRecollecting { snapshot = advance(engine) }
      snapshot = readHost(engine)
    }
    if let fault = snapshot.store.trouble {
      throw .failed(StoreFault(fault, path: store.path, detail: snapshot.store.fault ?? "").sentence)
    }
    return options.at == nil ? snapshot : try past(snapshot, in: store)
  }

  /// Without a store there is nothing to read: one in memory stands in for it, with the facts in it.
  private func store() throws(Complaint) -> Store {
    guard Files.exists(options.paths.store) else {
      return try opening.explaining { () throws(StoreFault) in
        let store = try Store()
        let configuration = DataFiles.configuration(in: options.paths.data, at: Clock.wall, facts: true)
        let engine = Engine(store: store, configuration: configuration, purpose: .errand)
        _ = engine.advance(to: Clock.wall, beat: EngineRoom.beat)
        engine.stop(beat: EngineRoom.beat)
        return store
      }
    }
    return try opening.open(options.paths.store)
  }

  private func advance(_ engine: Engine, taking observations: [Observation] = []) -> Snapshot {
    engine.advance(
      to: options.at ?? Clock.wall, beat: EngineRoom.beat, taking: observations, isAlive: EngineRoom.isAlive)
  }

  /// Rates need two readings.
  private func readHost(_ engine: Engine) -> Snapshot {
    let name = HostCollector.hostName()
    let collector = HostCollector(labels: ["instance": name, "job": "node"])
    collector.readSlowParts(at: Clock.wall)
    _ = advance(engine, taking: collector.collect(at: Clock.wall))
    usleep(300_000)
    return advance(engine, taking: collector.collect(at: Clock.wall))
  }

  /// The nodes as they were then.
  private func past(_ snapshot: Snapshot, in store: Store) throws(Complaint) -> Snapshot {
    var snapshot = snapshot
    let moment = try opening.explaining { () throws(StoreFault) in try store.vitals(at: snapshot.at) }
    snapshot.nodes = moment.map { source, at, vitals in
      let known = snapshot.nodes.first { $0.labels == source }
      var node = NodeView(identifier: source["instance"], labels: source, lastSeen: at, trendLength: 1)
      node.vitals = vitals
      node.cores = known?.cores ?? 0
      node.memory = known?.memory ?? .nan
      let worst = snapshot.thresholds.worst(of: vitals)
      node.severity = worst?.severity ?? .ok
      node.worst = worst?.vital
      return node
    }
    return snapshot
  }
}
