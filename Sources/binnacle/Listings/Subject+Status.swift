import Basics
import Community
import Console
import Model
import Monitoring
import Roadmap

extension Subject {
  /// One subject of the house in a few figures.
  struct Summary: Sendable {
    let screen: ScreenID
    let severity: Severity
    let figures: [(key: String, value: JSONValue)]
  }

  static let status: Subject = {
    var subject = Subject(
      "status", english: "say how the house is", chinese: "概述整体状况", fields: summaryFields,
      things: summaries)
    subject.extras = { context in [("holder", holder(context)), ("store", store(context))] }
    return subject
  }()

  private static let summaryFields: [Field<Summary>] = [
    Field("address") { summary, _ in .text("screen/\(summary.screen.rawValue)") },
    Field("severity") { summary, _ in .text("\(summary.severity)") },
    Field("figures") { summary, _ in .object(summary.figures) },
  ]

  /// The process that runs the engine; null when none does.
  private static func holder(_ context: ListingContext) -> JSONValue {
    let watch = context.snapshot.watch
    guard watch.isHeld else { return .null }
    return .object([
      ("pid", .integer(Int64(watch.pid))), ("since", context.time(watch.since)),
      ("last_tick", context.time(watch.lastTick)),
    ])
  }

  private static func store(_ context: ListingContext) -> JSONValue {
    let store = context.snapshot.store
    return .object([
      ("path", .text(store.path)), ("bytes", .integer(store.bytes)),
      ("schema", .integer(Int64(store.schema))),
      ("fault", .optional(store.fault)),
    ])
  }

  @Sendable private static func summaries(_ context: ListingContext) -> [Summary] {
    [load(context), alertCounts(context), cost(context), plan(context), community(context)]
  }

  private static func count(_ count: Int) -> JSONValue { .integer(Int64(count)) }

  private static func load(_ context: ListingContext) -> Summary {
    let nodes = context.snapshot.nodes
    return Summary(
      screen: .nodes, severity: nodes.map(\.severity).max() ?? .ok,
      figures: [("nodes", count(nodes.count))]
        + NodeView.State.allCases.map { state in
          (key: state.rawValue, value: count(nodes.count { $0.state == state }))
        })
  }

  private static func alertCounts(_ context: ListingContext) -> Summary {
    let alerts = context.snapshot.alerts
    let open = alerts.filter(\.needsSomeone)
    return Summary(
      screen: .alerts, severity: open.map(\.alert.severity).max() ?? .ok,
      figures: [
        ("firing", count(alerts.count { $0.alert.state == .firing })),
        ("pending", count(alerts.count { $0.alert.state == .pending })),
        ("needs_someone", count(open.count)), ("silenced", count(alerts.count { $0.silence != nil })),
        ("rules", count(context.snapshot.rules.count)),
      ])
  }

  private static func cost(_ context: ListingContext) -> Summary {
    let costs = context.snapshot.costs
    return Summary(
      screen: .savings, severity: .ok,
      figures: [
        ("per_hour", context.money(costs.perHour)), ("used_per_hour", context.money(costs.usedPerHour)),
        ("currency", .text(costs.perHour.currency)), ("provenance", "assumed"),
        ("claimed_reduction_ratio", .optional(costs.claims.reduction)), ("verified_reduction_ratio", .null),
      ])
  }

  private static func plan(_ context: ListingContext) -> Summary {
    let standings = context.snapshot.plan.programmes.flatMap { programme in
      programme.milestones.map { programme.standing(of: $0, on: context.today) }
    }
    let late = standings.count { if case .overdue = $0 { true } else { false } }
    return Summary(
      screen: .roadmap, severity: late > 0 ? .watch : .ok,
      figures: [
        ("programmes", count(context.snapshot.plan.programmes.count)), ("milestones", count(standings.count)),
        ("done", count(standings.count { $0 == .done })), ("overdue", count(late)),
        ("active", count(standings.count { $0 == .active })),
        ("undated", count(standings.count { $0 == .undated })),
      ])
  }

  private static func community(_ context: ListingContext) -> Summary {
    let board = context.snapshot.board
    let verdicts = board.indicators.map { board.outlook(of: $0, on: context.today).verdict }
    let missed = verdicts.count { $0 == .missed }
    return Summary(
      screen: .community, severity: missed > 0 ? .watch : .ok,
      figures: [("indicators", count(verdicts.count))]
        + Outlook.Verdict.allCases.map { verdict in
          (key: verdict.rawValue, value: count(verdicts.count { $0 == verdict }))
        } + [("findings", count(context.snapshot.findings.count))])
  }
}
