import Basics
import Community
import Console
import Model

extension Subject {
  /// An indicator with how it stands.
  struct IndicatorRow: Sendable {
    let indicator: Indicator
    let outlook: Outlook
  }

  static let indicators = Subject(
    "kpis", english: "list the indicators against their targets", chinese: "列出各项指标及目标",
    table: .indicators, fields: indicatorFields
  ) { context in
    let board = context.snapshot.board
    return board.indicators.map {
      IndicatorRow(indicator: $0, outlook: board.outlook(of: $0, on: context.today))
    }
  }

  private static let indicatorFields: [Field<IndicatorRow>] = [
    Field("address") { row, _ in .text(row.indicator.address.description) },
    Field("programme") { row, _ in .text(row.indicator.programme) },
    Field("title") { row, context in context.text(row.indicator.title) },
    Field("category") { row, _ in .text(row.indicator.category) },
    Field("unit") { row, _ in .text(row.indicator.unit) },
    Field("direction") { row, _ in .text(row.indicator.direction.rawValue) },
    Field("value") { row, _ in .optional(row.outlook.reading?.value) },
    Field("day") { row, context in context.day(row.outlook.reading?.day) },
    Field("provenance") { row, _ in .optional(row.outlook.reading?.provenance.rawValue) },
    Field("source") { row, _ in .text(row.outlook.reading?.source ?? row.indicator.source) },
    Field("computed") { row, context in .optional(context.snapshot.board.computed(row.indicator)) },
    Field("target") { row, _ in .optional(row.outlook.target?.amount?.written) },
    Field("target_period") { row, context in context.text(row.outlook.target?.period) },
    Field("due") { row, context in context.day(row.outlook.target?.end) },
    Field("target_provenance") { row, _ in row.outlook.target == nil ? .null : "claimed" },
    Field("verdict") { row, _ in .text(row.outlook.verdict.rawValue) },
    Field("distance") { row, _ in .optional(row.outlook.distance) },
    Field("reached_ratio") { row, _ in .optional(row.outlook.share) },
    Field("monthly_growth_needed") { row, _ in .optional(row.outlook.monthlyGrowth) },
  ]

  static let findings = Subject(
    "findings", english: "list what does not add up in the data", chinese: "列出资料中的矛盾之处",
    table: .findings, fields: findingFields, things: \.snapshot.findings)

  private static let findingFields: [Field<Finding>] = [
    Field("address") { finding, _ in .text(Address(.finding, finding.identifier).description) },
    Field("severity") { finding, _ in .text(finding.severity.rawValue) },
    Field("title") { finding, context in context.text(finding.title) },
    Field("detail") { finding, context in context.text(finding.detail) },
    Field("rule") { finding, context in context.text(finding.rule) },
    Field("evidence") { finding, context in
      .array(
        finding.evidence.map { evidence in
          .object([
            ("address", .text(evidence.subject.description)), ("words", context.text(evidence.words)),
          ])
        })
    },
  ]
}
