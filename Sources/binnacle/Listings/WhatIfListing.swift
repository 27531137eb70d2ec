import Basics
import Console
import Model
import Scheduling

/// What would become of the units, for people and for other programs.
struct WhatIfListing {
  private let found: WhatIf
  private let at: Instant
  private let currency: String
  /// Whether a plan that was saved came out again; nil where none was.
  var isSame: Bool?

  init(_ found: WhatIf, at: Instant, currency: String) {
    (self.found, self.at, self.currency) = (found, at, currency)
  }

  /// One unit and what would become of it.
  fileprivate enum Row {
    case stranded(WhatIf.Stranded)
    case moves(WhatIf.Step)
  }

  func text(_ options: Options) -> String {
    let zone = Options.zone(at: at)
    guard options.wantsJSON || options.wantsCSV else {
      let document = WhatIfDocument(
        found, currency: currency, phrases: options.phrases, glyphs: options.glyphs)
      let verdict = isSame == true ? "\n\(Self.same[options.language])\n" : ""
      return document.text(asOf: "\(zone.day(of: at).iso) \(zone.clock(at))") + verdict
    }
    let watch = Snapshot.Watch(pid: 0, since: at, isOurs: false, lastTick: at)
    let context = ListingContext(
      snapshot: Snapshot(at: at, watch: watch), language: options.language, zone: zone)
    return options.wantsJSON ? subject.json(context) : subject.commaSeparated(context)
  }

  private static let same = Bilingual(
    english: "replayed: the plan is the same to the last move", chinese: "已重放：方案与原先逐步一致")

  private var subject: Subject {
    let (found, isSame, currency) = (found, isSame, currency)
    let rows = found.stranded.map(Row.stranded) + found.moves.map(Row.moves)
    var subject = Subject(
      "what-if", english: "what would become of the units", chinese: "各单元的去向", fields: Self.fields,
      things: { _ in rows })
    subject.extras = { _ in
      [
        ("provenance", .text(Provenance.simulated.rawValue)),
        ("question", .text(found.question.description)), ("policy", .text(found.policy)),
        ("currency", .text(currency)), ("before", Self.json(found.before)), ("after", Self.json(found.after)),
        ("moves", .integer(Int64(found.moves.count))), ("stranded", .integer(Int64(found.stranded.count))),
        ("same", isSame.map(JSONValue.flag) ?? .null),
      ]
    }
    return subject
  }

  private static func json(_ figures: WhatIfFigures) -> JSONValue {
    let price = Money(trillionths: Int128(figures.price) * (Money.grain / 1_000), currency: "")
    return .object([
      ("nodes", .integer(Int64(figures.nodes))), ("nodes_in_use", .integer(Int64(figures.nodesInUse))),
      ("price_per_hour", .text(price.decimal)), ("fullest_ratio", .number(figures.fullest)),
      ("fullest_node", figures.fullestNode.isEmpty ? .null : .text("node/\(figures.fullestNode)")),
      ("mean_ratio", .number(figures.mean)), ("placed", .integer(Int64(figures.placed))),
      ("unplaced", .integer(Int64(figures.unplaced))),
    ])
  }

  private static let fields: [Field<Row>] = [
    Field("address") { row, _ in .text(Address(.unit, row.unit).description) },
    Field("outcome") { row, _ in row.outcome },
    Field("from") { row, _ in node(row.origin) },
    Field("to") { row, _ in node(row.step?.to) },
    Field("reason") { row, context in context.text(row.reason) },
    Field("score") { row, _ in row.step.map { .integer(Int64($0.grounds.score)) } ?? .null },
    Field("terms") { row, context in
      .array(
        (row.step?.grounds.terms ?? []).map { term in
          .object([("name", context.text(term.name)), ("value", .number(term.value))])
        })
    },
    Field("fitting") { row, _ in row.step.map { .integer(Int64($0.grounds.fitting)) } ?? .null },
    Field("next") { row, _ in node(row.step?.grounds.next?.node) },
    Field("change_node") { row, _ in node(row.stranded?.change?.node) },
    Field("change") { row, context in context.text(row.stranded?.change?.words) },
    Field("provenance") { _, _ in .text(Provenance.simulated.rawValue) },
  ]

  private static func node(_ name: String?) -> JSONValue {
    .optional(name.map { Address(.node, $0).description })
  }
}

extension WhatIfListing.Row {
  fileprivate var stranded: WhatIf.Stranded? {
    if case .stranded(let stranded) = self { stranded } else { nil }
  }
  fileprivate var step: WhatIf.Step? { if case .moves(let step) = self { step } else { nil } }

  fileprivate var outcome: JSONValue {
    switch self {
    case .stranded(let stranded): stranded.stays ? "stays" : "stranded"
    case .moves: "moves"
    }
  }

  fileprivate var unit: String {
    switch self {
    case .stranded(let stranded): stranded.unit
    case .moves(let step): step.unit
    }
  }

  fileprivate var origin: String? {
    switch self {
    case .stranded(let stranded): stranded.node
    case .moves(let step): step.from
    }
  }

  fileprivate var reason: Bilingual {
    switch self {
    case .stranded(let stranded): stranded.reason
    case .moves(let step): step.motive
    }
  }
}
