import Basics
import Telemetry

/// A block as the store lists it.
struct BlockRow {
  let identifier: Int64
  let layout: Int64
  let first: Instant
  let last: Instant
  let count: Int

  /// How many columns a block may have; see the table of chunks.
  static let columns: Int64 = 1 << 20

  /// Of a row of its number, layout, first and last time, and count.
  init(_ row: borrowing SQLRow) {
    identifier = row.integer(0)
    layout = row.integer(1)
    first = row.instant(2)
    last = row.instant(3)
    count = row.int(4)
  }
}

extension Store {
  /// Appends a block of a source. Call within `write`.
  /// - Parameter grain: zero for scrapes as they were, else the length of the stretches they are summed up over.
  public func append(_ block: Block, of source: Labels, grain: Span = .zero) throws(StoreFault) {
    try append(block, of: try sourceID(source), grain: grain)
  }

  func append(_ block: Block, of source: Int64, grain: Span) throws(StoreFault) {
    guard let first = block.times.first, let last = block.times.last else { return }
    try database.run(
      "INSERT INTO block (source, layout, grain, first, last, count, times) VALUES (?, ?, ?, ?, ?, ?, ?)",
      [
        .integer(source), .integer(try layoutID(block.layout)), .integer(grain.milliseconds), .of(first),
        .of(last), .of(block.times.count), .blob(block.storedTimes),
      ])
    let identifier = database.lastInsertedRow
    for page in block.pages {
      try database.run(
        "INSERT INTO chunk (id, payload) VALUES (?, ?)",
        [.integer(identifier * BlockRow.columns + Int64(page.first)), .blob(page.stored)])
    }
  }

  /// The index of a layout, made when it is first asked for.
  func index(of layout: Layout, _ identifier: Int64) -> ColumnIndex {
    if let known = memory.indexes[identifier] { return known }
    let index = ColumnIndex(layout)
    memory.indexes[identifier] = index
    return index
  }

  /// The names of all labels that series have besides those of their source.
  func columnLabels() throws(StoreFault) -> Set<String> {
    let newest = try database.number("SELECT max(id) FROM layout") ?? 0
    if memory.columnLabels.newest == newest { return memory.columnLabels.names }
    var identifiers: [Int64] = []
    try database.run(
      "SELECT id FROM layout WHERE id > ?", [.integer(memory.columnLabels.newest)]
    ) { identifiers.append($0.integer(0)) }
    for identifier in identifiers {
      guard let layout = try layout(identifier) else { continue }
      for column in layout.columns {
        for label in column.labels { memory.columnLabels.names.insert(label.name) }
      }
    }
    memory.columnLabels.newest = newest
    return memory.columnLabels.names
  }

  /// Every source that ever wrote something.
  func sources() throws(StoreFault) -> [(identifier: Int64, labels: Labels)] {
    var identifiers: [Int64] = []
    try database.run("SELECT id FROM source ORDER BY id") { identifiers.append($0.integer(0)) }
    var found: [(Int64, Labels)] = []
    for identifier in identifiers {
      if let labels = try sourceLabels(identifier) { found.append((identifier, labels)) }
    }
    return found
  }

  /// The blocks of a source that have something later than one time and not later than another, in their order.
  func blocks(of source: Int64, grain: Span, after start: Instant, upTo end: Instant) throws(StoreFault)
    -> [BlockRow]
  {
    var found: [BlockRow] = []
    try database.run(
      """
      SELECT id, layout, first, last, count FROM block
      WHERE grain = ? AND source = ? AND last > ? AND first <= ? ORDER BY last
      """, [.integer(grain.milliseconds), .integer(source), .of(start), .of(end)]
    ) { found.append(BlockRow($0)) }
    return found
  }

  /// A source's latest blocks, the latest first.
  func latestBlocks(of source: Int64, grain: Span, limit: Int) throws(StoreFault) -> [BlockRow] {
    var found: [BlockRow] = []
    try database.run(
      """
      SELECT id, layout, first, last, count FROM block
      WHERE grain = ? AND source = ? ORDER BY last DESC LIMIT ?
      """, [.integer(grain.milliseconds), .integer(source), .of(limit)]
    ) { found.append(BlockRow($0)) }
    return found
  }

  /// When the rows of a block were; nil when the store was tampered with.
  func times(of block: BlockRow) throws(StoreFault) -> [Instant]? {
    var bytes: [UInt8] = []
    try database.run("SELECT times FROM block WHERE id = ?", [.integer(block.identifier)]) {
      bytes = $0.blob(0)
    }
    return Block.times(from: bytes, count: block.count)
  }

  /// The page that a column of a block lies on; nil when it is not there.
  func page(of block: BlockRow, column: Int) throws(StoreFault) -> Page? {
    let place = block.identifier * BlockRow.columns
    var page: Page?
    try database.run(
      "SELECT id, payload FROM chunk WHERE id <= ? AND id >= ? ORDER BY id DESC LIMIT 1",
      [.integer(place + Int64(column)), .integer(place)]
    ) { row in page = Page(first: Int(row.integer(0) - place), stored: row.blob(1)) }
    return page
  }

  /// A block whole; nil when the store was tampered with.
  func block(_ row: BlockRow) throws(StoreFault) -> Block? {
    guard let times = try times(of: row), let layout = try layout(row.layout) else { return nil }
    let place = row.identifier * BlockRow.columns
    var pages: [Page] = []
    try database.run(
      "SELECT id, payload FROM chunk WHERE id >= ? AND id < ? ORDER BY id",
      [.integer(place), .integer(place + BlockRow.columns)]
    ) { pages.append(Page(first: Int($0.integer(0) - place), stored: $0.blob(1))) }
    return Block(layout: layout, times: times, pages: pages)
  }

  /// Removes a block. Call within `write`.
  func remove(_ block: BlockRow) throws(StoreFault) {
    let place = block.identifier * BlockRow.columns
    try database.run(
      "DELETE FROM chunk WHERE id >= ? AND id < ?", [.integer(place), .integer(place + BlockRow.columns)])
    try database.run("DELETE FROM block WHERE id = ?", [.integer(block.identifier)])
  }
}
