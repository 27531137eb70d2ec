import Basics
import Console
import Model
import Monitoring

extension Subject {
  static let bottlenecks = Subject(
    "bottlenecks", english: "list what holds nodes up, and what would help", chinese: "列出瓶颈与建议",
    table: .bottlenecks, fields: bottleneckFields, things: \.snapshot.bottlenecks)

  private static let bottleneckFields: [Field<BottleneckView>] = [
    Field("address") { view, _ in .text(Address(.node, view.node).description) },
    Field("id") { view, _ in .text(view.identifier) },
    Field("resource") { view, _ in .text(view.bottleneck.resource.kind) },
    Field("part") { view, _ in .optional(view.bottleneck.resource.part.nonEmpty) },
    Field("title") { view, context in context.text(view.bottleneck.title) },
    Field("figures") { view, context in context.text(view.bottleneck.figures) },
    Field("severity") { view, _ in .text("\(view.bottleneck.severity)") },
    Field("since") { view, context in context.time(view.since) },
    Field("until") { view, context in context.time(view.until) },
    Field("score") { view, _ in .number(view.bottleneck.score.total) },
    Field("grounds") { view, _ in
      .object(
        view.bottleneck.score.terms.map { (key: $0.ground.rawValue, value: .number($0.points.rounded())) })
    },
    Field("evidence") { view, context in .array(view.bottleneck.evidence.map { evidence($0, context) }) },
    Field("others") { view, context in .array(view.bottleneck.others.map { acquittal($0, context) }) },
    Field("checks") { view, _ in
      .array(
        view.bottleneck.checks.map {
          .object([(key: "formula", value: .text($0.formula)), (key: "holds", value: .flag($0.holds))])
        })
    },
    Field("suggestions") { view, context in
      .array(view.bottleneck.suggestions.map { suggestion($0, of: view, context) })
    },
    Field("not_seen") { view, _ in .array(view.unseen.map { .text($0.kind) }) },
  ]

  private static func evidence(_ evidence: Evidence, _ context: ListingContext) -> JSONValue {
    .object([
      (key: "measure", value: .text(evidence.measure)),
      (key: "aspect", value: .text(evidence.aspect.rawValue)),
      (key: "value", value: .optional(evidence.value.finite)), (key: "limit", value: .number(evidence.limit)),
      (key: "unit", value: .text(evidence.unit.rawValue)),
      (key: "expression", value: .text(evidence.expression)),
      (key: "from", value: context.time(evidence.from)), (key: "to", value: context.time(evidence.to)),
      (key: "values", value: .array(evidence.values.map { .optional(Double($0).finite) })),
    ])
  }

  private static func acquittal(_ other: Acquittal, _ context: ListingContext) -> JSONValue {
    .object([
      (key: "resource", value: .text(other.resource.description)),
      (key: "reason", value: .text(other.reason.rawValue)), (key: "cause", value: context.text(other.cause)),
      (key: "figures", value: context.text(other.figures)), (key: "score", value: .number(other.points)),
    ])
  }

  private static func suggestion(
    _ suggestion: Suggestion, of view: BottleneckView, _ context: ListingContext
  ) -> JSONValue {
    let address = view.address(of: suggestion)
    let realised = view.applied.last { $0.address == address }?.effect.realised
    return .object([
      (key: "address", value: .text(address.description)),
      (key: "title", value: context.text(suggestion.title)),
      (key: "measure", value: .text(suggestion.effect.measure)),
      (key: "before", value: .optional(suggestion.effect.before.finite)),
      (key: "predicted", value: .optional(suggestion.effect.predicted.finite)),
      (key: "provenance", value: .text(Provenance.forecast.rawValue)),
      (key: "waiting", value: .optional(suggestion.effect.waiting?.finite)),
      (key: "formula", value: .text(suggestion.effect.formula)),
      (key: "realised", value: .optional(realised)),
    ])
  }
}
