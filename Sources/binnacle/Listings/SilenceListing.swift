import Basics
import Canvas
import Console
import Model
import Monitoring
import Telemetry

/// The silences in force and those that are planned, as `binnacle silence list` shows them.
enum SilenceListing {
  static func text(_ snapshot: Snapshot, _ options: Options) -> String {
    let context = ListingContext(
      snapshot: snapshot, language: options.language, zone: Options.zone(at: snapshot.at))
    if options.wantsJSON { return subject.json(context) }
    if options.wantsCSV { return subject.commaSeparated(context) }
    return Listing.table(head[context.language] ?? [], rows(context).map { cells($0, context) })
  }

  private static let subject = Subject(
    "silences", english: "list the silences", chinese: "列出静默", fields: fields, things: rows)

  private static let fields: [Field<Silence>] = [
    Field("address") { silence, _ in .text(Address(.silence, silence.identifier).description) },
    Field("state") { silence, context in .text(state(of: silence, context).rawValue) },
    Field("matchers") { silence, _ in .text(conditions(of: silence)) },
    Field("starts_at") { silence, context in context.time(silence.startsAt) },
    Field("ends_at") { silence, context in context.time(silence.endsAt) },
    Field("author") { silence, _ in .text(silence.author) },
    Field("comment") { silence, _ in .text(silence.comment) },
    Field("alerts") { silence, context in .integer(Int64(caught(by: silence, context))) },
  ]

  /// Where a silence stands; the raw value is the word in listings.
  private enum State: String {
    case planned, active, ending
  }

  @Sendable private static func rows(_ context: ListingContext) -> [Silence] {
    context.snapshot.silences.sorted { $0.endsAt < $1.endsAt }
  }

  private static func state(of silence: Silence, _ context: ListingContext) -> State {
    let now = context.snapshot.at
    return silence.isPlanned(at: now) ? .planned : silence.isEnding(at: now) ? .ending : .active
  }

  private static func conditions(of silence: Silence) -> String {
    silence.matchers.map(\.description).joined(separator: ",")
  }

  /// How many of the alerts there are now it covers, or will.
  private static func caught(by silence: Silence, _ context: ListingContext) -> Int {
    context.snapshot.alerts.count { silence.accepts($0.alert.labels) }
  }

  private static func cells(_ silence: Silence, _ context: ListingContext) -> [String] {
    [
      silence.identifier, words[context.language]?[state(of: silence, context)] ?? "",
      silence.startsAt.rfc3339, silence.endsAt.rfc3339, String(caught(by: silence, context)), silence.author,
      conditions(of: silence), silence.comment,
    ]
  }

  private static let words: [Language: [State: String]] = [
    .english: [.planned: "planned", .active: "in force", .ending: "ending"],
    .chinese: [.planned: "待生效", .active: "生效中", .ending: "将到期"],
  ]

  private static let head: [Language: [String]] = [
    .english: ["ID", "STATE", "FROM", "TO", "ALERTS", "BY", "CONDITIONS", "COMMENT"],
    .chinese: ["编号", "状态", "自", "至", "告警", "创建人", "条件", "备注"],
  ]
}
