import Basics
import Canvas
import Community
import Model

extension Dashboard {
  /// Indicators against their targets, coverage beside benchmarks, and what does not add up.
  static let community = Dashboard(
    lists: [.indicators, .gaps, .findings], commands: [.open, .edit, .undo]
  ) { stage, rect in
    var rest = rect
    let words = stage.phrases
    let lists: [(ListID, String)] = [
      (.indicators, words.board.noIndicators), (.gaps, words.board.noGaps),
      (.findings, words.board.noFindings),
    ]
    if rect.width >= 170, rect.height >= 30 {
      var right = rest.takeRight(rect.width * 2 / 5)
      stage.list(
        .gaps, words.lists.title(.gaps), empty: words.board.noGaps,
        in: right.takeTop(min(15, right.height / 2)))
      stage.list(.findings, words.lists.title(.findings), empty: words.board.noFindings, in: right)
      stage.list(
        .indicators, words.lists.title(.indicators), note: stage.boardNote, empty: words.board.noIndicators,
        in: rest)
    } else {
      let shown = lists.first { $0.0 == stage.console.focusedList } ?? lists[0]
      stage.drawTabs(lists.map(\.0), in: rest.takeTop(1))
      if rect.height >= 32 { stage.drawSelected(shown.0, in: rest.takeBottom(10)) }
      stage.list(
        shown.0, words.lists.title(shown.0), note: shown.0 == .indicators ? stage.boardNote : nil,
        empty: shown.1, in: rest)
    }
  }

  /// One indicator: its value, its targets, how it stands to them, its readings.
  static let indicator = Dashboard(lists: [.readings, .itemTrail], commands: [.edit, .comment, .undo]) {
    stage, rect in
    guard let name = stage.console.place.subject, let indicator = stage.snapshot.board.indicator(name) else {
      return stage.say(stage.phrases.lists.gone, in: rect)
    }
    var rest = rect
    let words = stage.phrases
    let targets = max(1, indicator.targets.count)
    stage.draw(indicator, in: rest.takeTop(min(rect.height * 2 / 3, 9 + targets)))
    let trail = rest.takeBottom(rest.height >= 12 ? rest.height / 2 : 0)
    stage.list(.readings, words.lists.title(.readings), empty: words.board.noReadings, in: rest)
    stage.list(.itemTrail, words.lists.title(.itemTrail), empty: words.lists.nothingOrdered, in: trail)
  }

  /// One finding: what is wrong, the figures that show it, what the console does about it.
  static let finding = Dashboard(commands: []) { stage, rect in
    guard let name = stage.console.place.subject,
      let finding = stage.snapshot.findings.first(where: { $0.identifier == name })
    else { return stage.say(stage.phrases.lists.gone, in: rect) }
    stage.draw(finding, in: rect)
  }
}

extension Stage {
  fileprivate var boardNote: Line {
    let verdicts = snapshot.board.indicators.map { snapshot.board.outlook(of: $0, on: drawing.today).verdict }
    let (met, missed) = (verdicts.count { $0 == .met }, verdicts.count { $0 == .missed })
    let late = missed > 0 ? "\(glyphs.act) \(missed)".ink(.act) + "  " : .empty
    return "\(glyphs.done) \(met)".ink(.ok) + "  " + late + "\(verdicts.count)".ink(.muted)
  }

  /// The lists that share a place, the one shown marked.
  fileprivate mutating func drawTabs(_ lists: [ListID], in rect: Rect) {
    var rest = rect.inset(1, 0)
    for list in lists {
      let isShown = console.focusedList == list
      let name = phrases.lists.title(list).ink(isShown ? .accent : .muted)
      let place = rest.takeLeft(name.columns)
      write(name, in: place)
      hit(place, .list(list))
      _ = rest.takeLeft(3)
    }
    let key =
      console.setup.keymap.label(of: .nextPanel).ink(.key)
      + " \(phrases.commands.short(.nextPanel))".ink(.muted)
    write(key, in: rest, .right)
  }

