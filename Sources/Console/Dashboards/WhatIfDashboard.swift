import Basics
import Canvas
import Model
import Scheduling

extension Dashboard {
  /// What would become of the units if something came true: the worst of it, the figures before and after, each unit.
  static let whatIf = Dashboard(lists: [.whatIf], commands: [.open, .whatIf, .export]) { stage, rect in
    var rest = rect
    guard case .success(let found) = stage.console.whatIf.answer?.result else {
      return stage.drawUnanswered(in: rest)
    }
    stage.drawFigures(of: found, in: rest.takeTop(8))
    let row = stage.selectedOutcome
    let rows = row == nil ? 0 : rect.height >= 30 ? 6 : rect.height >= 19 ? 5 : 0
    if let row { stage.drawOutcome(row, in: rest.takeBottom(rows)) }
    let words = stage.phrases
    stage.list(.whatIf, words.lists.title(.whatIf), empty: words.whatIf.nothingMoves, in: rest)
  }
}

extension Stage {
  private var words: Phrases.WhatIfWords { phrases.whatIf }

  /// That nothing of it has been done, and how old what it rests on is.
  private var simulated: Line {
    guard let request = console.whatIf.request else { return .empty }
    return "\(glyphs.watch) \(words.simulated(figures.clock(request.at)))".ink(.watch)
  }

  /// While it is being worked out, and where it cannot be.
  fileprivate mutating func drawUnanswered(in rect: Rect) {
    var inside = panel(words.title, note: simulated, in: rect)
    if let request = console.whatIf.request {
      write(request.question.description.printable.ink(.strong), in: inside.takeTop(1))
    }
    switch console.whatIf.answer?.result {
    case .failure(let fault): say("\(glyphs.act) \(fault.words[language])", in: inside)
    case .success, nil: say(state, in: inside)
    }
  }

  /// What is being done about the question.
  private var state: String {
    if console.whatIf.request == nil { return words.nothingAsked }
    if let span = console.whatIf.stoppedAfter { return words.stopped(figures.age(span)) }
    return words.working(figures.age(console.foreseeingFor))
  }

  fileprivate mutating func drawFigures(of found: WhatIf, in rect: Rect) {
    var inside = panel(words.title, note: simulated, in: rect)
    let currency = snapshot.costs.perHour.currency
    let document = WhatIfDocument(found, currency: currency, phrases: phrases, glyphs: glyphs)
    write(document.asked, in: inside.takeTop(1))
    write(document.headline, in: inside.takeTop(1))
    facts(document.facts, in: inside)
  }

  /// What became of the selected unit, or of the first.
  fileprivate var selectedOutcome: WhatIfList.Row? {
    guard case .success(let found) = console.whatIf.answer?.result, let ready = console.prepared[.whatIf],
      let row = console.currentRow(in: .whatIf)
    else { return nil }
    let place = ready.arrangement.order[row]
    guard place >= found.stranded.count else { return .stranded(found.stranded[place]) }
    return .moves(found.moves[place - found.stranded.count])
  }

  /// Why one unit goes where it goes, or why it has no place.
  fileprivate mutating func drawOutcome(_ row: WhatIfList.Row, in rect: Rect) {
    guard rect.height > 2 else { return }
    var inside = panel(row.unit.printable, in: rect)
    let lines: [Line]
    switch row {
    case .stranded(let stranded):
      let help = stranded.change.map { words.change($0.node.printable, $0.words[language]).ink(.watch) }
      lines = [stranded.reason[language].printable.ink(.act), help ?? words.noChange.ink(.muted)]
    case .moves(let step):
      let told = phrases.acts.scored(
        CandidateList.score(step.grounds.score), step.grounds.fitting, step.grounds.nodes, step.grounds.policy
      )
      let next = step.grounds.next.map { phrases.acts.next($0.node.printable, CandidateList.score($0.score)) }
      lines = [
        told.ink(.base) + "  \(next ?? phrases.acts.onlyOne)".ink(.muted),
        CandidateList.sum(step.grounds.terms, drawing), step.motive[language].printable.ink(.muted),
      ]
    }
    for line in lines where inside.height > 0 { write(line, in: inside.takeTop(1)) }
  }
}
