import Basics
import Model
import Monitoring
import Roadmap
import Scheduling
import Store

extension Engine {
  /// Writes everything down in one transaction that also proves that the lease is still ours.
  func save(_ beat: Beat) {
    heedAlertChanges()
    unsaved.migrations.formUnion(acts.book.takeChanges())
    guard case .holder(let epoch, _) = role else { return }
    let isStillOurs = attempt { () throws(StoreFault) in
      try store.write { () throws(StoreFault) in
        guard try store.keepLease(epoch: epoch, beat, at: now) else { return false }
        try saveSeen(onlookers: !following.onlookers.isEmpty)
        try saveDone()
        try compact()
        if housekeeping.isDue(at: now) { try tidy() }
        return true
      }
    }
    switch isStillOurs {
    case true?:
      recoverStore()
      unsaved = Unsaved()
      finishCompaction()
      following.onlookers = attempt { () throws(StoreFault) in try store.onlookers(beat) } ?? []
    case false?: loseWatch()
    case nil:
      unsaved.bound()
      compaction.settling = [:]
    }
  }

  private func saveSeen(onlookers: Bool) throws(StoreFault) {
    for scrape in unsaved.scrapes { try store.append(scrape) }
    for scrape in unsaved.vitals { try store.append(scrape) }
    if onlookers { for table in unsaved.processes.values { try store.save(table) } }
  }

  private func saveDone() throws(StoreFault) {
    try saveAlerts()
    for silence in unsaved.silences { try store.save(silence) }
    for entry in unsaved.log { _ = try store.append(entry) }
    for order in unsaved.decided { try store.decide(order) }
    for programme in plan.programmes where unsaved.programmes.contains(programme.identifier) {
      try store.save(programme)
    }
    for identifier in unsaved.items {
      if let item = plan.find(identifier)?.item { try store.save(item.state, of: identifier) }
    }
    for reading in unsaved.readings { try store.append(reading) }
    for (indicator, enteredAt) in unsaved.withdrawn {
      try store.removeReading(indicator, enteredAt: enteredAt)
    }
    for key in unsaved.costs {
      if let total = costs.today[key] { try store.save(total, of: key.node, on: key.day) }
    }
    for name in unsaved.origins {
      if let origin = origins.first(where: { $0.name == name }) {
        try store.save(origin)
      } else {
        try store.removeOrigin(name)
      }
    }
    try savePanels()
    try saveIncidents()
    try saveNotifications()
    try saveActs()
    for subject in unsaved.subjects { try store.touch(subject) }
  }

  /// Clears away, a bounded piece at a time.
  private func tidy() throws(StoreFault) {
    try dropOld()
    if housekeeping.trims(at: now) {
      try store.dropOldVitals(before: now, limit: 5_000)
      try store.trimLog(to: 20_000)
      try store.trimOutbox(before: now - .days(30))
    }
  }

  /// The store has refused something: remembered, shown, and tried again at the next step.
  func blameStore(_ fault: StoreFault) {
    let words = fault.detail.isEmpty ? "\(fault.kind)" : fault.detail
    if health.fault == nil {
      health.failingSince = now
      note(.storeFailed, detail: words)
    }
    health.fault = words
    health.trouble = fault.kind
  }

  func recoverStore() {
    guard health.fault != nil else { return }
    health.fault = nil
    health.trouble = nil
    health.failingSince = nil
    note(.storeRecovered)
  }
}

/// When clearing away is due.
struct Housekeeping {
  private var nextTidy = Instant.epoch
  private var nextTrim = Instant.epoch

  mutating func isDue(at now: Instant) -> Bool {
    guard now >= nextTidy else { return false }
    nextTidy = now + .seconds(30)
    return true
  }

  mutating func trims(at now: Instant) -> Bool {
    guard now >= nextTrim else { return false }
    nextTrim = now.rounded(downTo: .minutes(1)) + .minutes(1)
    return true
  }

  /// The clock was set back: what was due in an hour is due now.
  mutating func rewind() { (nextTidy, nextTrim) = (.epoch, .epoch) }
}
