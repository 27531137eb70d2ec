import Basics
import Model
import Monitoring
import Telemetry

extension Engine {
  func take(_ observations: [Observation]) {
    for observation in observations {
      switch observation {
      case .scrape(let scrape): take(scrape, isOurs: true)
      case .processes(let table):
        fleet.take(table)
        unsaved.processes[table.source] = table
      case .fault(let source, let reason): blame(source, reason)
      case .silences(let source, let silences): take(silences, from: source)
      case .answers(let answers): heed(answers)
      case .clockStep(let span): stepClock(by: span)
      }
    }
    for node in fleet.age(at: now) { note(.nodeLost, node.address, subject: Bilingual(node.identifier)) }
  }

  /// Takes a scrape in. One of another process has been written down already.
  func take(_ scrape: Scrape, isOurs: Bool) {
    var before = head.latest(of: scrape.source)?.current
    if !isOurs, let latest = before, scrape.at < latest.at {
      // What the holder wrote later says it is earlier: its clock was set back.
      rewind(to: scrape.at - .milliseconds(1))
      before = nil
    }
    guard head.append(scrape) else { return refuse(scrape, after: before) }
    // Vitals are not told by anyone; whoever follows reads them behind the node's own scrape.
    guard !scrape.source.areOfVitals else { return }
    if !scrape.source.areOfAlerts, !scrape.source.areOfAnomalies {
      counts.scrapes += 1
      counts.samples += scrape.values.count
    }
    if isOurs, configuration.keepsScrapes { unsaved.add(scrape) }
    if scrape.layout.columns.isEmpty { forget(scrape.source) }
    guard !scrape.source.areMarked else { return }
    guard Fleet.isNode(scrape.layout) else {
      if isOurs { record(recorder.end(of: scrape.source, at: scrape.at)) }
      return
    }
    let isNear = before.map { hasRate(from: $0.at, to: scrape.at) } ?? false
    let (node, event) = fleet.take(scrape, after: isNear ? before : nil, configuration.thresholds)
    guard isOurs else { return }
    if isNear { record(recorder.scrape(of: scrape.source, node.vitals, at: scrape.at)) }
    switch event {
    case .seen: note(.nodeSeen, node.address, subject: Bilingual(node.identifier))
    case .back: note(.nodeBack, node.address, subject: Bilingual(node.identifier))
    case .restarted: note(.nodeRestarted, node.address, subject: Bilingual(node.identifier))
    case .lost, nil: break
    }
  }

  /// Vitals are series like any other, but are made here and kept even where scrapes are not.
  private func record(_ vitals: Scrape?) {
    guard let vitals, head.append(vitals) else { return }
    unsaved.vitals.append(vitals)
  }

  /// A source tells of every time once, and in their order; what comes late is counted and let go.
  private func refuse(_ scrape: Scrape, after latest: Scrape?) {
    if scrape.at == latest?.at {
      counts.samplesTwice += scrape.values.count
    } else {
      counts.samplesOutOfOrder += scrape.values.count
    }
  }

  /// A gap of minutes has no rate worth showing, and one in which the clock was set has none at all.
  private func hasRate(from start: Instant, to end: Instant) -> Bool {
    end - start < .minutes(5) && steppedAt.map { start >= $0 } != false
  }

  private func blame(_ source: String, _ reason: String?) {
    let before = sourceFaults[source]
    sourceFaults[source] = reason
    if let reason, before == nil { note(.sourceFailed, Address(.source, source), detail: reason) }
    if reason == nil, before != nil { note(.sourceRecovered, Address(.source, source)) }
  }

  /// The clock was set. When it was set back, what lies ahead of it now would keep anything new out.
  private func stepClock(by span: Span) {
    note(
      .clockStepped,
      detail: (span < .zero ? "-" : "+") + Span(milliseconds: abs(span.milliseconds)).prometheus)
    steppedAt = now
    guard span < .zero else { return }
    rewind(to: now)
    compaction.forgetsAfter = now
  }

  private func rewind(to now: Instant) {
    head.rewind(to: now)
    unsaved.alerts.formUnion(book.rewind(to: now))
    incidents.book.rewind(to: now)
    dispatcher?.rewind(to: now)
    acts.rewind(to: now)
    learning.rewind(to: now)
    scaling.restart()
    unsaved.holds.formUnion(acts.holds.keys)
    fleet.rewind(to: now)
    evaluations = Evaluations()
    bottlenecks = BottleneckWatch()
    units = UnitKeeper()
    housekeeping.rewind()
  }
}
