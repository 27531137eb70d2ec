import Basics
import Console
import Model
import Scheduling

extension Subject {
  /// Which units were moved, why, and why to that node.
  static let decisions: Subject = {
    var subject = Subject(
      "decisions", english: "list which units moved, why, and why to that node",
      chinese: "列出迁移过的单元、原因及选择节点的依据", table: .moves, fields: decisionFields,
      things: \.snapshot.acts.migrations)
    subject.extras = { context in [("scheduler", acting(context.snapshot.acts))] }
    return subject
  }()

  /// How the scheduler acts, and the ways of weighing that it learns.
  static let scheduler: Subject = {
    var subject = Subject(
      "scheduler", english: "list what the scheduler has learned", chinese: "列出调度器学习情况",
      table: .ways, fields: wayFields, things: \.snapshot.acts.learning.ways)
    subject.extras = { context in [("scheduler", acting(context.snapshot.acts))] }
    return subject
  }()

  private static let wayFields: [Field<LearningView.Way>] = [
    Field("way") { way, _ in .text(way.name) },
    Field("serves") { way, _ in .flag(way.isServing) },
    Field("on_trial") { way, _ in .flag(way.isChallenger) },
    Field("tries") { way, _ in .integer(Int64(way.tries)) },
    Field("expected_cost") { way, _ in .number(way.expected) },
    // The beginnings were tuned on simulated traces, the rest is from what was placed here.
    Field("provenance") { _, _ in .text(Provenance.forecast.rawValue) },
  ]

  private static let decisionFields: [Field<Migration>] = [
    Field("address") { move, _ in .text(Address(.migration, String(move.number)).description) },
    Field("unit") { move, _ in
      let name = move.owner.map { "\($0)/\(move.unit)" } ?? move.unit
      return .text(Address(.unit, name).description)
    },
    Field("group") { move, _ in .optional(move.group) },
    Field("from") { move, _ in node(move.origin) },
    Field("to") { move, _ in node(move.target) },
    Field("stage") { move, _ in .text(move.stage.rawValue) },
    Field("owner") { move, _ in node(move.owner) },
    Field("cause") { move, _ in .text(move.cause.rawValue) },
    Field("why") { move, context in context.text(move.motive) },
    Field("policy") { move, _ in .text(move.grounds.policy) },
    Field("score") { move, _ in .integer(Int64(move.grounds.score)) },
    Field("terms") { move, context in .array(move.grounds.terms.map { term($0, context) }) },
    Field("nodes_fitting") { move, _ in .integer(Int64(move.grounds.fitting)) },
    Field("nodes") { move, _ in .integer(Int64(move.grounds.nodes)) },
    Field("next_best") { move, _ in move.grounds.next.map(next) ?? .null },
    Field("planned_at") { move, context in context.time(move.plannedAt) },
    Field("changed_at") { move, context in context.time(move.changedAt) },
    Field("plan") { move, _ in .integer(move.plan) },
    Field("fault") { move, _ in .optional(move.fault) },
  ]

  /// Null for what is only stored.
  private static func node(_ name: String?) -> JSONValue {
    .optional(name.map { Address(.node, $0).description })
  }

  private static func term(_ term: Term, _ context: ListingContext) -> JSONValue {
    .object([("name", context.text(term.name)), ("value", .number(term.value))])
  }

  private static func next(_ next: Migration.Grounds.Next) -> JSONValue {
    .object([
      ("node", .text(Address(.node, next.node).description)), ("score", .integer(Int64(next.score))),
    ])
  }

  private static func acting(_ acts: ActsView) -> JSONValue {
    .object([
      ("executes", .flag(acts.isExecuting)), ("paused", .flag(acts.settings.isPaused)),
      ("initiative", .text(acts.settings.initiative.rawValue)), ("policy", .text(acts.settings.policy)),
      ("policy_in_force", .text(acts.settings.policyInForce)),
      ("fell_back", acts.settings.fallBack.map { .text($0.violation.words.english) } ?? .null),
      ("batches", .integer(Int64(acts.learning.batches))),
      ("proposal", acts.learning.proposal?.value ?? .null),
      ("held", .array(acts.holds.keys.sorted().map { .text(Address(.node, $0).description) })),
      ("stranded", .array(acts.stranded.keys.sorted().map { .text(Address(.unit, $0).description) })),
    ])
  }
}
