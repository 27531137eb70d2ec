import Basics
import Console
import Model
import Monitoring

/// What nodes are expected to run out of, for people and for other programs, beside what a change would do.
struct CapacityListing {
  private let views: [CapacityView]
  private let change: CapacityChange?

  /// - Parameter change: the change the views were made with.
  init(_ views: [CapacityView], change: CapacityChange?) {
    self.views = views
    self.change = change
  }

  func text(_ context: ListingContext, _ options: Options) -> String {
    if options.wantsJSON { return subject.json(context) }
    if options.wantsCSV { return subject.commaSeparated(context) }
    return CapacityTable(
      views, hasChange: change != nil, in: context.language,
      isASCII: options.usesASCII
    ).text
  }

  private var subject: Subject {
    let (views, change) = (views, change)
    var subject = Subject(
      "capacity", english: "list when nodes run out of what they have", chinese: "列出节点资源何时用尽",
      fields: Self.fields, things: { _ in views })
    subject.extras = { _ in
      [(key: "change", value: change.map(Self.json) ?? .null), (key: "formulas", value: Self.formulas)]
    }
    return subject
  }

  private static func json(_ change: CapacityChange) -> JSONValue {
    .object([
      (key: "users_factor", value: .number(change.users)),
      (key: "replicas", value: .integer(Int64(change.replicas))),
      (key: "replicas_then", value: .integer(Int64(change.replicasThen))),
      (key: "cores", value: change.cores.map { .integer(Int64($0)) } ?? .null),
      (key: "memory_bytes", value: .optional(change.memory)),
    ])
  }

  /// Where the predicted figures come from, by what their names begin with.
  private static let formulas: JSONValue = [
    "days": """
    forecast of the hourly means of up to 30 days, several methods combined by their errors (Bates and Granger 1969); \
    days is the median, days_first and days_last enclose it with the probability of level
    """,
    "utilisation_then": """
    utilisation law (Denning and Buzen 1978): utilisation * users_factor * replicas / replicas_then / size, where size \
    is the cores or the memory then over those now; of a disk only what is yet to be written grows with users
    """,
    "wait": """
    M/M/c with a server for each core (Erlang 1917), in times of service; null from full use on
    """,
  ]

  private static let fields: [Field<CapacityView>] =
    [
      Field("address") { view, _ in .text(Address(.node, view.node).description) },
      Field("node") { view, _ in .text(view.node) },
      Field("resource") { view, _ in .text(view.vital.name) },
      Field("utilisation") { view, _ in number(view.use, 4) },
      Field("utilisation_provenance") { view, _ in .text(view.provenance.rawValue) },
      Field("provenance") { _, _ in .text(Provenance.forecast.rawValue) },
      Field("horizon_days") { view, _ in number(view.prospect?.horizon, 2) },
    ]
    + prospectFields("") { $0.prospect } + [
      Field("level") { _, _ in .number(CapacityView.Prospect.level) },
      Field("refusal") { view, context in context.text(view.reason) },
      Field("utilisation_then") { view, _ in number(view.change?.use, 4) },
    ]
    + prospectFields("_then") { $0.change?.outlook } + [
      Field("wait") { view, _ in number(view.change?.waits?.now, 4) },
      Field("wait_then") { view, _ in number(view.change?.waits?.then, 4) },
    ]

  private static func prospectFields(
    _ ending: String, of prospect: @escaping @Sendable (CapacityView) -> CapacityView.Prospect?
  ) -> [Field<CapacityView>] {
    [
      Field("days\(ending)") { view, _ in number(prospect(view)?.days, 2) },
      Field("days_first\(ending)") { view, _ in number(prospect(view)?.first, 2) },
      Field("days_last\(ending)") { view, _ in number(prospect(view)?.last, 2) },
      Field("probability\(ending)") { view, _ in number(prospect(view)?.probability, 3) },
    ]
  }

  /// With so many decimals, which is all that a prediction deserves; nothing for what is endless.
  private static func number(_ value: Double?, _ decimals: Int) -> JSONValue {
    .optional(value?.finite.flatMap { Double(Figures.fixed($0, decimals)) })
  }
}

extension CapacityView {
  /// Nil where nothing is foreseen.
  var prospect: Prospect? {
    if case .success(let prospect) = outlook { prospect } else { nil }
  }

  /// Why nothing is foreseen, in words.
  var reason: Bilingual? {
    guard case .failure(let refusal) = outlook else { return nil }
    guard case .tooFewPoints(let found, let needed) = refusal else { return refusal.sentence }
    return Bilingual(
      english: "known for \(found) h, too short to forecast; that needs \(needed) h",
      chinese: "只有 \(found) 小时的数据，不足以预测；至少需要 \(needed) 小时")
  }
}
