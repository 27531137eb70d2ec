import Basics
import Community
import Model
import Roadmap
import Store

extension Engine {
  /// Loads the facts into a store that has none, as claims. Returns how many programmes were loaded.
  func loadFacts() -> Int {
    let isDone = attempt { () throws(StoreFault) in
      guard store.hasNoFacts, !configuration.facts.isEmpty else { return false }
      try store.write { () throws(StoreFault) in
        for kind in FactDocument.Kind.allCases {
          try store.load(configuration.facts.filter { $0.kind == kind }, at: now)
        }
        for reading in claimedReadings() { try store.append(reading) }
      }
      return true
    }
    return isDone == true ? configuration.facts.count { $0.kind == .programme } : 0
  }

  private func claimedReadings() -> [Reading] {
    configuration.facts.filter { $0.kind == .indicators }.flatMap { document in
      indicatorFile(document)?.claims.compactMap { $0.reading(at: now) } ?? []
    }
  }

  private func indicatorFile(_ document: FactDocument) -> IndicatorFile? {
    do { return try IndicatorFile(Array(document.text.utf8), name: document.identifier) } catch {
      blameDocument(error)
      return nil
    }
  }

  /// A document of the store that cannot be read has been tampered with; the rest still counts.
  private func blameDocument(_ fault: JSONFault) {
    sourceFaults[fault.file] = fault.description
  }

  func reloadPlan() throws(StoreFault) {
    let states = try store.planStates()
    let programmeStates = try store.programmeStates()
    if plan.programmes.isEmpty { plan = Plan(programmes: try programmes()) }
    for place in plan.programmes.indices {
      let programme = plan.programmes[place]
      plan.programmes[place].launch = programmeStates[programme.identifier]?.launch
      plan.programmes[place].owner = programmeStates[programme.identifier]?.owner
      for item in programme.items {
        let state = states[item.identifier] ?? PlanItem.State()
        if state != item.state { plan.programmes[place].set(state, of: item.identifier) }
      }
    }
    findings = nil
  }

  private func programmes() throws(StoreFault) -> [Programme] {
    var programmes: [Programme] = []
    for document in try store.facts(.programme) {
      do {
        programmes.append(
          try ProgrammeFile.programme(Array(document.text.utf8), name: document.identifier))
      } catch { blameDocument(error) }
    }
    return programmes
  }

  func reloadBoard() throws(StoreFault) {
    var indicators = board.indicators
    if indicators.isEmpty {
      for document in try store.facts(.indicators) {
        guard let file = indicatorFile(document) else { continue }
        indicators += file.indicators
        words.categories.merge(file.categories) { $1 }
        words.units.merge(file.units) { $1 }
      }
    }
    board = Board(indicators: indicators, readings: try store.readings())
    findings = nil
  }

  /// What does not add up now. Worked out again only after something it rests on has changed.
  func currentFindings() -> [Finding] {
    let today = configuration.zone.day(of: now)
    if let (day, known) = findings, day == today { return known }
    let book = FindingBook(plan: plan, board: board, reference: configuration.reference, today: today)
    let found = book.findings
    findings = (today, found)
    return found
  }
}
