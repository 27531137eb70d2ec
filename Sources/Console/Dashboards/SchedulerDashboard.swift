import Basics
import Canvas
import Model
import Scheduling

extension Dashboard {
  /// What runs where and what moves, and for the selected unit why here, why not there, and what other policies would
  /// choose.
  static let scheduler = Dashboard(
    lists: [.units, .groups, .candidates, .policies, .moves, .ways],
    commands: [.open, .policy, .whatIf, .migrate, .drain, .cordon, .balance, .consolidate, .halt, .callOff]
  ) { stage, rect in
    guard !stage.snapshot.units.isEmpty else {
      let inside = stage.panel(stage.phrases.screens.name(.scheduler), in: rect)
      return stage.say(stage.words.howToSeeUnits, in: inside)
    }
    var (rest, showsLearning) = (rect, false)
    if rect.width >= 110 {
      var left = rest.takeLeft(rect.width * 23 / 50)
      if !stage.snapshot.acts.migrations.isEmpty { stage.drawMoves(in: left.takeBottom(left.height * 2 / 5)) }
      let groups = stage.groupRows(of: left.height)
      if groups > 0 { stage.drawGroups(in: left.takeBottom(groups)) }
      showsLearning = stage.isLearned && left.height >= 36
      if showsLearning { stage.drawLearning(in: left.takeBottom(15)) }
      stage.drawUnits(in: left)
    } else {
      stage.drawUnits(in: rest.takeTop(stage.unitRows(of: rect.height)))
    }
    stage.drawVerdict(in: rest.takeTop(stage.verdictRows(rect.width >= 110 ? rect.height : rest.height)))
    if rect.width >= 110 || rest.height >= 24 {
      stage.drawPolicies(in: rest.takeBottom(PlacementAdvice.policies.count + 3))
    }
    switch stage.console.focusedList {
    case .policies where rect.width < 110 && rest.height < 24: stage.drawPolicies(in: rest)
    case .moves where rect.width < 110: stage.drawMoves(in: rest)
    case .groups where rect.width < 110: stage.drawGroups(in: rest)
    case .ways where !showsLearning: stage.drawLearning(in: rest)
    default: stage.drawCandidates(in: rest)
    }
  }
}

extension Stage {
  fileprivate var words: Phrases.Scheduler { phrases.scheduler }
  private var advice: PlacementAdvice? { console.desk.advice }

  /// Where units stand above the rest they take up to two fifths, or less where something else has the keys.
  fileprivate func unitRows(of height: Int) -> Int {
    let wanted = (console.prepared[.units]?.arrangement.count ?? 0) + 3
    return min(wanted, console.focusedList == .units ? height * 2 / 5 : max(6, height / 4))
  }

  fileprivate mutating func drawUnits(in rect: Rect) {
    list(.units, phrases.lists.title(.units), note: totals(in: rect.width), empty: words.noUnits, in: rect)
  }

  /// How much there is and how much of it units use, as far as there is room for it.
  private func totals(in width: Int) -> Line {
    guard let shares = snapshot.cluster.shares else { return .empty }
    let counts = [
      words.nodes(snapshot.cluster.cluster.count), words.units(snapshot.units.count { $0.state != .ghost }),
    ]
    let used = [
      words.cpuUsed(Figures.percent(shares.cores)), words.memoryUsed(Figures.percent(shares.memory)),
    ]
    let room = width - 8 - phrases.lists.title(.units).columns
    let told = [counts + used, [counts[1]] + used, used].map { $0.joined(separator: "  ") }
    return (told.first { $0.columns <= room } ?? "").ink(.muted)
  }

  fileprivate func verdictRows(_ height: Int) -> Int { height >= 30 ? 6 : height >= 12 ? 4 : 0 }

