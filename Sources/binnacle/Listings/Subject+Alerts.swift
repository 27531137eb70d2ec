import Basics
import Console
import Model
import Monitoring
import Telemetry

extension Subject {
  static let alerts = Subject(
    "alerts", english: "list the alerts", chinese: "列出告警", table: .alerts, fields: alertFields,
    things: \.snapshot.alerts)

  private static let alertFields: [Field<AlertView>] = [
    Field("address") { view, _ in .text(view.alert.address.description) },
    Field("rule") { view, _ in .text(view.alert.rule) },
    Field("state") { view, _ in .text(view.alert.state.rawValue) },
    Field("severity") { view, _ in .text("\(view.alert.severity)") },
    Field("summary") { view, context in context.text(view.alert.summary) },
    Field("node") { view, _ in .optional(view.node) },
    Field("active_since") { view, context in context.time(view.alert.activeAt) },
    Field("fired_at") { view, context in context.time(view.alert.firedAt) },
    Field("resolved_at") { view, context in context.time(view.alert.resolvedAt) },
    Field("value") { view, _ in .optional(view.alert.value.finite) },
    Field("threshold") { view, _ in .optional(view.threshold) },
    Field("expression") { view, _ in .text(view.expression) },
    Field("for") { view, _ in .text(view.holdFor.prometheus) },
    Field("acknowledged_by") { view, _ in .optional(view.alert.acknowledgement?.by) },
    Field("acknowledged_at") { view, context in context.time(view.alert.acknowledgement?.at) },
    Field("comment") { view, _ in .optional(view.alert.acknowledgement?.comment.nonEmpty) },
    Field("silenced_until") { view, context in context.time(view.silence?.endsAt) },
    Field("ground") { view, _ in .text(view.alert.ground.rawValue) },
    Field("is_flapping") { view, _ in .flag(view.isFlapping) },
    Field("flapping") { view, _ in .number(view.flapping) },
    Field("needs_someone") { view, _ in .flag(view.needsSomeone) },
    Field("objective") { view, context in
      let named = context.snapshot.objective(view.alert.labels[ObjectiveSeries.label])
      return .optional(named?.address.description)
    },
    Field("receiver") { view, _ in .optional(view.routing?.receivers.joined(separator: ",").nonEmpty) },
    Field("mutedBy") { view, _ in .optional(view.routing?.reason?.word) },
    Field("nextSendAt") { view, context in context.time(view.routing?.nextSendAt) },
    Field("lastSentAt") { view, context in context.time(view.routing?.lastSentAt) },
    Field("labels") { view, _ in
      .object(view.alert.labels.map { (key: $0.name, value: .text($0.value)) })
    },
  ]
}