  fileprivate mutating func drawSelected(_ list: ListID, in rect: Rect) {
    guard let row = console.currentRow(in: list),
      let name = console.prepared[list]?.arrangement.identities[row]
    else { return }
    if list == .findings, let finding = snapshot.findings.first(where: { $0.identifier == name }) {
      draw(finding, in: rect)
    } else if let indicator = snapshot.board.indicator(name) {
      draw(indicator, in: rect)
    }
  }

  fileprivate mutating func draw(_ indicator: Indicator, in rect: Rect) {
    let outlook = snapshot.board.outlook(of: indicator, on: drawing.today)
    let verdict =
      IndicatorList.sign(outlook, drawing) + " \(phrases.board.verdict(outlook.verdict))".ink(.muted)
    var inside = panel("\(indicator.identifier)  \(indicator.title[language])", note: verdict, in: rect)
    _ = inside.takeTop(facts(indicatorFacts(indicator, outlook), in: inside))
    for target in indicator.targets where !inside.isEmpty {
      write(line(of: target, indicator), in: inside.takeTop(1))
    }
  }

  private func indicatorFacts(_ indicator: Indicator, _ outlook: Outlook) -> [(name: String, value: Line)] {
    let unit = snapshot.measures[indicator.unit]?[language] ?? indicator.unit
    let value = outlook.reading.map {
      IndicatorList.value($0.value, indicator, drawing).ink(.strong) + "  " + figures.badge($0.provenance)
        + "  \($0.day?.iso ?? phrases.board.undated)  \($0.source)".ink(.muted)
    }
    let computed = snapshot.board.computed(indicator).map {
      Figures.fixed($0, 2).ink(.derived) + "  \(phrases.board.byFormula)".ink(.muted)
    }
    let distance = outlook.distance.map { (distance: Double) -> Line in
      let growth = outlook.monthlyGrowth.map {
        "  \(phrases.board.monthly(Figures.percent($0, decimals: 1)))".ink(outlook.isSteep ? .watch : .muted)
      }
      let steep = outlook.isSteep ? "  \(glyphs.watch) \(phrases.board.steep)".ink(.watch) : .empty
      return IndicatorList.value(distance, indicator, drawing).ink(.base) + (growth ?? .empty) + steep
    }
    let rows: [(name: String, value: Line)?] = [
      (phrases.board.value, value ?? phrases.board.noValue.ink(.muted)),
      computed.map { (phrases.board.computed, $0) },
      (phrases.board.unit, unit.ink(.base) + "  \(phrases.board.direction(indicator.direction))".ink(.muted)),
      distance.map { (phrases.board.distance, $0) },
      indicator.note.isEmpty ? nil : (phrases.board.note, indicator.note[language].ink(.muted)),
      indicator.benchmark.map {
        (phrases.board.benchmark, "\($0.name)  \(Figures.brief($0.value))".ink(.base))
      },
      (phrases.board.source, indicator.source.ink(.muted)),
    ]
    return rows.compactMap { $0 }
  }

  private func line(of target: Target, _ indicator: Indicator) -> Line {
    let isPast = target.end.map { $0 < drawing.today } ?? false
    let period = "\(phrases.board.target)  \(target.period[language])".padded(to: 22)
    return period.ink(.muted) + IndicatorList.amount(target, indicator, drawing).ink(.base)
      + "   \(target.end?.iso ?? "")".ink(isPast ? .act : .muted) + "   \(target.words[language])".ink(.muted)
      + "   \(target.source)".ink(.faint)
  }

  fileprivate mutating func draw(_ finding: Finding, in rect: Rect) {
    let severity = phrases.board.severityName(finding.severity).ink(
      finding.severity == .mustHandle ? .watch : .muted)
    var inside = panel("\(finding.identifier)  \(finding.title[language])", note: severity, in: rect)
    _ = inside.takeTop(paragraph(finding.detail[language], .base, in: inside))
    _ = inside.takeTop(1)
    for evidence in finding.evidence where inside.height > 2 {
      let line = "\(glyphs.dot) \(evidence.words[language])".ink(.strong)
      write(line + "  \(evidence.subject)".ink(.faint), in: inside.takeTop(1))
    }
    guard inside.height > 1 else { return }
    _ = inside.takeTop(1)
    write("\(phrases.board.rule)  ".ink(.muted), in: inside.row(0))
    paragraph(finding.rule[language], .info, in: inside)
  }
}
