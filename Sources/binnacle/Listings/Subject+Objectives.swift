import Basics
import Console
import Model
import Monitoring

extension Subject {
  static let objectives = Subject(
    "objectives", english: "list the objectives (SLOs) and their error budgets",
    chinese: "列出服务目标（SLO）及错误预算",
    table: .objectives, fields: objectiveFields, things: \.snapshot.objectives)

  private static let objectiveFields: [Field<ObjectiveView>] = [
    Field("address") { view, _ in .text(view.address.description) },
    Field("name") { view, _ in .text(view.objective.name) },
    Field("title") { view, context in context.text(view.objective.title) },
    Field("service") { view, _ in .text(view.objective.service) },
    Field("kind") { view, _ in .text(view.objective.kind.rawValue) },
    Field("state") { view, _ in .text(view.standing.rawValue) },
    Field("severity") { view, _ in .text("\(view.severity)") },
    Field("target") { view, _ in .number(view.objective.target) },
    Field("indicator") { view, _ in .optional(view.budget.indicator) },
    Field("window_start") { view, context in context.time(view.from) },
    Field("window_end") { view, context in context.time(view.to) },
    Field("seen_seconds") { view, _ in .number(view.budget.seen.seconds) },
    Field("looks") { view, _ in .number(view.budget.tally.looks) },
    Field("events") { view, _ in view.objective.countsEvents ? .number(view.budget.events) : .null },
    Field("bad_events") { view, _ in view.objective.countsEvents ? .number(view.budget.badEvents) : .null },
    Field("budget_left_ratio") { view, _ in known(view) { $0.left } },
    Field("budget_used_ratio") { view, _ in known(view) { $0.used } },
    Field("budget_seconds") { view, _ in .number(view.budget.allowedTime.seconds) },
    Field("budget_left_seconds") { view, _ in known(view) { $0.timeLeft.seconds } },
    Field("budget_left_events") { view, _ in
      view.objective.countsEvents ? known(view) { $0.eventsLeft ?? .nan } : .null
    },
    Field("burn_rates") { view, _ in
      .object(view.rates.map { (key: $0.window.prometheus, value: finite($0.value)) })
    },
    Field("burn_limits") { view, _ in
      .object(view.rates.map { (key: $0.window.prometheus, value: .optional($0.limit)) })
    },
    Field("exhaustion") { view, context in exhaustion(view.forecast, context) },
    Field("alerts") { view, _ in .array(view.alerts.map { .text(Address(.alert, $0).description) }) },
    Field("provenance") { view, _ in .text(view.provenance.rawValue) },
    Field("fault") { view, _ in .optional(view.fault) },
  ]

  /// A figure of a budget of which enough was seen.
  private static func known(_ view: ObjectiveView, _ figure: (ErrorBudget) -> Double) -> JSONValue {
    view.standing == .unknown ? .null : finite(figure(view.budget))
  }

  private static func finite(_ number: Double) -> JSONValue {
    number.isFinite ? .number(number) : number > 0 ? "+Inf" : .null
  }

  private static func exhaustion(_ forecast: BudgetForecast, _ context: ListingContext) -> JSONValue {
    var members: [(key: String, value: JSONValue)] = []
    switch forecast {
    case .spent: members = [("state", "spent")]
    case .notAtThisRate: members = [("state", "not_at_this_rate")]
    case .unknown: members = [("state", "unknown")]
    case .at(let time, let earliest, let latest):
      members = [
        ("state", "expected"), ("at", context.time(time)), ("earliest", context.time(earliest)),
        ("latest", context.time(latest)),
      ]
    }
    return .object(members + [("provenance", .text(Provenance.forecast.rawValue))])
  }
}
