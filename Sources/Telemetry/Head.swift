import Basics

/// The recent scrapes of every source, in memory: each one of the last minutes, and a thinned row for an hour.
public struct Head {
  /// The scrapes of one source.
  struct Source {
    let labels: Labels
    var fine: [Scrape] = []
    var coarse: [Scrape] = []
    /// Whether somebody puts the scrapes into blocks, and up to when they are there.
    var isSettling = false
    var settled = Instant.never
    /// The labels of its series under the layout it has now.
    var columns: ColumnLabels?

    var latest: Scrape? { fine.last }

    /// The newest scrape of a window that is open on the left.
    func newest(after start: Instant, upTo end: Instant) -> Scrape? {
      let (late, early) = (Self.place(after: end, in: fine), Self.place(after: end, in: coarse))
      let found = late > 0 ? fine[late - 1] : early > 0 ? coarse[early - 1] : nil
      return found.flatMap { $0.at > start ? $0 : nil }
    }

    /// Visits the scrapes of a window that is open on the left, oldest first.
    func forEach(after start: Instant, upTo end: Instant, _ visit: (borrowing Scrape) -> Void) {
      let firstFine = fine.first?.at ?? end + .milliseconds(1)
      if start < firstFine {
        for place in Self.place(after: start, in: coarse)..<coarse.count {
          guard coarse[place].at <= end, coarse[place].at < firstFine else { break }
          visit(coarse[place])
        }
      }
      fine.withUnsafeBufferPointer { fine in
        for place in Self.place(after: start, in: fine)..<fine.count {
          guard fine[place].at <= end else { break }
          visit(fine[place])
        }
      }
    }

    /// Visits the newest scrape of a window that is open on the left, without copying it where it lies at hand.
    func withNewest(after start: Instant, upTo end: Instant, _ visit: (borrowing Scrape) -> Void) {
      fine.withUnsafeBufferPointer { fine in
        let place = Self.place(after: end, in: fine)
        if place > 0 {
          if fine[place - 1].at > start { visit(fine[place - 1]) }
        } else if let scrape = newest(after: start, upTo: end) {
          visit(scrape)
        }
      }
    }

    /// Where the first scrape later than an instant stands.
    private static func place(after instant: Instant, in scrapes: [Scrape]) -> Int {
      scrapes.withUnsafeBufferPointer { place(after: instant, in: $0) }
    }

    static func place(after instant: Instant, in scrapes: UnsafeBufferPointer<Scrape>) -> Int {
      if let last = scrapes.last, last.at <= instant { return scrapes.count }
      return scrapes.partition { $0.at <= instant }
    }
  }

  /// How long every scrape is kept, how long thinned ones are, and how far apart those stand.
  public struct Depth: Sendable {
    public var fine = Span.minutes(5)
    public var coarse = Span.minutes(65)
    public var step = Span.seconds(15)
    /// How many scrapes of a source wait at most to be put into a block.
    public var mostUnsettled = 4_000
    public init() {}
  }

  fileprivate(set) var sources: [Source] = []
  private(set) var positions: [Labels: Int] = [:]
  private let depth: Depth
  /// Nil while nobody makes blocks.
  private var settling: Settling?
  private(set) var arrangement = Arrangement()
  /// Another one with every change.
  private(set) var edition = Arrangement()
  private(set) var memory = SelectionMemory()

  /// The same scrapes for another thread: what is remembered of selections is not shared.
  public var detached: Head {
    var copy = self
    copy.memory = SelectionMemory()
    return copy
  }

  public init(depth: Depth = Depth()) { self.depth = depth }

  /// The scrapes of some sources alone, which questions about them find the sooner.
  public func part(of labels: [Labels]) -> Head {
    var part = Head(depth: depth)
    part.sources = labels.compactMap { positions[$0].map { sources[$0] } }
    part.positions = Dictionary(
      uniqueKeysWithValues: part.sources.indices.map { (part.sources[$0].labels, $0) })
    return part
  }

