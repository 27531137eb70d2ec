import Basics
import Console
import Model
import Monitoring
import Telemetry

extension Subject {
  static let incidents: Subject = {
    var subject = Subject(
      "incidents", english: "list the incidents", chinese: "列出故障", table: .incidents, fields: incidentFields,
      things: \.snapshot.incidents)
    subject.extras = { [("statistics", statistics(of: $0.snapshot))] }
    return subject
  }()

  /// How fast people were in the last thirty days, in seconds.
  private static func statistics(of snapshot: Snapshot) -> JSONValue {
    let figures = IncidentStatistics(
      of: snapshot.incidents.map(\.incident), since: snapshot.at - .days(30))
    return [
      "count": .integer(Int64(figures.count)), "since": .text((snapshot.at - .days(30)).rfc3339),
      "time_to_acknowledge": seconds(figures.acknowledged), "time_to_resolve": seconds(figures.resolved),
    ]
  }

  private static func seconds(_ figures: IncidentStatistics.Figures?) -> JSONValue {
    guard let figures else { return .null }
    return [
      "count": .integer(Int64(figures.count)), "mean": .number(figures.mean.seconds),
      "median": .number(figures.median.seconds), "ninth_decile": .number(figures.ninth.seconds),
    ]
  }

  private static let incidentFields: [Field<IncidentView>] = [
    Field("address") { view, _ in .text(view.address.description) },
    Field("state") { view, _ in .text(view.incident.state.rawValue) },
    Field("severity") { view, _ in .text(view.incident.severity.rawValue) },
    Field("title") { view, context in context.text(view.incident.title) },
    Field("opened_at") { view, context in context.time(view.incident.openedAt) },
    Field("acknowledged_at") { view, context in context.time(view.incident.acknowledgement?.at) },
    Field("acknowledged_by") { view, _ in .optional(view.incident.acknowledgement?.by) },
    Field("assignee") { view, _ in .optional(view.incident.assignee) },
    Field("resolved_at") { view, context in context.time(view.incident.resolvedAt) },
    Field("rung") { view, _ in .integer(Int64(view.incident.rung)) },
    Field("firing") { view, _ in .integer(Int64(view.firing)) },
    Field("nodes") { view, _ in .array(view.nodes.map(JSONValue.text)) },
    Field("objectives") { view, _ in .array(view.incident.objectives.map(JSONValue.text)) },
    Field("alerts") { view, _ in .array(view.members.map(alert)) },
    Field("merged") { view, _ in .array(view.parts.map { .text($0.address.description) }) },
    Field("links") { view, _ in
      .array(view.incident.links.sorted().map { .text(Address(.incident, String($0)).description) })
    },
    Field("runbooks") { view, _ in .array(view.runbooks.map(JSONValue.text)) },
    Field("similar") { view, _ in .array(view.similar.map(similar)) },
  ]

  private static func alert(_ member: IncidentMember) -> JSONValue {
    [
      "address": .text(Address(.alert, member.alert).description), "rule": .text(member.rule),
      "bond": .text(member.bond.rawValue), "fired_at": .text(member.firedAt.rfc3339),
      "ended_at": .optional(member.endedAt?.rfc3339), "times": .integer(Int64(member.times)),
    ]
  }

  private static func similar(_ similarity: Similarity) -> JSONValue {
    [
      "address": .text(Address(.incident, String(similarity.identifier)).description),
      "score": .number((similarity.score * 100).rounded() / 100),
      "rules": .array(similarity.rules.map(JSONValue.text)),
      "labels": .array(similarity.labels.map { .text("\($0.name)=\($0.value)") }),
      "hours_apart": .number((similarity.apart.seconds / 360).rounded() / 10),
    ]
  }
}
