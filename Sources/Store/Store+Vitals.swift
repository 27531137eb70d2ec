import Basics
import Model
import Monitoring
import Telemetry

extension Store {
  /// The vitals of a node in a window, its end excluded, oldest first. They are summed up by the hour or minute where a
  /// step is about as long and that has been done, else as they were scraped, or as finely as they are still kept.
  public func vitals(of node: Labels, from start: Instant, to end: Instant, step: Span = .zero)
    throws(StoreFault) -> [History.Rows]
  {
    try database.reading { () throws(StoreFault) in
      var (parts, begin) = ([History.Rows](), end)
      if let source = try knownSourceID(node.ofVitals) {
        let window = VitalsWindow(store: self, source: source, start: start, end: end)
        (parts, begin) = try window.parts(step: step)
      }
      if begin > start {
        parts = try oldVitals(of: node, from: start, to: min(begin, end), step: step) + parts
      }
      return parts.filter { !$0.times.isEmpty }
    }
  }

  /// The number of a source that has been seen.
  func knownSourceID(_ labels: Labels) throws(StoreFault) -> Int64? {
    try database.number(
      "SELECT id FROM source WHERE labels = ?", [.text(Layout([Layout.Column("", labels)]).stored)])
  }

  /// The vitals of every node nearest before a time, as they were; those of nodes that were silent then are left out.
  public func vitals(at time: Instant) throws(StoreFault) -> [(source: Labels, at: Instant, vitals: Vitals)] {
    try database.reading { () throws(StoreFault) in try recordedVitals(at: time) }
  }

  private func recordedVitals(at time: Instant) throws(StoreFault) -> [(
    source: Labels, at: Instant, vitals: Vitals
  )] {
    var found: [(source: Labels, at: Instant, vitals: Vitals)] = []
    for (identifier, labels) in try sources() where labels.areOfVitals {
      let window = VitalsWindow(store: self, source: identifier, start: time - Head.lookback, end: time)
      if let (at, vitals) = try window.last() { found.append((labels.unmarked, at, vitals)) }
    }
    guard try hasOldVitals() else { return found }
    let known = Set(found.map(\.source))
    for (identifier, labels) in try sources() where !labels.areMarked && !known.contains(labels) {
      if let (at, vitals) = try oldVitals(of: identifier, at: time) { found.append((labels, at, vitals)) }
    }
    return found
  }

  /// The labels of the node that is shown under a name.
  public func source(named instance: String) throws(StoreFault) -> Labels? {
    let sources = try sources().filter { $0.labels["instance"] == instance }
    if let recorded = sources.first(where: { $0.labels.areOfVitals }) { return recorded.labels.unmarked }
    for (identifier, labels) in sources {
      if try hasOldVitals(of: identifier) { return labels }
    }
    return nil
  }
}

extension Store {
  /// The latest vitals that a source recorded within a time and that the log of scrapes still has, oldest first, at most
  /// so many. They are always written whole, and so have an index.
  func logged(of source: Int64, after start: Instant, upTo end: Instant, limit: Int = -1) throws(StoreFault)
    -> [(at: Instant, vitals: Vitals)]
  {
    var rows: [(at: Instant, layout: Int64, payload: [UInt8])] = []
    try database.run(
      """
      SELECT at, layout, payload FROM scrape WHERE is_key = 1 AND source = ? AND at > ? AND at <= ?
      ORDER BY at DESC LIMIT ?
      """, [.integer(source), .of(start), .of(end), .of(limit)]
    ) { rows.append(($0.instant(0), $0.integer(1), $0.blob(2))) }
    var found: [(at: Instant, vitals: Vitals)] = []
    for row in rows.reversed() {
      guard let layout = try layout(row.layout),
        let values = ScrapeCodec.decoded(row.payload, columns: layout.columns.count, after: nil)
      else { continue }
      found.append((row.at, Vitals(recorded: values, layout)))
    }
    return found
  }

  /// The time of the first scrape of a source that the log still has whole.
  func firstLogged(of source: Int64) throws(StoreFault) -> Instant? {
    try database.number("SELECT min(at) FROM scrape WHERE is_key = 1 AND source = ?", [.integer(source)])
      .map { Instant(milliseconds: $0) }
  }
}

extension Selector {
  /// False of a source that has nothing but vitals when something else is asked for.
  func canMatch(vitalsOf source: Labels) -> Bool {
    guard let metric, source.areOfVitals else { return true }
    return Vital.isMetric(metric)
  }
}
