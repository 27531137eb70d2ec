import Basics
import Canvas
import Costs
import Model

extension Dashboard {
  /// What is claimed, what can be computed, what the programme wants, and what every node costs.
  static let savings = Dashboard(lists: [.costNodes, .path, .costDays], commands: [.open]) { stage, rect in
    var rest = rect
    let words = stage.phrases.savings
    stage.drawMeasures(in: rest.takeTop(rect.height >= 30 ? 9 : 8))
    if rect.width >= 150 {
      var right = rest.takeRight(rect.width * 9 / 20)
      let path = right.takeTop(stage.snapshot.costs.path.stops.count + 3)
      stage.list(.costNodes, words.nodes, note: stage.costNote, empty: words.noNodes, in: rest)
      stage.list(.path, words.path, note: words.pathNote.ink(.muted), empty: words.noPath, in: path)
      stage.list(.costDays, words.days, empty: words.noDays, in: right)
    } else {
      let path = rest.takeBottom(min(9, rest.height / 2))
      stage.list(.costNodes, words.nodes, note: stage.costNote, empty: words.noNodes, in: rest)
      stage.list(.path, words.path, note: words.pathNote.ink(.muted), empty: words.noPath, in: path)
    }
  }
}

extension Stage {
  fileprivate var costNote: Line {
    let costs = snapshot.costs
    guard !costs.nodes.isEmpty else { return .empty }
    let month = costs.perHour * NodeCost.hoursPerMonth
    return phrases.savings.total(month.rounded(), costs.prices?.asOf.iso ?? "").ink(.muted)
  }

  /// Three measures that must not be taken for one another, each with what is claimed, computed and verified.
  fileprivate mutating func drawMeasures(in rect: Rect) {
    let words = phrases.savings
    let costs = snapshot.costs
    let (reduction, users, added) = (
      costs.claims.reduction, costs.claims.users, costs.claims.usersAtNoAddedCost
    )
    let measures: [(title: String, claim: Line, rows: [(String, Line)])] = [
      (
        words.reductionTitle, big(figures.percent(reduction), .claimed),
        [
          (
            words.computed,
            figures.percent(costs.ever.reduction, decimals: 1).ink(.derived)
              + "  \(words.computedHow)".ink(.muted)
          ),
          (words.verified, words.nothingVerified.ink(.muted)), (words.baseline, words.noBaseline.ink(.watch)),
        ]
      ),
      (
        words.usersTitle, big(users.map(figures.count) ?? glyphs.dash, .claimed),
        [
          (words.verified, words.nothingVerified.ink(.muted)),
          (words.next, nextUsers.ink(.base)), (words.how, words.usersHow.ink(.muted)),
        ]
      ),
      (
        words.marginalTitle, big(added.map { words.free(figures.count($0)) } ?? glyphs.dash, .claimed),
        [
          (words.implied, implied), (words.needed, needed),
          (words.verified, words.nothingVerified.ink(.muted)),
        ]
      ),
    ]
    let places = rect.width >= 90 ? rect.columns(3) : [rect]
    for (measure, place) in zip(measures, places) {
      var inside = panel(measure.title, in: place)
      write(measure.claim, in: inside.takeTop(1))
      if inside.height > measure.rows.count { _ = inside.takeTop(1) }
      facts(measure.rows.map { (name: $0.0, value: $0.1) }, in: inside)
    }
  }

  private func big(_ text: String, _ ink: Role) -> Line {
    text.ink(.strong) + "  " + figures.badge(.claimed)
  }

  private var nextUsers: String {
    let position = snapshot.costs.path.position(on: drawing.today)
    guard let stop = position.next ?? position.passed, let users = stop.users else { return glyphs.dash }
    return "\(figures.count(users))  \(stop.due?.iso ?? "")"
  }

  /// What each added user costs along the programme's own path.
  private var implied: Line {
    let steps = snapshot.costs.path.steps.compactMap(\.marginal)
    guard let least = steps.min(), let most = steps.max() else { return glyphs.dash.ink(.faint) }
    return "\(Figures.fixed(least, 3))–\(Figures.fixed(most, 3)) c".ink(.watch)
      + "  \(phrases.savings.notZero)".ink(.muted)
  }

  private var needed: Line {
    let steps = snapshot.costs.path.steps.compactMap(\.flatReduction)
    guard let first = steps.first, let last = steps.last else { return glyphs.dash.ink(.faint) }
    return "\(Figures.percent(first, decimals: 1)) – \(Figures.percent(last, decimals: 1))".ink(.base)
  }
}
