import Basics
import Console
import Engine
import Model
import Monitoring
import Simulation
import Store

/// A named sample played through the real engine, so that what is looked at is what would be shown.
struct SampleScene {
  let sample: Sample
  let snapshot: Snapshot
  let engine: Engine

  /// Samples end on this Saturday morning, whatever the time is here.
  static let now = Instant(rfc3339: "2026-03-14T09:26:53Z")!
  private static let step = Span.seconds(15)
  private static let beat = Beat(pid: 4_242, boot: "sample", uptime: .hours(5))

  /// - Parameters:
  ///   - nodes: how many nodes there are; nil for as many as the sample has.
  ///   - steps: how many scrapes are played, 15 seconds apart.
  init(
    _ sample: Sample, nodes: Int? = nil, seed: UInt64 = 1, steps: Int = 48, data: [String]
  ) throws(StoreFault) {
    self.sample = sample
    var configuration = DataFiles.configuration(in: data, at: Self.now, facts: sample != .empty)
    configuration.zone = .utc
    configuration.keepsScrapes = false
    let store = try Store()
    engine = Engine(store: store, configuration: configuration)
    let start = Self.now - Self.step * Int64(steps)
    var fleet = SimulatedFleet(sample, nodes: nodes, seed: seed, start: start, hasUnits: true)
    var snapshot = engine.advance(to: start, beat: Self.beat)
    for index in 1...steps {
      let now = start + Self.step * Int64(index)
      if index == steps - 3 { try Self.order(sample, snapshot, in: store, at: now) }
      snapshot = engine.advance(to: now, beat: Self.beat, taking: fleet.observations(at: now))
    }
    snapshot.store.path = "~/.local/share/binnacle/binnacle.db"
    snapshot.store.bytes = 7_340_032
    self.snapshot = snapshot
  }

  /// What people have done by then: somebody has taken an alert on, work is under way, a value was entered.
  private static func order(_ sample: Sample, _ snapshot: Snapshot, in store: Store, at now: Instant)
    throws(StoreFault)
  {
    guard sample == .rush || sample == .outage else { return }
    var drafts: [Order.Draft] = []
    let firing = snapshot.alerts.filter { $0.alert.state == .firing }
    if let first = firing.first {
      drafts.append(Order.Draft(.acknowledge, first.alert.address, reason: "looking into it"))
    }
    if firing.count > 1 {
      drafts.append(
        Order.Draft(.silence, firing[1].alert.address, ["duration": "2h"], reason: "planned test"))
    }
    drafts += [
      Order.Draft(.set, Address(.milestone, "B-1.1"), ["field": "status", "value": "done"]),
      Order.Draft(.set, Address(.milestone, "B-2.1"), ["field": "progress", "value": "40"]),
      Order.Draft(.set, Address(.milestone, "B-1.2"), ["field": "owner", "value": "Lin Wei"]),
      Order.Draft(
        .observe, Address(.indicator, "B-K01"), ["value": "640", "day": "2026-03-01"], reason: "counted"),
      Order.Draft(.observe, Address(.indicator, "B-K02"), ["value": "many"]),
    ]
    for draft in drafts { _ = try store.submit(draft, by: "mei", from: "console 4242", at: now) }
  }

  /// A console that shows the sample at a place.
  func console(
    at place: Place, _ setup: Console.Setup, themes: [ThemeName] = [], theme: String = "",
    exploring explored: ExploreSample? = nil
  ) throws(StoreFault) -> Console {
    var console = Console(setup)
    var snapshot = snapshot
    snapshot.panels = explored?.saved ?? []
    let now = snapshot.at
    _ = console.update(.themes(themes, current: theme), at: now)
    _ = console.update(.snapshot(snapshot), at: now)
    console.go(to: place)
    for key in explored?.keys ?? [] { try answer(console.update(.key(key), at: now), of: &console) }
    try answer(console.update(.tick, at: now) + console.questionsNow(), of: &console)
    return console
  }

  /// Answers what the place asks for, as the clerk and the querist would.
  private func answer(_ effects: [Effect], of console: inout Console) throws(StoreFault) {
    for effect in effects {
      if case .ask(let question) = effect {
        let answer = try Inquiry(engine.sharedStore).answer(question)
        _ = console.update(.answer(answer), at: snapshot.at)
      } else if case .whatIf(let request) = effect {
        _ = console.update(.foreseen(request.answer()), at: snapshot.at)
      } else if case .query(let request) = effect {
        _ = console.update(
          .queried(request.answer(from: SampleHistogram.beside(engine, at: snapshot.at))), at: snapshot.at)
      }
    }
  }
}
