import Basics
import Model
import Monitoring
import Telemetry

extension Engine {
  /// How the objectives stand. Who goes on looking reads one new objective a step, so that none waits for all.
  func objectiveViews(_ alerts: [AlertView]) -> [ObjectiveView] {
    objectives.keep(configuration.objectives, at: now)
    if !isRecollecting { workOutObjectives() }
    var firing: [String: [AlertView]] = [:]
    for place in alerts.indices where alerts[place].alert.state == .firing {
      let name = alerts[place].alert.labels[ObjectiveSeries.label]
      if !name.isEmpty { firing[name, default: []].append(alerts[place]) }
    }
    let isSimulated = !fleet.nodes.isEmpty && fleet.nodes.allSatisfy { $0.provenance == .simulated }
    return configuration.objectives.map { objective in
      var view = objectives.entries[objective.name]?.view ?? ObjectiveView(objective, at: now)
      heed(firing[objective.name] ?? [], in: &view)
      view.provenance = isSimulated ? .simulated : .measured
      view.fault = fault(of: objective)
      return view
    }.sorted(by: ObjectiveView.isMoreUrgent)
  }

  private func workOutObjectives() {
    let due = objectives.due(configuration.objectives, at: now)
    guard !due.isEmpty else { return }
    let source = series
    var readsAnew = purpose == .visit ? Int.max : 1
    for objective in due {
      if objectives.entries[objective.name] == nil {
        guard readsAnew > 0 else { continue }
        readsAnew -= 1
      }
      do throws(QueryFault) {
        try objectives.workOut(objective, from: source, at: now)
        evaluations.setFault(nil, of: Self.key(objective))
      } catch { evaluations.setFault(error.description, of: Self.key(objective)) }
    }
  }

  private static func key(_ objective: Objective) -> String { Objective.groupPrefix + objective.name }

  /// What is wrong with reading an objective, or with one of the rules it rests on.
  private func fault(of objective: Objective) -> String? {
    let key = Self.key(objective)
    let rules = evaluations.faults.filter { $0.key.hasPrefix("\(key)/") || $0.key.hasPrefix("\(key), long/") }
    return evaluations.faults[key] ?? rules.min { $0.key < $1.key }?.value
  }

  private func heed(_ alerts: [AlertView], in view: inout ObjectiveView) {
    view.alerts = alerts.map(\.alert.identifier)
    if view.standing == .kept, !alerts.isEmpty { view.standing = .burning }
    view.severity = max(
      alerts.map(\.alert.severity).max() ?? .ok, view.standing == .spent ? .watch : .ok)
  }
}
