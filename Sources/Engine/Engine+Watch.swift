import Basics
import Model
import Monitoring
import Store

extension Engine {
  /// Takes the lease when it is free. Whether it was lost meanwhile shows when the step is saved.
  func keepWatch(_ beat: Beat, isAlive: (Int32) -> Bool) {
    guard !isHolder else { return }
    guard purpose != .visit else {
      if role == .idle { becomeOnlooker() }
      return
    }
    let epoch = attempt { () throws(StoreFault) in
      try store.write { () throws(StoreFault) in try store.takeLease(beat, at: now, isAlive: isAlive) }
    }
    if let epoch, let epoch {
      becomeHolder(epoch: epoch, beat)
    } else if role == .idle {
      becomeOnlooker()
    }
  }

  private func becomeHolder(epoch: Int64, _ beat: Beat) {
    let wasOnlooker = role == .onlooker
    role = .holder(epoch: epoch, since: now)
    // What was wanted while another process decided was not followed.
    scaling.restart()
    let programmes = loadFacts()
    restore(withScrapes: !wasOnlooker)
    hasToldGap = false
    lookedLast = attempt { () throws(StoreFault) in try store.lastEvaluation() } ?? nil
    if programmes > 0 { note(.factsLoaded, detail: String(programmes)) }
    if purpose == .watch { note(.watchTaken, detail: String(beat.pid)) }
  }

  private func becomeOnlooker() {
    role = .onlooker
    restore(withScrapes: true)
  }

  /// Another process has taken over: from now on this one follows.
  func loseWatch() {
    role = .onlooker
    unsaved = Unsaved()
    restore(withScrapes: false)
  }

  /// Reads what the store knows. An onlooker has read the scrapes already.
  private func restore(withScrapes: Bool) {
    for subject in Store.Subject.allCases { reload(subject) }
    housekeeping = Housekeeping()
    beginCompaction()
    guard withScrapes else { return }
    attempt { () throws(StoreFault) in
      let newest = try store.lastScrapePlace()
      let live = role == .onlooker ? try store.scrapePlace(before: now) : newest
      following.cursor = ScrapeCursor(place: live)
      recollection = Recollection(cursor: ScrapeCursor(), end: live)
    }
  }

  /// Reads one subject from the store anew.
  func reload(_ subject: Store.Subject) {
    knownAlerts = nil
    attempt { () throws(StoreFault) in
      following.revisions[subject] = try store.revision(of: subject)
      switch subject {
      case .alerts:
        book = try AlertKeeping.book(in: store)
        // The clock may have been set back meanwhile.
        if isHolder { unsaved.alerts.formUnion(book.rewind(to: now)) }
        silences = try store.silences(at: now)
      case .plan: try reloadPlan()
      case .board: try reloadBoard()
      case .log:
        log = try store.log(limit: Self.logLength)
        orders = try store.orders(limit: Self.orderLength)
        recallApplied()
      case .costs: try reloadCosts()
      case .origins: origins = try store.origins()
      case .panels: panels = try store.panels()
      case .incidents: try reloadIncidents()
      case .acts: try reloadActs()
      case .notifications: try reloadNotifications()
      }
    }
  }

  static let logLength = 500
  static let orderLength = 200

  /// Puts a line into the log.
  func note(
    _ kind: LogEntry.Kind, _ address: Address? = nil, severity: Severity? = nil,
    subject: Bilingual = Bilingual(""), detail: String = "", who: String = ""
  ) {
    let entry = LogEntry(
      at: now, kind: kind, severity: severity, address: address, subject: subject, detail: detail, who: who)
    log.insert(entry, at: 0)
    if log.count > Self.logLength { log.removeLast() }
    unsaved.log.append(entry)
  }
}
