import Basics
import Console
import Model

/// A subject of the house as other programs read it: things in rows, the same figures for each.
/// To add one, write `Listings/Subject+Name.swift` and list it in `all`.
struct Subject: Sendable {
  /// The word on the command line and in the schema.
  let name: String
  let summary: Bilingual
  /// The names of the figures, in their order.
  let header: [String]
  /// The figures of each thing.
  let rows: @Sendable (ListingContext) -> [[JSONValue]]
  /// What is said beside the things.
  var extras: @Sendable (ListingContext) -> [(key: String, value: JSONValue)] = { _ in [] }
  /// What people are shown: the console's own table.
  var table: ListID?

  init<Row>(
    _ name: String, english: String, chinese: String, table: ListID? = nil, fields: [Field<Row>],
    things: @escaping @Sendable (ListingContext) -> [Row]
  ) {
    self.name = name
    self.table = table
    summary = Bilingual(english: english, chinese: chinese)
    header = fields.map(\.name)
    rows = { context in things(context).map { row in fields.map { $0.value(row, context) } } }
  }

  static let all: [Subject] = [
    .status, .nodes, .alerts, .incidents, .bottlenecks, .units, .groups, .decisions, .objectives, .costs,
    .roadmap,
    .indicators,
    .findings,
  ]
}

/// One figure of a thing. Fields are added, never renamed: other programs rely on them.
struct Field<Row>: Sendable {
  let name: String
  let value: @Sendable (Row, ListingContext) -> JSONValue

  init(_ name: String, _ value: @escaping @Sendable (Row, ListingContext) -> JSONValue) {
    self.name = name
    self.value = value
  }
}

/// What the figures of a listing may depend on.
struct ListingContext: Sendable {
  let snapshot: Snapshot
  let language: Language
  let zone: Zone

  var today: Day { zone.day(of: snapshot.at) }

  func text(_ words: Bilingual?) -> JSONValue { .optional(words?[language]) }
  func time(_ instant: Instant?) -> JSONValue { .optional(instant?.rfc3339) }
  func day(_ day: Day?) -> JSONValue { .optional(day?.iso) }
  /// Exact, so a text: a reader's floating point must not spoil it.
  func money(_ money: Money?) -> JSONValue { .optional(money?.decimal) }
}

extension Subject {
  /// One object: `{"schema": "binnacle/NAME/1", "at": …, "items": […]}`.
  func json(_ context: ListingContext) -> String {
    var members: [(key: String, value: JSONValue)] = [
      ("schema", .text("binnacle/\(name)/1")), ("at", context.time(context.snapshot.at)),
    ]
    members += extras(context)
    let items = rows(context).map { row in JSONValue.object(zip(header, row).map { (key: $0, value: $1) }) }
    members.append(("items", .array(items)))
    return JSONValue.object(members).pretty + "\n"
  }

  /// RFC 4180, with a head; what is not a plain value is written as JSON in its cell.
  func commaSeparated(_ context: ListingContext) -> String {
    let rows = rows(context).map { $0.map(\.cell) }
    return Listing(name: name, columns: header, rows: rows).commaSeparated
  }
}

extension JSONValue {
  /// The value as a cell of a table.
  fileprivate var cell: String {
    switch self {
    case .null: ""
    case .text(let text): text
    case .flag, .number, .integer, .array, .object: compact
    }
  }
}
