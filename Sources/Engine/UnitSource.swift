import Basics
import Model
import Telemetry

/// The units that one source tells of, as they were when it was last looked at.
struct UnitSource {
  /// A unit, and the readings that tell how busy it is.
  struct Entry {
    var view: UnitView
    /// The readings its use is measured from, one after the other, half a minute and more apart.
    private var earlier: Reading?
    private var later: Reading?

    /// The processor's seconds it had used at a time.
    struct Reading {
      let at: Instant
      let seconds: Double
    }

    init(_ view: UnitView) { self.view = view }

    /// Takes a reading in, with the one before it where the unit is new. A total that fell has begun anew.
    mutating func take(_ reading: Reading, after previous: Reading?) {
      if let last = later ?? earlier, reading.seconds < last.seconds || reading.at < last.at {
        (earlier, later) = (nil, nil)
      }
      let base = earlier ?? previous.flatMap { $0.seconds <= reading.seconds ? $0 : nil } ?? reading
      if reading.at > base.at {
        view.cores = (reading.seconds - base.seconds) / (reading.at - base.at).seconds
      }
      guard let last = later else {
        (earlier, later) = (base, reading)
        return
      }
      if reading.at - last.at >= UnitSource.window { (earlier, later) = (last, reading) }
    }
  }

  /// The shortest stretch of time over which use is measured, once so much is known.
  static let window = Span.seconds(30)

  private var columns: UnitColumns
  private(set) var entries: [Entry] = []

  init(_ layout: Layout) { columns = UnitColumns(layout) }

  /// Takes in what the source says now.
  mutating func take(_ scrape: Scrape, after previous: Scrape?, of node: String) {
    if columns.layout !== scrape.layout || entries.count != columns.units.count {
      columns = UnitColumns(scrape.layout)
      arrange(scrape, of: node)
    }
    let before = previous.flatMap { $0.layout === scrape.layout ? $0 : nil }
    for (place, unit) in columns.units.enumerated() {
      entries[place].view.lastSeen = scrape.at
      entries[place].view.memory = unit.memory.flatMap { scrape.values[$0].known }
      entries[place].view.quota = Self.quota(unit, scrape)
      guard let reading = Self.reading(unit, scrape) else { continue }
      entries[place].take(reading, after: before.flatMap { Self.reading(unit, $0) })
    }
  }

  /// Puts the units in the order of the columns; those known already go on as they were.
  private mutating func arrange(_ scrape: Scrape, of node: String) {
    let known = Dictionary(entries.map { ($0.view.name, $0) }) { first, _ in first }
    let provenance: Provenance = scrape.source["origin"] == "simulated" ? .simulated : .measured
    entries = columns.units.map { unit in
      let fresh = UnitView(node: node, name: unit.name, since: scrape.at, provenance: provenance)
      let old = known[unit.name]
      var entry = old?.view.node == node ? old ?? Entry(fresh) : Entry(fresh)
      (entry.view.group, entry.view.needs) = (unit.group, unit.needs)
      return entry
    }
  }

  private static func reading(_ unit: UnitColumns.Places, _ scrape: Scrape) -> Entry.Reading? {
    guard !unit.seconds.isEmpty else { return nil }
    let seconds = unit.seconds.reduce(0) { $0 + scrape.values[$1] }
    return seconds.isFinite ? Entry.Reading(at: scrape.at, seconds: seconds) : nil
  }

  /// A quota of nothing or less is what the kernel writes for none.
  private static func quota(_ unit: UnitColumns.Places, _ scrape: Scrape) -> Double? {
    guard let quota = unit.quota.map({ scrape.values[$0] }), quota > 0,
      let period = unit.period.map({ scrape.values[$0] }), period > 0
    else { return nil }
    return quota / period
  }
}

extension Double {
  /// Nil for what is no figure.
  fileprivate var known: Double? { isFinite ? self : nil }
}
