import Basics
import Monitoring
import Telemetry

/// What a store remembers of scrapes: the numbers of sources and layouts, and the last row of each source, which the
/// next one is written against.
struct ScrapeMemory {
  /// A row's layout and values, how many rows ago one was written whole, and when that was.
  struct Last {
    let layout: Int64
    let values: [Double]
    let count: Int
    let wholeAt: Instant
  }

  var sourceIDs: [String: Int64] = [:]
  var sources: [Int64: Labels] = [:]
  var layoutIDs: [ObjectIdentifier: Int64] = [:]
  var layouts: [Int64: Layout] = [:]
  /// Every layout with a number stays alive, so that no other can take its place in memory.
  var retained: [Layout] = []
  var written: [Int64: Last] = [:]
  var indexes: [Int64: ColumnIndex] = [:]
  /// Which layouts sources have blocks of, up to a block.
  var layoutsOfSources: (newest: Int64, pairs: Set<SourceLayout>) = (0, [])
  /// The names of the labels in all layouts up to one.
  var columnLabels: (newest: Int64, names: Set<String>) = (0, [])
}

/// How far somebody has read the scrapes.
public struct ScrapeCursor: Sendable {
  /// The last scrape read; the next one follows it.
  public internal(set) var place: Int64
  /// The last row of each source, which its next one was written against.
  var last: [Int64: ScrapeMemory.Last] = [:]

  public init(place: Int64 = 0) { self.place = place }
}

extension Store {
  /// Every so many scrapes of a source one is written whole, so that reading can begin there.
  private static let keyEvery = 60
  /// No row is written against one that is this much older, so that old rows can be let go by their time.
  private static let keyAge = Span.minutes(5)

  /// Appends a scrape. Call within `write`.
  public func append(_ scrape: Scrape) throws(StoreFault) {
    let source = try sourceID(scrape.source)
    let layout = try layoutID(scrape.layout)
    let last = memory.written[source]
    // Vitals are looked up one source at a time, and only whole ones can be.
    let isWhole =
      scrape.source.areOfVitals || last?.layout != layout || last?.count ?? 0 >= Self.keyEvery
      || last.map { abs((scrape.at - $0.wholeAt).milliseconds) >= Self.keyAge.milliseconds } ?? true
    let before = isWhole ? nil : last
    let payload = ScrapeCodec.encoded(scrape.values, after: before?.values)
    try database.run(
      "INSERT INTO scrape (at, source, layout, is_key, payload) VALUES (?, ?, ?, ?, ?)",
      [.of(scrape.at), .integer(source), .integer(layout), .of(before == nil), .blob(payload)])
    memory.written[source] = ScrapeMemory.Last(
      layout: layout, values: scrape.values, count: (before?.count ?? 0) + 1,
      wholeAt: before?.wholeAt ?? scrape.at)
  }

  /// The number of a source, given on first sight.
  func sourceID(_ labels: Labels) throws(StoreFault) -> Int64 {
    let text = Layout([Layout.Column("", labels)]).stored
    if let known = memory.sourceIDs[text] { return known }
    try database.run("INSERT INTO source (labels) VALUES (?) ON CONFLICT DO NOTHING", [.text(text)])
    let identifier = try database.number("SELECT id FROM source WHERE labels = ?", [.text(text)])!
    memory.sourceIDs[text] = identifier
    return identifier
  }

  func layoutID(_ layout: Layout) throws(StoreFault) -> Int64 {
    if let known = memory.layoutIDs[ObjectIdentifier(layout)] { return known }
    let text = layout.stored
    let values = [SQLValue.integer(Int64(bitPattern: Fingerprint.of(text.utf8))), .text(text)]
    let known = try database.number("SELECT id FROM layout WHERE fingerprint = ? AND columns = ?", values)
    if known == nil { try database.run("INSERT INTO layout (fingerprint, columns) VALUES (?, ?)", values) }
    let identifier = known ?? database.lastInsertedRow
    remember(layout, as: identifier)
    return identifier
  }

  private func remember(_ layout: Layout, as identifier: Int64) {
    memory.layoutIDs[ObjectIdentifier(layout)] = identifier
    if memory.layouts[identifier] == nil { memory.layouts[identifier] = layout }
    memory.retained.append(layout)
  }

