import Basics
import Canvas
import Collectors
import Console
import Model
import Telemetry

/// The sources beyond this host with how reading them goes, for people and for other programs.
enum SourceListing {
  /// One source with the health of what it stands for.
  struct Row {
    let origin: Origin
    let health: [SourceHealth]
    /// What is wrong with it or the first of its targets that fails.
    let fault: String?
  }

  static func text(_ snapshot: Snapshot, _ options: Options) -> String {
    let context = ListingContext(
      snapshot: snapshot, language: options.language, zone: Options.zone(at: snapshot.at))
    if options.wantsJSON { return subject.json(context) }
    if options.wantsCSV { return subject.commaSeparated(context) }
    return table(rows(context), context)
  }

  static let subject = Subject(
    "sources", english: "list the sources beyond this host", chinese: "列出本机之外的数据源", fields: fields,
    things: rows)

  private static let fields: [Field<Row>] = [
    Field("address") { row, _ in .text(Address(.source, row.origin.name).description) },
    Field("name") { row, _ in .text(row.origin.name) },
    Field("kind") { row, _ in .text(row.origin.kind.rawValue) },
    Field("place") { row, _ in .text(row.origin.address) },
    Field("targets") { row, _ in .integer(Int64(row.health.count)) },
    Field("series") { row, _ in .integer(Int64(row.health.reduce(0) { $0 + $1.series })) },
    Field("last_seen") { row, context in context.time(row.health.compactMap(\.lastSeen).max()) },
    Field("fault") { row, _ in .optional(row.fault) },
    Field("options") { row, _ in row.origin.options.json },
  ]

  @Sendable private static func rows(_ context: ListingContext) -> [Row] {
    context.snapshot.origins.map { origin in
      let target = origin.target
      let job = target?.labels["job"] ?? origin.options.labels["job"]
      let prefix = "\(job.isEmpty ? origin.name : job)/"
      let health = context.snapshot.sources.filter { health in
        target.map { health.name == $0.name } ?? health.name.hasPrefix(prefix)
      }
      let own = context.snapshot.sources.first { $0.name == origin.name }
      return Row(
        origin: origin, health: health, fault: own?.fault ?? health.lazy.compactMap(\.fault).first)
    }
  }

  private static func table(_ rows: [Row], _ context: ListingContext) -> String {
    let cells = rows.map { row in
      [
        row.origin.name, row.origin.kind.rawValue, row.origin.address, row.origin.options.interval.prometheus,
        row.health.isEmpty ? "" : String(row.health.reduce(0) { $0 + $1.series }),
        row.fault ?? row.health.compactMap(\.lastSeen).max()?.rfc3339 ?? "",
      ]
    }
    return Listing.table(head[context.language] ?? [], cells)
  }

  private static let head: [Language: [String]] = [
    .english: ["NAME", "KIND", "ADDRESS", "EVERY", "SERIES", "STATE"],
    .chinese: ["名称", "种类", "地址", "间隔", "序列", "状态"],
  ]
}
