import Basics
import Model
import Monitoring
import Scheduling

extension Engine {
  /// Whether places are chosen by what is learned, with nothing that was hit.
  private var isLearning: Bool { LearningKeeper.generations.contains(acts.settings.policyInForce) }

  /// Lets the ways of weighing learn from units that were given new places: a challenger and the first generation
  /// place them again on copies of the cluster, and nothing of that is felt.
  func learn(from found: [Relocation.Found], _ relocation: Relocation) {
    guard isLearning, !found.isEmpty else { return }
    let promotion = learning.learner.learn(
      from: relocation.batch(of: found.map(\.piece)), by: acts.settings.policyInForce, in: units.cluster.usual
    )
    unsaved.hasNewLearning = true
    if let promotion { tell(promotion) }
    if let violation = learning.learner.violation(of: configuration.guardrails) { fallBack(violation) }
  }

  private func tell(_ promotion: Promotion) {
    let less = Figures.percent(promotion.saving, decimals: 1)
    note(
      .wayPromoted, Address(.scheduler, "acts"),
      subject: Bilingual(
        english: "\(promotion.from) → \(promotion.to): \(less) less in the trial",
        chinese: "\(promotion.from) → \(promotion.to)：试验中节省 \(less)"))
  }

  /// Keeps to the guardrails, and looks for a better layout where nothing else is to be done.
  func improveLayout() {
    guard isHolder, purpose == .watch, configuration.isExecuting, !isRecollecting else { return }
    lookAround()
    guard acts.settings.policyInForce == "v3", isCalm else { return offer(nil) }
    if learning.proposal?.startsAt != nil, !acts.book.unfinished.contains(where: { $0.stage == .planned }) {
      offer(nil)
    }
    learning.begin(at: now)
    guard now >= learning.nextSearch, units.cluster.cluster.count > 1 else { return }
    learning.didSearch(at: now)
    propose()
  }

  private func offer(_ proposal: LayoutProposal?) {
    guard learning.proposal != proposal else { return }
    // What was announced and is withdrawn is not done either.
    if let start = learning.proposal?.startsAt, start > now {
      _ = acts.book.callOff(at: now) { $0.cause == .rebalance && $0.startsAt == start }
    }
    learning.proposal = proposal
    unsaved.hasNewLearning = true
  }

  /// Nobody has it paused, its time has come and nothing has to be done first.
  private var isCalm: Bool {
    guard !acts.settings.isPaused, acts.stillness == nil, !acts.isOutsideWindows else { return false }
    let isMoving = acts.book.unfinished.contains { migration in
      migration.isOpen && (migration.stage != .planned || migration.startsAt <= now)
    }
    return !isMoving && acts.stranded.isEmpty && !units.views.contains(where: \.needsPlace)
      && !acts.holds.values.contains(where: \.isDraining)
  }

  /// Looks for moves that gain more than they cost, and does with them what it may.
  private func propose() {
    let relocation = relocation
    let allowed = configuration.guardrails.movesPerHour - learning.recentMoves(at: now)
    let (found, gain) = relocation.improved(units.views.filter(mayImprove), most: allowed, seed: seed)
    guard !found.isEmpty, gain.isWorthIt else { return offer(nil) }
    let initiative = acts.settings.initiative
    let moves = found.map {
      LayoutProposal.Move(unit: $0.piece.unit.name, from: $0.piece.unit.node, to: $0.target)
    }
    guard initiative != .advise else {
      if learning.proposal?.moves != moves { tell(LayoutProposal(moves, gain, startsAt: nil)) }
      return offer(LayoutProposal(moves, gain, startsAt: nil))
    }
    let startsAt = initiative == .veto ? now + Self.notice : now
    carryOut(LayoutProposal(moves, gain, startsAt: startsAt), found)
  }

  private func carryOut(_ proposal: LayoutProposal, _ found: [Relocation.Found]) {
    tell(proposal)
    offer(proposal)
    learning.didMove(found.count, at: now)
    enter(found, .rebalance, startsAt: proposal.startsAt)
  }

  private func tell(_ proposal: LayoutProposal) {
    note(.layoutProposed, Address(.scheduler, "acts"), subject: proposal.words)
  }

  /// Another seed with every search, and the same one for the same time.
  private var seed: UInt64 { UInt64(max(0, now.milliseconds / LearningKeeper.pace.milliseconds)) }

  /// A unit that runs, has not moved of late and is not to stay by somebody's word.
  private func mayImprove(_ unit: UnitView) -> Bool {
    guard unit.state == .running, !unit.isBound, acts.calledOff[unit.name] == nil,
      acts.holds[unit.node] == nil
    else {
      return false
    }
    guard let newest = acts.book.newest(of: unit.name) else { return true }
    return newest.isOver && now - newest.changedAt >= LearningKeeper.rest
  }

  /// Looks at what units are like and at the price of what is in use, once for each view of the cluster.
  private func lookAround() {
    guard isLearning, learning.seenOn != units.cluster.revision else { return }
    learning.seenOn = units.cluster.revision
    if learning.see(units.cluster.usual, by: acts.settings.policyInForce) { unsaved.hasNewLearning = true }
    let price = units.cluster.cluster.inUse.cost
    let guardrails = configuration.guardrails
    let violation =
      guardrails.violation(movesWithinHour: learning.recentMoves(at: now))
      ?? guardrails.violation(cost: price)
    if let violation { fallBack(violation) }
  }

  /// The rules of the first generation choose from now on, until a person says otherwise; an alert tells so.
  private func fallBack(_ violation: Violation) {
    acts.settings.fallBack = .init(violation, since: now)
    offer(nil)
    acts.plannedOn = nil
    unsaved.hasNewSettings = true
    note(
      .schedulerFellBack, Address(.scheduler, "acts"), subject: violation.words,
      detail: acts.settings.policy)
    tell(.fellBack(violation.words, from: acts.settings.policy, value: violation.value))
  }

  /// A person has chosen a policy: what was held against the one before is over.
  func forgiveViolation() {
    learning.learner.forgive()
    unsaved.hasNewLearning = true
    guard acts.settings.fallBack != nil else { return }
    acts.settings.fallBack = nil
    unsaved.alerts.formUnion(book.ownIdentifiers(.schedulerFellBack))
    record(book.endOwn(.schedulerFellBack, at: now))
    knownAlerts = nil
  }

  /// What was learned; where somebody has tampered with it, what was tuned.
  func reloadLearning(_ document: String?) {
    guard let document else {
      learning = LearningKeeper()
      return
    }
    do throws(JSONFault) {
      learning = try LearningKeeper(document: document)
      learning.rewind(to: now)
    } catch {
      learning = LearningKeeper()
      guard isHolder else { return }
      unsaved.hasNewLearning = true
      note(
        .learningLost, Address(.scheduler, "acts"),
        subject: Bilingual(
          english: "what was learned cannot be read, so it begins anew", chinese: "学习结果无法读取，已恢复为初始权重"),
        detail: error.description)
    }
  }
}