  /// The next scrapes behind a cursor, oldest first, at most so many, none beyond `end`. Moves the cursor.
  public func scrapes(behind cursor: inout ScrapeCursor, upTo end: Int64 = .max, limit: Int)
    throws(StoreFault)
    -> [Scrape]
  {
    var rows: [ScrapeRow] = []
    try database.run(
      "SELECT id, at, source, layout, is_key, payload FROM scrape WHERE id > ? AND id <= ? ORDER BY id LIMIT ?",
      [.integer(cursor.place), .integer(end), .of(limit)]
    ) { rows.append(ScrapeRow($0)) }
    var found: [Scrape] = []
    for row in rows {
      cursor.place = row.identifier
      if let scrape = try scrape(row, &cursor) { found.append(scrape) }
    }
    return found
  }

  /// The scrape of a row. Without what it was written against a row says nothing, nor do those behind it up to the
  /// source's next whole one.
  private func scrape(_ row: ScrapeRow, _ cursor: inout ScrapeCursor) throws(StoreFault) -> Scrape? {
    guard let layout = try layout(row.layout), let labels = try sourceLabels(row.source) else { return nil }
    let before = row.isKey ? nil : cursor.last[row.source]
    guard row.isKey || before?.layout == row.layout,
      let values = ScrapeCodec.decoded(row.payload, columns: layout.columns.count, after: before?.values)
    else {
      cursor.last[row.source] = nil
      return nil
    }
    cursor.last[row.source] = ScrapeMemory.Last(
      layout: row.layout, values: values, count: (before?.count ?? 0) + 1,
      wholeAt: before?.wholeAt ?? row.at)
    return Scrape(source: labels, at: row.at, layout: layout, values: values)
  }

  func layout(_ identifier: Int64) throws(StoreFault) -> Layout? {
    if let known = memory.layouts[identifier] { return known }
    var text: String?
    try database.run("SELECT columns FROM layout WHERE id = ?", [.integer(identifier)]) { text = $0.text(0) }
    guard let text, let layout = Layout.restored(from: text) else { return nil }
    remember(layout, as: identifier)
    return layout
  }

  func sourceLabels(_ identifier: Int64) throws(StoreFault) -> Labels? {
    if let known = memory.sources[identifier] { return known }
    var text: String?
    try database.run("SELECT labels FROM source WHERE id = ?", [.integer(identifier)]) { text = $0.text(0) }
    // A source without labels is written as nothing, which reads back as no column.
    let labels = text.flatMap { Layout.restored(from: $0) }.map { $0.columns.first?.labels ?? [:] }
    memory.sources[identifier] = labels
    return labels
  }

  /// The place from which reading gives scrapes of every source not younger than a time.
  public func scrapePlace(before time: Instant) throws(StoreFault) -> Int64 {
    let key = try database.number(
      """
      SELECT min(newest) FROM (SELECT max(id) AS newest FROM scrape WHERE is_key = 1 AND at <= ? GROUP BY source)
      """, [.of(time)])
    return (key ?? 1) - 1
  }

  /// The place of the newest scrape; 0 when there is none.
  public func lastScrapePlace() throws(StoreFault) -> Int64 {
    try database.number("SELECT max(id) FROM scrape") ?? 0
  }

  /// Removes scrapes older than a time, but for those that later ones are written against, at most so many. Call within
  /// `write`.
  public func dropScrapes(before time: Instant, limit: Int) throws(StoreFault) {
    try database.run(
      "DELETE FROM scrape WHERE id IN (SELECT id FROM scrape ORDER BY id LIMIT ?) AND at < ?",
      [.of(limit), .of(time - Self.keyAge)])
  }
}

/// A row of the table of scrapes.
private struct ScrapeRow {
  let identifier: Int64
  let at: Instant
  let source: Int64
  let layout: Int64
  let isKey: Bool
  let payload: [UInt8]

  init(_ row: borrowing SQLRow) {
    identifier = row.integer(0)
    at = row.instant(1)
    source = row.integer(2)
    layout = row.integer(3)
    isKey = row.flag(4)
    payload = row.blob(5)
  }
}
