import Console
import Model
import Monitoring

/// The names that `preview` knows places by.
enum PlaceName {
  static let names =
    ScreenID.allCases.map(\.rawValue) + [
      "node", "alert", "objective", "milestone", "indicator", "finding", "incident", "runbook",
    ]
    + ExploreSample.allCases.map(\.rawValue)

  /// The place of a name in a snapshot; of pages the first thing there is.
  static func place(_ name: String, in snapshot: Snapshot) -> Place? {
    if let screen = ScreenID(rawValue: name) { return .screen(screen) }
    if let sample = ExploreSample(rawValue: name) { return sample.place }
    switch name {
    case "node": return .node(snapshot.nodes.first?.identifier ?? "none")
    case "alert": return .alert(snapshot.alerts.first?.alert.identifier ?? "none")
    case "objective": return .objective(snapshot.objectives.first?.objective.name ?? "none")
    case "milestone": return .item("B-1.1")
    case "indicator": return .indicator("B-K01")
    case "incident": return .incident(snapshot.incidents.first?.incident.identifier ?? 0)
    case "runbook":
      let view = snapshot.incidents.first { !$0.runbooks.isEmpty }
      return .runbook(view?.runbooks.first ?? "disk", incident: view?.incident.identifier)
    case "finding": return .finding("INC-01")
    default: return nil
    }
  }
}
