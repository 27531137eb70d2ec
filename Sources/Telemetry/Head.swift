import Basics

/// The recent scrapes of every source, in memory: each one of the last minutes, and a thinned row for an hour.
public struct Head {
  /// The scrapes of one source.
  struct Source {
    let labels: Labels
    var fine: [Scrape] = []
    var coarse: [Scrape] = []

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
      for place in Self.place(after: start, in: fine)..<fine.count {
        guard fine[place].at <= end else { break }
        visit(fine[place])
      }
    }

    /// Where the first scrape later than an instant stands.
    private static func place(after instant: Instant, in scrapes: [Scrape]) -> Int {
      var (low, high) = (0, scrapes.count)
      while low < high {
        let middle = (low + high) / 2
        if scrapes[middle].at <= instant { low = middle + 1 } else { high = middle }
      }
      return low
    }
  }

  /// How long every scrape is kept, how long thinned ones are, and how far apart those stand.
  public struct Depth: Sendable {
    public var fine = Span.minutes(5)
    public var coarse = Span.minutes(65)
    public var step = Span.seconds(15)
    public init() {}
  }

  fileprivate(set) var sources: [Source] = []
  private var positions: [Labels: Int] = [:]
  private let depth: Depth

  public init(depth: Depth = Depth()) { self.depth = depth }

  /// Takes a scrape in. A scrape that is not later than its source's last one is refused, and false returned.
  @discardableResult
  public mutating func append(_ scrape: Scrape) -> Bool {
    let position = position(of: scrape.source)
    if let latest = sources[position].latest, scrape.at <= latest.at { return false }
    sources[position].fine.append(scrape)
    thin(&sources[position], at: scrape.at)
    return true
  }

  private mutating func position(of labels: Labels) -> Int {
    if let known = positions[labels] { return known }
    positions[labels] = sources.count
    sources.append(Source(labels: labels))
    return sources.count - 1
  }

  /// Moves what is too old for the fine rows into the coarse ones, a quarter of a window at a time.
  private func thin(_ source: inout Source, at now: Instant) {
    guard let oldest = source.fine.first, now - oldest.at > depth.fine + depth.fine / 4 else { return }
    let keep = source.fine.firstIndex { now - $0.at <= depth.fine } ?? source.fine.count
    for scrape in source.fine[..<keep] {
      if let last = source.coarse.last, scrape.at - last.at < depth.step { continue }
      source.coarse.append(scrape)
    }
    source.fine.removeFirst(keep)
    source.coarse.removeAll { now - $0.at > depth.coarse }
  }

  /// The labels of every source, in the order they first appeared.
  public var sourceLabels: [Labels] { sources.map(\.labels) }

  /// The last scrape of a source and the one before it.
  public func latest(of source: Labels) -> (current: Scrape, previous: Scrape?)? {
    guard let position = positions[source], let current = sources[position].latest else { return nil }
    return (current, sources[position].fine.dropLast().last ?? sources[position].coarse.last)
  }

  /// Forgets the sources that have not been heard of for longer than the coarse rows reach.
  public mutating func forgetSilent(at now: Instant) {
    sources.removeAll { source in source.latest.map { now - $0.at > depth.coarse } ?? true }
    positions = Dictionary(uniqueKeysWithValues: sources.indices.map { (sources[$0].labels, $0) })
  }
}

extension Head {
  /// Forgets what lies ahead of a clock that was set back; it was told with the wrong time.
  public mutating func rewind(to now: Instant) {
    for place in sources.indices {
      sources[place].fine.removeAll { $0.at > now }
      sources[place].coarse.removeAll { $0.at > now }
    }
  }
}

extension Head {
  /// Puts scrapes of before, oldest first, in front of what is there. What is not older is left out.
  public mutating func insert(older scrapes: some Sequence<Scrape>) {
    for (source, older) in Dictionary(grouping: scrapes, by: \.source) {
      let place = position(of: source)
      let first = sources[place].coarse.first ?? sources[place].fine.first
      let fitting = older.filter { scrape in first.map { scrape.at < $0.at } ?? true }
      guard sources[place].coarse.isEmpty else {
        sources[place].coarse.insert(contentsOf: spaced(fitting), at: 0)
        continue
      }
      sources[place].fine.insert(contentsOf: fitting, at: 0)
      if let latest = sources[place].latest { thin(&sources[place], at: latest.at) }
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
