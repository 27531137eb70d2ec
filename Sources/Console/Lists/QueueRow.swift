import Basics
import Model
import Monitoring
import Telemetry

/// A row of the queue: an incident with what fires of it, an alert that is a part of none, or a crowd of such alerts.
struct QueueRow {
  let incident: IncidentView?
  /// The most urgent alert of it; nil where nothing of an incident fires any more.
  let alert: AlertView?
  /// How many alerts of one rule stand alike, this one included.
  var crowd = 1

  var place: Place? {
    incident.map { .incident($0.incident.identifier) } ?? alert.map { .alert($0.alert.identifier) }
  }

  /// The nodes it touches.
  var nodes: [String] { incident?.nodes ?? (alert?.node).map { [$0] } ?? [] }
  var identity: String { incident?.address.description ?? alert?.alert.identifier ?? "" }
  var title: Bilingual { incident?.incident.title ?? alert?.alert.summary ?? Bilingual("") }
  var severity: Severity { incident?.incident.severity ?? alert?.alert.severity ?? .info }
  var since: Instant { incident?.incident.openedAt ?? alert?.alert.activeAt ?? .epoch }
  /// Whether nobody has it whom it concerns: its most urgent alert tells, for those that are silenced come after.
  var needsSomeone: Bool {
    (alert?.needsSomeone ?? false) && incident?.incident.needsSomeone ?? true
  }
}

extension Snapshot {
  /// What is broken, the most urgent first: an incident stands where its most urgent alert would.
  var queue: [QueueRow] {
    let open = incidents.filter { $0.incident.state != .resolved }
    let byNumber = Dictionary(open.map { ($0.incident.identifier, $0) }) { first, _ in first }
    var crowds: [Crowd: Int] = [:]
    for place in alerts.indices where alerts[place].incident == nil {
      crowds[alerts[place].crowd, default: 0] += 1
    }
    var (seen, told): (Set<Int>, Set<Crowd>) = ([], [])
    var rows: [QueueRow] = []
    // Of very many alerts only what is shown is copied.
    for place in alerts.indices {
      if let incident = alerts[place].incident.flatMap({ byNumber[$0] }) {
        guard seen.insert(incident.incident.identifier).inserted else { continue }
        rows.append(QueueRow(incident: incident, alert: alerts[place]))
      } else {
        let count = crowds[alerts[place].crowd] ?? 1
        guard count < Crowd.least || told.insert(alerts[place].crowd).inserted else { continue }
        rows.append(
          QueueRow(incident: nil, alert: alerts[place], crowd: count < Crowd.least ? 1 : count))
      }
    }
    return rows
      + open.filter { !seen.contains($0.incident.identifier) }.map { QueueRow(incident: $0, alert: nil) }
  }

  /// The alerts that one row of the queue stands for.
  func crowd(of alert: AlertView) -> [AlertView] {
    let all = alerts.filter { $0.incident == nil && $0.crowd == alert.crowd }
    return alert.incident == nil && all.count >= Crowd.least ? all : [alert]
  }

  /// The row of the queue that a place is about.
  func queueRow(of place: Place) -> QueueRow? {
    switch place {
    case .incident(let number):
      incident(number).map { view in
        QueueRow(incident: view, alert: alerts.first { $0.incident == view.incident.identifier })
      }
    case .alert(let name): alert(name).map { QueueRow(incident: nil, alert: $0) }
    case .screen, .node, .objective, .item, .indicator, .finding, .runbook, .whatIf: nil
    }
  }
}

/// What alerts that are in no incident have alike where many of them are one row.
private struct Crowd: Hashable {
  let rule: String
  let state: Alert.State
  let isSilenced: Bool

  static let least = 4
}

extension AlertView {
  fileprivate var crowd: Crowd {
    Crowd(rule: alert.rule, state: alert.state, isSilenced: silence != nil)
  }
}

extension Snapshot {
  /// The objective that something broken is about: that of its most urgent alert, else the shortest of budget of all.
  func objective(of row: QueueRow) -> ObjectiveView? {
    if let own = row.alert.flatMap({ objective($0.alert.labels[ObjectiveSeries.label]) }) { return own }
    return row.incident?.objectives.compactMap { objective($0) }.min { $0.budget.left < $1.budget.left }
  }
}
