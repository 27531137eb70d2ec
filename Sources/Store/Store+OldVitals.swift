import Basics
import Model
import Monitoring
import Telemetry

/// Vitals in the table where earlier versions of the program kept them. Nothing new comes there; what it has is read for
/// the time before a node's vitals were recorded as series, until it is old enough to go.
extension Store {
  /// How long the rows of each grain are kept.
  private static let oldGrains: [(span: Span, kept: Span)] = [
    (.seconds(1), .hours(3)), (.minutes(1), .days(32)), (.hours(1), .days(400)),
  ]

  func hasOldVitals() throws(StoreFault) -> Bool {
    try database.number("SELECT 1 FROM vitals LIMIT 1") != nil
  }

  func hasOldVitals(of source: Int64) throws(StoreFault) -> Bool {
    for (span, _) in Self.oldGrains where try oldRow("min", source, span) != nil { return true }
    return false
  }

  /// When the first or last row of a grain is.
  private func oldRow(_ which: String, _ source: Int64, _ span: Span) throws(StoreFault) -> Instant? {
    try database.number(
      "SELECT \(which)(at) FROM vitals WHERE span = ? AND source = ?",
      [.integer(span.milliseconds), .integer(source)]
    ).map { Instant(milliseconds: $0) }
  }

  /// The old rows of a node in a window, oldest first, at the grain that fits a step.
  func oldVitals(of node: Labels, from start: Instant, to end: Instant, step: Span) throws(StoreFault)
    -> [History.Rows]
  {
    guard let source = try knownSourceID(node), try hasOldVitals(of: source) else { return [] }
    let chosen = Self.oldGrains.lastIndex { $0.span <= step } ?? 0
    var (parts, after) = ([History.Rows](), start)
    for (span, _) in Self.oldGrains[...chosen].reversed() {
      let rows = try oldRows(of: source, span, from: after, to: end)
      parts.append(rows)
      after = rows.times.last.map { $0 + span } ?? after
    }
    var begin = parts.compactMap(\.times.first).min() ?? end
    for (span, _) in Self.oldGrains[(chosen + 1)...] where begin - start > span {
      let rows = try oldRows(of: source, span, from: start, to: begin)
      parts.insert(rows, at: 0)
      begin = rows.times.first ?? begin
    }
    return parts
  }

  private func oldRows(of source: Int64, _ span: Span, from start: Instant, to end: Instant)
    throws(StoreFault) -> History.Rows
  {
    var rows = History.Rows(span: span)
    try database.run(
      "SELECT at, means, peaks FROM vitals WHERE span = ? AND source = ? AND at >= ? AND at < ? ORDER BY at",
      [.integer(span.milliseconds), .integer(source), .of(start), .of(end)]
    ) { row in
      let means = Self.oldVitals(row.blob(1))
      let peaks = row.blob(2).isEmpty ? means : Self.oldVitals(row.blob(2))
      rows.append([row.instant(0)])
      for vital in Vital.allCases { rows.append([means[vital]], peaks: [peaks[vital]], of: vital) }
    }
    return rows
  }

  /// The old vitals of a node nearest before a time.
  func oldVitals(of source: Int64, at time: Instant) throws(StoreFault) -> (at: Instant, vitals: Vitals)? {
    for (span, _) in Self.oldGrains {
      var found: (Instant, Vitals)?
      try database.run(
        """
        SELECT at, means FROM vitals WHERE span = ? AND source = ? AND at <= ? AND at > ?
        ORDER BY at DESC LIMIT 1
        """,
        [
          .integer(span.milliseconds), .integer(source), .of(time), .of(time - max(span * 10, Head.lookback)),
        ]
      ) { found = ($0.instant(0), Self.oldVitals($0.blob(1))) }
      if let found { return found }
    }
    return nil
  }

  /// Removes old rows that were kept long enough, at most so many. Those that were never summed up stay as long as what
  /// they would have come to. Call within `write`.
  public func dropOldVitals(before now: Instant, limit: Int) throws(StoreFault) {
    guard try hasOldVitals() else { return }
    var left = limit
    for (source, _) in try sources() {
      for (place, grain) in Self.oldGrains.enumerated() where left > 0 {
        let last = try endOfSums(of: source, above: place)
        left -= try dropOldVitals(of: source, grain.span, before: min(now - grain.kept, last), limit: left)
        // Whatever was not summed up.
        left -= try dropOldVitals(
          of: source, grain.span, before: now - Self.oldGrains[Self.oldGrains.count - 1].kept, limit: left)
      }
    }
  }

  /// Up to when the rows of a grain are summed up.
  private func endOfSums(of source: Int64, above place: Int) throws(StoreFault) -> Instant {
    guard place + 1 < Self.oldGrains.count else { return Instant.distantFuture }
    let coarser = Self.oldGrains[place + 1].span
    return try oldRow("max", source, coarser).map { $0 + coarser } ?? .epoch
  }

  private func dropOldVitals(of source: Int64, _ span: Span, before time: Instant, limit: Int)
    throws(StoreFault) -> Int
  {
    try database.run(
      """
      DELETE FROM vitals WHERE span = ?1 AND source = ?2 AND at IN (
        SELECT at FROM vitals WHERE span = ?1 AND source = ?2 AND at < ?3 ORDER BY at LIMIT ?4)
      """, [.integer(span.milliseconds), .integer(source), .of(time), .of(limit)])
    return database.changedRows
  }

  /// Single-precision numbers in the order of the vitals, lowest byte first.
  private static func oldVitals(_ bytes: [UInt8]) -> Vitals {
    Vitals(
      stride(from: 0, to: bytes.count - 3, by: 4).map { place in
        let bits = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[place + $1]) << (8 * UInt32($1)) }
        return Float(bitPattern: bits)
      })
  }
}
