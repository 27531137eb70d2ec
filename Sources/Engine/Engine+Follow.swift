import Basics
import Model
import Monitoring
import Store
import Telemetry

/// How far this process has read what the holder writes.
struct Following {
  var cursor = ScrapeCursor()
  var revisions: [Store.Subject: Int64] = [:]
  var onlookers: [Int32] = []
  var holder: LeaseHolder?
  /// When this process last said that it looks on.
  var shownAt: Span?
}

/// The scrapes of before the start, read piece by piece so that the first frame need not wait for them.
struct Recollection {
  var cursor: ScrapeCursor
  let end: Int64
  var scrapes: [Scrape] = []

  /// How many are read at a step; about half of them are vitals, which take little.
  static let piece = 1_200
}

extension Engine {
  /// Takes in what the holder has written since the last step.
  func follow(_ beat: Beat, isAlive: (Int32) -> Bool) {
    let hasRead: Void? = attempt { () throws(StoreFault) in
      following.holder = try store.leaseHolder(beat, isAlive: isAlive)
      if purpose == .watch { try lookOn(beat) }
      try readScrapes(limit: 4_000)
      for table in try store.processes() { fleet.take(table) }
      for subject in Store.Subject.allCases
      where try store.revision(of: subject) != following.revisions[subject] {
        reload(subject)
      }
    }
    if hasRead != nil { recoverStore() }
    _ = fleet.age(at: now)
    evaluateSilently()
    // Who looks once looks at more of them.
    findBottlenecks(most: purpose == .visit ? 64 : BottleneckWatch.most)
  }

  private func lookOn(_ beat: Beat) throws(StoreFault) {
    if let shown = following.shownAt, beat.uptime - shown < .seconds(1) { return }
    following.shownAt = beat.uptime
    try store.lookOn(beat)
  }

  private func readScrapes(limit: Int) throws(StoreFault) {
    for scrape in try store.scrapes(behind: &following.cursor, limit: limit) { take(scrape, isOurs: false) }
  }

  /// The values behind the alerts' graphs; the alerts themselves are the holder's.
  private func evaluateSilently() {
    for group in configuration.rules where evaluations.isDue(group, at: now, uptime) {
      let source = series
      var values: [String: QueryValue] = [:]
      for rule in group.rules { observe(rule, in: source, &values) }
    }
  }

  /// Whether scrapes of before the start are still being read. Rules wait for that, or they would take what was not
  /// read yet for gone.
  public var isRecollecting: Bool { recollection != nil }

  /// Reads on, and puts everything in its place once it is there.
  func recollect() {
    guard var memory = recollection else { return }
    let before = memory.cursor.place
    let piece = attempt { () throws(StoreFault) in
      try store.scrapes(behind: &memory.cursor, upTo: memory.end, limit: Recollection.piece)
    }
    memory.scrapes += piece ?? []
    recollection = memory
    guard memory.cursor.place == before || memory.cursor.place >= memory.end else { return }
    head.insert(older: memory.scrapes)
    recollection = nil
    recallNodes()
  }

  /// Nodes that were heard of lately and have been silent since this process began are lost, not unknown.
  private func recallNodes() {
    for source in head.sourceLabels where !source.areMarked && fleet.node(from: source) == nil {
      guard let (scrape, previous) = head.lastPage(of: source), Fleet.isNode(scrape.layout),
        now - scrape.at < Self.recall, scrape.at <= now
      else { continue }
      _ = fleet.take(scrape, after: previous, configuration.thresholds)
    }
  }

  private static let recall = Span.hours(1)
}
