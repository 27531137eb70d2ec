import Basics
import Community
import Costs
import Model
import Monitoring
import Roadmap
import Simulation
import Testing

@testable import Engine

/// What holds in every house at every step, whatever happens; a seed that breaks it is named and can be played again.
@Suite struct InvariantTests {
  @Test(arguments: 1...16)
  func `every step keeps the invariants`(seed: UInt64) throws {
    var chance = Chance(seed: seed)
    let sample = Sample.allCases[Int(chance.next() % 4)]
    var world = try World(sample, nodes: Int(chance.next() % 6) + 1, seed: seed)
    for step in 0..<50 {
      let before = world.snapshot
      if chance.happens(0.2) { try world.order(Self.order(&chance, before)) }
      let isStep = chance.happens(0.05)
      world.pass(
        .seconds(Int64(chance.next() % 30) + 1),
        stepping: isStep ? .seconds(Int64(chance.next() % 900) - 450) : .zero, silent: chance.happens(0.1))
      if chance.happens(0.05) { world.restart() }
      let broken = Self.broken(world.snapshot, after: before) + Self.outdated(in: world)
      try #require(broken.isEmpty, "seed \(seed), step \(step), \(sample): \(broken)")
    }
  }

  /// The names of the invariants that do not hold.
  private static func broken(_ snapshot: Snapshot, after before: Snapshot) -> [String] {
    let identifiers = snapshot.alerts.map(\.alert.identifier)
    let states = snapshot.nodes.map(\.state)
    let digest = snapshot.digest
    let invariants: [(name: String, holds: Bool)] = [
      ("alerts are told apart", Set(identifiers).count == identifiers.count),
      ("nodes are told apart", Set(snapshot.nodes.map(\.identifier)).count == snapshot.nodes.count),
      ("the digest counts nodes", digest.nodes.count == states.count),
      ("the digest counts the lost", digest.nodes.lost == states.count { $0 == .lost }),
      (
        "the digest counts what fires",
        digest.alerts.firing == snapshot.alerts.count { $0.alert.state == .firing }
      ),
      ("alerts stand by urgency", isSorted(snapshot.alerts)),
      ("what fires has been pending long enough", snapshot.alerts.allSatisfy(hasWaited)),
      ("no order waits", snapshot.orders.allSatisfy { $0.status != .pending }),
      ("use costs no more than what is provisioned", (snapshot.costs.ever.reduction ?? 0) >= 0),
      (
        "shares lie between nothing and all: \(snapshot.nodes.flatMap(unfairShares))",
        snapshot.nodes.allSatisfy { unfairShares($0).isEmpty }
      ),
      ("all facts are there", snapshot.findings.count == 16 && snapshot.plan.programmes.count == 3),
      ("the store takes everything", snapshot.store.fault == nil),
      ("time does not stand still", snapshot.at != before.at || snapshot.revision != before.revision),
    ]
    return invariants.filter { !$0.holds }.map(\.name)
  }

  /// What is remembered of the alerts and incidents must be what it would be if it were worked out now.
  private static func outdated(in world: World) -> [String] {
    let (alerts, incidents) = (world.snapshot.alerts, world.snapshot.incidents)
    world.engine.knownAlerts = nil
    world.engine.incidents.views = nil
    func text(_ view: AlertView) -> String {
      "\(view.alert) \(view.silence as Any) \(view.node as Any) \(view.values) \(view.incident as Any)"
    }
    let isCurrent = [
      "alerts are current": alerts.map(text) == world.engine.alertViews().map(text),
      "incidents are current": incidents.map { "\($0)" } == world.engine.incidentViews().map { "\($0)" },
    ]
    return isCurrent.filter { !$0.value }.map(\.key)
  }

  private static func isSorted(_ alerts: [AlertView]) -> Bool {
    zip(alerts, alerts.dropFirst()).allSatisfy { $0.urgency < $1.urgency }
  }

  private static func hasWaited(_ view: AlertView) -> Bool {
    guard view.alert.state == .firing, let fired = view.alert.firedAt else { return true }
    return fired - view.alert.activeAt >= view.holdFor
  }

  private static func unfairShares(_ node: NodeView) -> [Vital] {
    Vital.allCases.filter { vital in
      let value = node.vitals[vital]
      return value < 0 || vital.unit == .ratio && value > 1.0001
    }
  }

  private static func order(_ chance: inout Chance, _ snapshot: Snapshot) -> Order.Draft {
    if let alert = snapshot.alerts.randomElement(using: &chance), chance.happens(0.5) {
      let verbs: [(Order.Verb, [String: String])] = [
        (.acknowledge, [:]), (.silence, ["duration": "5m"]), (.resolve, [:]), (.comment, [:]),
      ]
      let (verb, fields) = verbs[Int(chance.next() % 4)]
      return Order.Draft(verb, alert.alert.address, fields, reason: "because")
    }
    let field = ["progress", "status", "owner", "start", "nonsense"].randomElement(using: &chance) ?? ""
    let value =
      ["40", "done", "Ada", "2026-01-01", "'; DROP TABLE orders"].randomElement(using: &chance) ?? ""
    return Order.Draft(.set, Address(.milestone, "B-1.2"), ["field": field, "value": value])
  }
}
