import Basics

extension Programme {
  /// Two neighbouring phases whose printed bounds share months.
  public struct Overlap: Hashable, Sendable {
    public let earlier: PlanItem
    public let later: PlanItem
    public let months: ClosedRange<Int>
  }

  /// The phases whose printed windows overlap, in order.
  public var phaseOverlaps: [Overlap] {
    zip(phases, phases.dropFirst()).compactMap { earlier, later in
      guard case .months(let first)? = earlier.window, case .months(let second)? = later.window,
        first.overlaps(second)
      else { return nil }
      return Overlap(earlier: earlier, later: later, months: first.clamped(to: second))
    }
  }

  /// A checkpoint that asks for work before the plan has it done.
  public struct EarlyCheckpoint: Hashable, Sendable {
    public let checkpoint: PlanItem
    public let milestone: PlanItem
    /// By how many months the milestone ends later.
    public let months: Int
  }

  /// The checkpoints that precede the end of a milestone they refer to and have not been waived.
  public var earlyCheckpoints: [EarlyCheckpoint] {
    items(of: .checkpoint).filter { $0.state.waiver == nil }.flatMap { checkpoint -> [EarlyCheckpoint] in
      guard let due = checkpoint.window?.months?.upperBound else { return [] }
      return checkpoint.references.compactMap { item($0) }.compactMap { milestone in
        guard milestone.kind == .milestone, let end = milestone.window?.months?.upperBound, end > due else {
          return nil
        }
        return EarlyCheckpoint(checkpoint: checkpoint, milestone: milestone, months: end - due)
      }
    }
  }

  /// The items with a tick whose window ends after the document was written.
  public var futureTicks: [PlanItem] {
    guard let written = document.day else { return [] }
    return items.filter { item in
      guard item.isMarked else { return false }
      let dated = item.window == nil ? item.parent.flatMap { self.item($0) } : item
      return dated.flatMap { days(of: $0) }.map { $0.upperBound > written } ?? false
    }
  }

  /// The roles that own milestones and are not in the team, with the weeks of work they hold; the order of the plan.
  /// `aliases` says which team role stands for an owner's title.
  public func unstaffedRoles(aliases: [String: String] = [:]) -> [(role: Bilingual, weeks: Int)] {
    guard !team.isEmpty else { return [] }
    let staffed = Set(team.map { $0.title.english.lowercased() })
    var found: [(role: Bilingual, weeks: Int)] = []
    for milestone in milestones {
      guard let role = milestone.ownerRole else { continue }
      let name = role.english.lowercased()
      guard !staffed.contains(name), !staffed.contains(aliases[name]?.lowercased() ?? "") else { continue }
      var weeks = 0
      if case .weeks(let count, _)? = milestone.window { weeks = count }
      if let place = found.firstIndex(where: { $0.role == role }) {
        found[place].weeks += weeks
      } else {
        found.append((role, weeks))
      }
    }
    return found
  }

  /// The phases that reach beyond the months the budget pays for, with the weeks of work in them.
  public var unfundedPhases: [(phase: PlanItem, weeks: Int)] {
    guard let budget else { return [] }
    return phases.compactMap { phase in
      guard let last = phase.window?.months?.upperBound, last > budget.months else { return nil }
      let weeks = children(of: phase, .milestone).reduce(0) { sum, milestone in
        guard case .weeks(let count, _)? = milestone.window else { return sum }
        return sum + count
      }
      return (phase, weeks)
    }
  }

  /// The budget groups whose printed subtotal is not the sum of their entries.
  public var wrongSubtotals: [Budget.Group] { budget?.groups.filter { $0.sum != $0.printed } ?? [] }

  /// Whether relative windows stand without a launch day.
  public var lacksLaunch: Bool {
    launch == nil && milestones.contains { $0.window?.months != nil }
  }
}
