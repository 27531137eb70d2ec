import Basics
import Model
import Monitoring
import Store
import Telemetry

/// What is being put into blocks.
struct Compaction {
  /// The latest scrape of each source that has gone into a block and is not known to be saved yet.
  var settling: [Labels: Instant] = [:]
  /// The latest scrape in a block of those sources that are not in memory.
  var silentSince = Instant.epoch
  /// Set when the clock was set back: nothing later than this counts.
  var forgetsAfter: Instant?

  /// How many samples go into blocks at a step: some milliseconds' work.
  static let piece = 60_000
}

extension Engine {
  /// The series that rules and people ask for: what is in memory, and before that what is in the store.
  public var series: any SeriesSource {
    guard configuration.keepsScrapes else { return head }
    return StoredSeries(store, head: head, silentSince: compaction.silentSince)
  }

  /// Begins to put scrapes into blocks, from where whoever did it before left off.
  func beginCompaction() {
    compaction = Compaction()
    guard let settled = attempt({ () throws(StoreFault) in try store.settled() }) else { return }
    compaction.silentSince = settled.values.max() ?? .epoch
    guard isHolder else { return head.unsettle() }
    head.settle(settled, only: configuration.keepsScrapes ? nil : Labels.vitalsMark)
  }

  /// Puts scrapes into blocks, a bounded piece at a time. Call within a transaction.
  func compact() throws(StoreFault) {
    guard !isRecollecting else { return }
    if let time = compaction.forgetsAfter { try store.forgetScrapes(after: time) }
    for (source, scrapes) in head.due(at: now, samples: piece) {
      guard let last = scrapes.last else { continue }
      try store.append(Block(scrapes), of: source)
      try store.joinBlocks(of: source)
      try sumUp(source, before: last.at)
      compaction.settling[source] = last.at
      counts.blocks += 1
      guard !source.areOfVitals, !source.areOfAlerts, !source.areOfAnomalies else { continue }
      counts.samplesPacked += scrapes.reduce(0) { $0 + $1.values.count }
    }
  }

  /// How many samples go into blocks at this step. Vitals come in so many small pieces that they could pile up.
  private var piece: Int { max(Compaction.piece, 2 * Vital.allCases.count * unsaved.vitals.count) }

  private func sumUp(_ source: Labels, before settled: Instant) throws(StoreFault) {
    let retention = configuration.retention
    if try store.rollUp(source, grain: Retention.hourGrain, before: settled) > 0 {
      try store.joinBlocks(of: source, grain: Retention.hourGrain)
    }
    // The minutes are summed up only when the samples themselves are about to go.
    let old = settled - retention.raw + .hours(6)
    if try store.rollUp(source, grain: Retention.minuteGrain, before: old) > 0 {
      try store.joinBlocks(of: source, grain: Retention.minuteGrain)
    }
  }

  /// What was put into blocks has been saved.
  func finishCompaction() {
    compaction.forgetsAfter = nil
    for (source, time) in compaction.settling { head.settle(source, upTo: time) }
    compaction.settling = [:]
  }

  /// Lets go what is kept elsewhere or was kept long enough. Call within a transaction.
  func dropOld() throws(StoreFault) {
    let retention = configuration.retention
    // Onlookers read the scrapes behind the holder.
    let recent = now - .minutes(10)
    head.forgetSilent(at: now)
    compaction.silentSince = max(compaction.silentSince, now - Head.longestSilence)
    try store.dropScrapes(before: min(head.firstUnsettled ?? recent, recent), limit: 20_000)
    try store.dropBlocks(grain: .zero, before: now - retention.raw, limit: 32)
    try store.dropBlocks(grain: Retention.minuteGrain, before: now - retention.minute, limit: 32)
    try store.dropBlocks(grain: Retention.hourGrain, before: now - retention.hour, limit: 32)
  }
}