  /// Takes a scrape in. A scrape that is not later than its source's last one is refused, and false returned.
  @discardableResult
  public mutating func append(_ scrape: Scrape) -> Bool {
    let position = position(of: scrape.source)
    if let latest = sources[position].latest, scrape.at <= latest.at { return false }
    sources[position].fine.append(scrape)
    arrange(position)
    Self.thin(&sources[position], depth, at: scrape.at)
    return true
  }

  /// Makes the labels of a source's series when its layout is a new one.
  private mutating func arrange(_ position: Int) {
    edition = Arrangement()
    guard let layout = sources[position].latest?.layout, layout !== sources[position].columns?.layout else {
      return
    }
    sources[position].columns = ColumnLabels(layout, of: sources[position].labels)
    arrangement = Arrangement()
  }

  private mutating func position(of labels: Labels) -> Int {
    if let known = positions[labels] { return known }
    positions[labels] = sources.count
    var source = Source(labels: labels)
    settling?.begin(&source)
    sources.append(source)
    return sources.count - 1
  }

  /// Moves what is too old for the fine rows into the coarse ones, a quarter of a window at a time.
  /// Static, lest the head is held twice meanwhile and copies all its sources.
  private static func thin(_ source: inout Source, _ depth: Depth, at now: Instant) {
    guard let oldest = source.fine.first, now - oldest.at > depth.fine + depth.fine / 4 else { return }
    guard !source.isSettling else { return dropSettled(&source, depth, at: now) }
    let keep = source.fine.firstIndex { now - $0.at <= depth.fine } ?? source.fine.count
    for scrape in source.fine[..<keep] {
      if let last = source.coarse.last, scrape.at - last.at < depth.step { continue }
      source.coarse.append(scrape)
    }
    source.fine.removeFirst(keep)
    source.coarse.removeAll { now - $0.at > depth.coarse }
  }

  /// What is in blocks is to be had from there. What is not waits, within reason.
  private static func dropSettled(_ source: inout Source, _ depth: Depth, at now: Instant) {
    let keep = source.fine.firstIndex { now - $0.at <= depth.fine || $0.at > source.settled }
    let surplus = source.fine.count - depth.mostUnsettled
    source.fine.removeFirst(max(keep ?? source.fine.count, surplus, 0))
  }

  /// The labels of every source, in the order they first appeared.
  public var sourceLabels: [Labels] { sources.map(\.labels) }

  /// The last scrape of a source and the one before it.
  public func latest(of source: Labels) -> (current: Scrape, previous: Scrape?)? {
    guard let position = positions[source], let current = sources[position].latest else { return nil }
    return (current, sources[position].fine.dropLast().last ?? sources[position].coarse.last)
  }

  /// The earliest scrape of a source that every one after it is kept of.
  public func first(of source: Labels) -> Scrape? { positions[source].flatMap { sources[$0].fine.first } }

  /// A source that was not heard of for longer is forgotten, once it is in blocks.
  public static let longestSilence = Span.minutes(65)

  /// Forgets the sources that have not been heard of for long.
  public mutating func forgetSilent(at now: Instant) {
    sources.removeAll { source in
      guard let last = source.latest else { return true }
      return now - last.at > Self.longestSilence && (!source.isSettling || last.at <= source.settled)
    }
    positions = Dictionary(uniqueKeysWithValues: sources.indices.map { (sources[$0].labels, $0) })
    (arrangement, edition) = (Arrangement(), Arrangement())
  }
}

extension Head {
  /// From now on scrapes are put into blocks, and have been up to these times. Thinned ones are of no use then.
  /// - Parameter mark: only those of sources with this mark; nil for all.
  public mutating func settle(_ times: [Labels: Instant], only mark: String? = nil) {
    edition = Arrangement()
    let settling = Settling(times: times, mark: mark)
    self.settling = settling
    for place in sources.indices { settling.begin(&sources[place]) }
  }

  /// The scrapes of a source are in blocks up to a time.
  public mutating func settle(_ source: Labels, upTo time: Instant) {
    settling?.times[source] = time
    if let place = positions[source] { sources[place].settled = time }
  }