  /// What the policy says of the unit, and the most of why; of a move that is selected, why it was made.
  fileprivate mutating func drawVerdict(in rect: Rect) {
    guard rect.height > 0 else { return }
    if let migration = console.selectedMove { return drawMove(migration, in: rect) }
    guard let advice else { return say(words.noAdvice, in: panel(words.unit, in: rect)) }
    let unit = advice.unit
    let note = acting + "  ".ink(.faint) + advice.policy.ink(.accent)
    let title = unit.state == .ghost ? ghost(unit) : words.on(unit.name.printable, unit.node)
    var inside = panel(title, note: note, in: rect)
    let isShort = inside.height < 4
    write(verdict(advice), in: inside.takeTop(1))
    if let history = history(of: unit) {
      write(history, in: inside.takeTop(1))
    } else if !isShort {
      write(uses(unit), in: inside.takeTop(1))
    }
    // In a line or two what would help goes before what is against it.
    let misread = unit.needs?.faults.first.map { "\(glyphs.watch) \($0.words[language])".ink(.watch) }
    let change = misread ?? advice.relaxation.map { words.relaxed($0.node, $0.words[language]).ink(.watch) }
    for line in (isShort ? [change ?? counts(advice)] : [counts(advice), change ?? agreement(advice)]) {
      write(line, in: inside.takeTop(1))
    }
  }

  private func ghost(_ unit: UnitView) -> String { "\(unit.name.printable)  \(phrases.acts.ghost)" }

  private func verdict(_ advice: PlacementAdvice) -> Line {
    switch advice.verdict {
    case .stays: return "\(glyphs.ok) \(words.staying(advice.unit.node))".ink(.ok, bold: true)
    case .bound: return "\(glyphs.ok) \(words.bound)".ink(.muted, bold: true)
    case .nowhere: return "\(glyphs.act) \(words.nowhere)".ink(.act, bold: true)
    case .replaced(let node): return "\(glyphs.act) \(words.replaced(node))".ink(.act, bold: true)
    case .better(let node):
      let scores = [advice.rows.first { $0.isChosen }, advice.rows.first { $0.isHere }].map { $0?.score }
      guard let there = scores[0], let here = scores[1] else {
        return "\(glyphs.watch) \(words.goes(node))".ink(.watch, bold: true)
      }
      let told = words.better(node, CandidateList.score(there), CandidateList.score(here))
      return "\(glyphs.pointer) \(told)".ink(.info, bold: true)
    }
  }

  /// How many of the policies would choose the same node.
  private func agreement(_ advice: PlacementAdvice) -> Line {
    guard let chosen = advice.rows.first(where: \.isChosen)?.node else { return .empty }
    let same = advice.choices.count { $0.node == chosen }
    return words.agree(same, advice.choices.count).ink(.muted)
  }

  private func uses(_ unit: UnitView) -> Line {
    let amounts = [
      unit.cores.map { words.cores(Figures.fixed($0, 2)) }, unit.memory.map(Figures.bytes),
      unit.quota.map { words.quotaOf(words.cores(Figures.fixed($0, 2))) },
    ]
    let told = amounts.compactMap { $0 }.joined(separator: "  ")
    let line = words.since(told, figures.since(unit.since)).ink(.base)
    return unit.provenance == .simulated ? line + "  " + figures.badge(.simulated) : line
  }

  private func counts(_ advice: PlacementAdvice) -> Line {
    var parts = [words.fitting(advice.fitting, advice.nodes)]
    parts += advice.lacking.map { words.lacking($0.nodes, $0.resource.name[language]) }
    if advice.excluded > 0 { parts.append(words.excluded(advice.excluded)) }
    if advice.parted > 0 { parts.append(words.parted(advice.parted)) }
    let asked = asked(of: advice.unit)
    return (asked.isEmpty ? .empty : "\(asked)  ".ink(.base)) + parts.joined(separator: "  ").ink(.muted)
  }

  /// How urgent a unit is and what it says of its needs; empty for one that is like most and says nothing.
  private func asked(of unit: UnitView) -> String {
    let needs = unit.needs
    let labels = (needs?.labels ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)".printable }
    let parts = [
      unit.serviceClass == .standard
        ? nil : unit.serviceClass?.name[language] ?? words.priority(String(unit.priority)),
      needs?.modality?.name[language], needs?.apart.map { words.apart($0.name[language]) },
      needs?.spread.map { words.spread($0.name[language]) },
      labels.isEmpty ? nil : words.needs(labels.joined(separator: ", ")),
    ]
    return parts.compactMap { $0 }.joined(separator: "  ")
  }

  fileprivate mutating func drawCandidates(in rect: Rect) {
    let note = advice.map { $0.about[language].ink(.muted) } ?? .empty
    list(.candidates, phrases.lists.title(.candidates), note: note, empty: words.noAdvice, in: rect)
  }

  fileprivate mutating func drawPolicies(in rect: Rect) {
    list(.policies, phrases.lists.title(.policies), note: .empty, empty: words.noAdvice, in: rect)
  }
}
