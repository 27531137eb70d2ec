import Basics
import Console
import Costs
import Model
import Monitoring

extension Subject {
  static let costs: Subject = {
    var subject = Subject(
      "costs", english: "list what the nodes cost, and the claims", chinese: "列出节点成本与各项声称",
      table: .costNodes, fields: costFields, things: \.snapshot.costs.nodes)
    subject.extras = { context in
      [("currency", .text(context.snapshot.costs.perHour.currency)), ("prices", prices(context))]
        + [("totals", totals(context)), ("claims", claims(context)), ("path", path(context))]
    }
    return subject
  }()

  private static let costFields: [Field<NodeCost>] = [
    Field("address") { cost, _ in .text(Address(.node, cost.node).description) },
    Field("name") { cost, _ in .text(cost.node) },
    Field("price") { cost, _ in .text(Address(.price, cost.entry).description) },
    Field("cores") { cost, _ in .integer(Int64(cost.cores)) },
    Field("memory_bytes") { cost, _ in .integer(cost.memoryBytes) },
    Field("per_hour") { cost, context in context.money(cost.perHour) },
    Field("per_month") { cost, context in context.money(cost.perMonth) },
    Field("used_per_hour") { cost, context in context.money(cost.usedPerHour) },
    Field("idle_ratio") { cost, _ in .optional(cost.idleShare) },
    // Measured capacity and use times a list price: the price decides what the product is worth.
    Field("provenance") { _, _ in .text(Provenance.assumed.rawValue) },
  ]

  private static func prices(_ context: ListingContext) -> JSONValue {
    guard let book = context.snapshot.costs.prices else { return .null }
    let entries = book.entries.map { entry in
      JSONValue.object([
        ("address", .text(Address(.price, entry.identifier).description)),
        ("per_core_hour", context.money(entry.perCoreHour)),
        ("per_gib_hour", context.money(entry.perGiBHour)), ("source", context.text(entry.source)),
        ("provenance", .text(Provenance.assumed.rawValue)),
      ])
    }
    return .object([("as_of", context.day(book.asOf)), ("entries", .array(entries))])
  }

  private static func totals(_ context: ListingContext) -> JSONValue {
    func total(_ total: CostTotal) -> JSONValue {
      .object([
        ("provisioned", context.money(total.provisioned)), ("used", context.money(total.used)),
        ("reduction", .optional(total.reduction)), ("watched_node_seconds", .number(total.watched.seconds)),
        ("provenance", .text(Provenance.assumed.rawValue)),
      ])
    }
    let costs = context.snapshot.costs
    return .object([
      ("per_hour", context.money(costs.perHour)), ("used_per_hour", context.money(costs.usedPerHour)),
      ("today", total(costs.today)), ("since", context.day(costs.watchedSince)), ("ever", total(costs.ever)),
    ])
  }

  /// The three claims are different measures: none proves another.
  private static func claims(_ context: ListingContext) -> JSONValue {
    let claims = context.snapshot.costs.claims
    func claim(_ name: String, _ value: Double?) -> JSONValue {
      .object([
        ("name", .text(name)), ("value", .optional(value)), ("provenance", "claimed"), ("verified", .null),
      ])
    }
    return .array([
      claim("cost_reduction_ratio", claims.reduction), claim("users", claims.users),
      claim("users_at_no_added_cost", claims.usersAtNoAddedCost),
    ])
  }

  private static func path(_ context: ListingContext) -> JSONValue {
    .array(
      context.snapshot.costs.path.steps.map { step in
        .object([
          ("stop", .optional(step.stop.label.english.nonEmpty)), ("due", context.day(step.stop.due)),
          ("users", .optional(step.stop.users)), ("reduction_ratio", .number(step.stop.reduction)),
          ("marginal_cost_per_user", .optional(step.marginal)),
          ("reduction_for_flat_bill", .optional(step.flatReduction)), ("provenance", "claimed"),
        ])
      })
  }
}