  /// Nobody makes blocks of scrapes any more.
  public mutating func unsettle() {
    settling = nil
    for place in sources.indices { sources[place].isSettling = false }
  }

  /// Scrapes that are to be put into a block now, source by source, together about so many samples.
  public func due(at now: Instant, samples: Int) -> [(source: Labels, scrapes: ArraySlice<Scrape>)] {
    var (due, rest) = ([(source: Labels, scrapes: ArraySlice<Scrape>)](), samples)
    for source in sources where rest > 0 && source.isSettling {
      guard let scrapes = source.due(at: now) else { continue }
      due.append((source.labels, scrapes))
      rest -= scrapes.reduce(0) { $0 + $1.values.count }
    }
    return due
  }

  /// The time of the earliest scrape that is in no block; nil when all are.
  public var firstUnsettled: Instant? {
    sources.compactMap { source in source.isSettling ? source.unsettled.first?.at : nil }.min()
  }

  /// The time from which on all scrapes of the sources here are here, for all that is known of blocks.
  public var reach: Instant {
    sources.compactMap { source in
      source.isSettling && source.settled == .never ? nil : source.fine.first?.at
    }.max() ?? .never
  }

  /// Whether blocks may hold scrapes of a source that are later than a time and not here.
  public func lacks(_ source: Labels, after start: Instant) -> Bool {
    guard let place = positions[source], let first = sources[place].fine.first else { return true }
    return first.at > start && (!sources[place].isSettling || sources[place].settled > start)
  }
}

extension Head.Source {
  /// A block of fewer scrapes is not worth its while, unless they have waited long.
  private static let fewest = 32
  private static let patience = (least: Span.minutes(5), most: Span.minutes(30))
  private static let most = 600

  fileprivate var unsettled: ArraySlice<Scrape> {
    let place = fine.firstIndex { $0.at > settled } ?? fine.count
    return fine[place...]
  }

  fileprivate func due(at now: Instant) -> ArraySlice<Scrape>? {
    guard let last = fine.last, last.at > settled else { return nil }
    let waiting = unsettled
    guard let oldest = waiting.first else { return nil }
    let age = now - oldest.at
    guard waiting.count >= Self.fewest && age >= Self.patience.least || age >= Self.patience.most else {
      return nil
    }
    return waiting.prefix(Self.most)
  }
}

extension Head {
  /// Forgets what lies ahead of a clock that was set back; it was told with the wrong time.
  public mutating func rewind(to now: Instant) {
    edition = Arrangement()
    for place in sources.indices {
      sources[place].fine.removeAll { $0.at > now }
      sources[place].coarse.removeAll { $0.at > now }
      sources[place].settled = min(sources[place].settled, now)
    }
    settling?.rewind(to: now)
  }
}

extension Head {
  /// Puts scrapes of before, oldest first, in front of what is there. What is not older is left out.
  public mutating func insert(older scrapes: some Sequence<Scrape>) {
    for (source, older) in Dictionary(grouping: scrapes, by: \.source) {
      let place = position(of: source)
      edition = Arrangement()
      let first = sources[place].coarse.first ?? sources[place].fine.first
      let fitting = older.filter { scrape in first.map { scrape.at < $0.at } ?? true }
      guard sources[place].coarse.isEmpty else {
        sources[place].coarse.insert(contentsOf: spaced(fitting), at: 0)
        continue
      }
      sources[place].fine.insert(contentsOf: fitting, at: 0)
      if let latest = sources[place].latest {
        Self.thin(&sources[place], depth, at: latest.at)
      }
      arrange(place)
    }
  }
  /// Of scrapes in their order those that stand as far apart as thinned ones do.
  private func spaced(_ scrapes: [Scrape]) -> [Scrape] {
    scrapes.reduce(into: []) { kept, scrape in
      if let last = kept.last, scrape.at - last.at < depth.step { return }
      kept.append(scrape)
    }
  }
}
