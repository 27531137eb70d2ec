import Basics
import Model
import Monitoring
import Telemetry

extension Store {
  /// How long vitals are kept at each grain. Every span is a whole multiple of the one before.
  public static let grains: [(span: Span, kept: Span)] = [
    (.seconds(1), .hours(3)), (.minutes(1), .days(32)), (.hours(1), .days(400)),
  ]

  /// Appends a node's vitals at the finest grain. Call within `write`.
  public func append(_ vitals: Vitals, of source: Labels, at now: Instant) throws(StoreFault) {
    let row = History.Row(at: now, span: Self.grains[0].span, means: vitals, peaks: vitals)
    try put(row, of: try sourceID(source))
  }

  private func put(_ row: History.Row, of source: Int64) throws(StoreFault) {
    // Where the clock was set back a second comes twice; the later truth replaces the earlier.
    try database.run(
      "INSERT OR REPLACE INTO vitals (span, source, at, means, peaks) VALUES (?, ?, ?, ?, ?)",
      [
        .integer(row.span.milliseconds), .integer(source), .of(row.at), .blob(Self.bytes(row.means)),
        .blob(row.span == Self.grains[0].span ? [] : Self.bytes(row.peaks)),
      ])
  }

  /// The vitals of a node in a window at one grain, oldest first.
  public func vitals(of source: Labels, grain: Span, from start: Instant, to end: Instant) throws(StoreFault)
    -> [History.Row]
  {
    guard let source = try knownSourceID(source) else { return [] }
    return try vitals(of: source, grain: grain, from: start, to: end)
  }

  private func vitals(of source: Int64, grain: Span, from start: Instant, to end: Instant) throws(StoreFault)
    -> [History.Row]
  {
    var rows: [History.Row] = []
    try database.run(
      "SELECT at, means, peaks FROM vitals WHERE span = ? AND source = ? AND at >= ? AND at < ? ORDER BY at",
      [.integer(grain.milliseconds), .integer(source), .of(start), .of(end)]
    ) { row in
      let means = Self.vitals(row.blob(1))
      let peaks = row.blob(2)
      rows.append(
        History.Row(
          at: row.instant(0), span: grain, means: means, peaks: peaks.isEmpty ? means : Self.vitals(peaks)))
    }
    return rows
  }

  private func knownSourceID(_ labels: Labels) throws(StoreFault) -> Int64? {
    try database.number(
      "SELECT id FROM source WHERE labels = ?", [.text(Layout([Layout.Column("", labels)]).stored)])
  }

  /// The vitals of every source nearest before a time, as they were.
  public func vitals(at time: Instant) throws(StoreFault) -> [(source: Labels, at: Instant, vitals: Vitals)] {
    var found: [(source: Int64, at: Instant, vitals: Vitals)] = []
    for (span, _) in Self.grains where found.isEmpty {
      try database.run(
        """
        SELECT source, max(at), means FROM vitals WHERE span = ? AND at <= ? AND at > ?
        GROUP BY source ORDER BY source
        """, [.integer(span.milliseconds), .of(time), .of(time - span * 10)]
      ) { row in found.append((row.integer(0), row.instant(1), Self.vitals(row.blob(2)))) }
    }
    var named: [(source: Labels, at: Instant, vitals: Vitals)] = []
    for (source, at, vitals) in found {
      if let labels = try sourceLabels(source) { named.append((labels, at, vitals)) }
    }
    return named
  }

  /// Sums up every stretch of a grain that is over and not summed up yet, from the next finer grain. The result is the
  /// same whenever it is done, so nothing is lost by a crash. Call within `write`.
  public func rollUp(before now: Instant) throws(StoreFault) {
    for (finer, coarser) in zip(Self.grains, Self.grains.dropFirst()) {
      let end = now.rounded(downTo: coarser.span)
      for source in try allSources() {
        let done = try database.number(
          "SELECT max(at) FROM vitals WHERE span = ? AND source = ?",
          [.integer(coarser.span.milliseconds), .integer(source)])
        let start = done.map { Instant(milliseconds: $0) + coarser.span } ?? end - finer.kept
        guard start < end else { continue }
        let rows = try vitals(of: source, grain: finer.span, from: start, to: end)
        for row in VitalsRollup.rows(rows, span: coarser.span) { try put(row, of: source) }
      }
    }
  }

  private func allSources() throws(StoreFault) -> [Int64] {
    var found: [Int64] = []
    try database.run("SELECT id FROM source ORDER BY id") { found.append($0.integer(0)) }
    return found
  }

  /// Removes what is older than its grain is kept. Call within `write`.
  public func dropVitals(before now: Instant) throws(StoreFault) {
    for (span, kept) in Self.grains {
      try database.run(
        "DELETE FROM vitals WHERE span = ? AND source IN (SELECT id FROM source) AND at < ?",
        [.integer(span.milliseconds), .of(now - kept)])
    }
  }

  private static func bytes(_ vitals: Vitals) -> [UInt8] {
    vitals.values.flatMap { value in withUnsafeBytes(of: value.bitPattern.littleEndian) { Array($0) } }
  }

  private static func vitals(_ bytes: [UInt8]) -> Vitals {
    Vitals(
      stride(from: 0, to: bytes.count - 3, by: 4).map { place in
        let bits = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[place + $1]) << (8 * UInt32($1)) }
        return Float(bitPattern: bits)
      })
  }
}

/// Sums fine rows up into coarse ones: the mean of the means, the highest of the peaks.
enum VitalsRollup {
  static func rows(_ rows: [History.Row], span: Span) -> [History.Row] {
    let groups = Dictionary(grouping: rows) { $0.at.rounded(downTo: span) }
    return groups.keys.sorted().map { at in
      let group = groups[at]!
      var (means, peaks) = (Vitals(), Vitals())
      for vital in Vital.allCases {
        let known = group.map { $0.means[vital] }.filter { !$0.isNaN }
        guard !known.isEmpty else { continue }
        means[vital] = known.reduce(0, +) / Float(known.count)
        peaks[vital] = group.map { $0.peaks[vital] }.filter { !$0.isNaN }.max() ?? .nan
      }
      return History.Row(at: at, span: span, means: means, peaks: peaks)
    }
  }
}

extension Store {
  /// The labels of the source that is shown under a node's name.
  public func source(named instance: String) throws(StoreFault) -> Labels? {
    var candidates: [Int64] = []
    let label = Layout([Layout.Column("", ["instance": instance])]).stored
    try database.run("SELECT id FROM source WHERE labels LIKE ? ORDER BY id", [.text("%\(label)%")]) {
      candidates.append($0.integer(0))
    }
    for candidate in candidates {
      let labels = try sourceLabels(candidate)
      let hasVitals = try database.number(
        "SELECT 1 FROM vitals WHERE source = ? LIMIT 1", [.integer(candidate)])
      if let labels, labels["instance"] == instance, hasVitals != nil { return labels }
    }
    return nil
  }
}
