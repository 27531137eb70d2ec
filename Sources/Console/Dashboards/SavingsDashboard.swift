import Basics
import Canvas
import Costs
import Model

extension Dashboard {
  /// What is claimed, what can be computed, what the programme wants, and what every node costs.
  static let savings = Dashboard(lists: [.costNodes, .path, .costDays], commands: [.open]) { stage, rect in
    var rest = rect
    let words = stage.phrases.savings
    stage.drawMeasures(in: rest.takeTop(rect.width < 90 ? 5 : rect.height >= 30 ? 9 : 8))
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

  /// A measure of the programme: what it claims, and what stands behind it.
  private typealias Measure = (title: String, claim: Line, rows: [(name: String, value: Line)])

  /// Three measures that must not be taken for one another, each with what is claimed, computed and verified.
  fileprivate mutating func drawMeasures(in rect: Rect) {
    let measures = [reductionMeasure, usersMeasure, marginalMeasure]
    guard rect.width >= 90 else {
      let lines = measures.map { measure in
        (measure.title, measure.claim + "   \(measure.rows[0].name) ".ink(.muted) + measure.rows[0].value)
      }
      facts(lines, in: panel(phrases.screens.name(.savings), in: rect))
      return
    }
    for (measure, place) in zip(measures, rect.columns(measures.count)) {
      var inside = panel(measure.title, in: place)
      write(measure.claim, in: inside.takeTop(1))
      if inside.height > measure.rows.count { _ = inside.takeTop(1) }
      facts(measure.rows, in: inside)
    }
  }

  private var reductionMeasure: Measure {
    let (words, costs) = (phrases.savings, snapshot.costs)
    let computed =
      figures.percent(costs.ever.reduction, decimals: 1).ink(.derived) + "  \(words.computedHow)".ink(.muted)
    return (
      words.reductionTitle, big(figures.percent(costs.claims.reduction)),
      [
        (words.computed, computed), (words.verified, words.nothingVerified.ink(.muted)),
        (words.baseline, words.noBaseline.ink(.watch)),
      ]
    )
  }

  private var usersMeasure: Measure {
    let words = phrases.savings
    return (
      words.usersTitle, big(snapshot.costs.claims.users.map(figures.count) ?? glyphs.dash),
      [
        (words.verified, words.nothingVerified.ink(.muted)), (words.next, nextUsers),
        (words.how, words.usersHow.ink(.muted)),
      ]
    )
  }

  private var marginalMeasure: Measure {
    let words = phrases.savings
    let claim = snapshot.costs.claims.usersAtNoAddedCost.map { words.free(figures.count($0)) }
    return (
      words.marginalTitle, big(claim ?? glyphs.dash),
      [
        (words.implied, implied), (words.needed, needed),
        (words.verified, words.nothingVerified.ink(.muted)),
      ]
    )
  }

  private func big(_ text: String) -> Line {
    text.ink(.strong) + "  " + figures.badge(.claimed)
  }

  /// The next target, or the last one when its day has passed.
  private var nextUsers: Line {
    let position = snapshot.costs.path.position(on: drawing.today)
    guard let stop = position.next ?? position.passed, let users = stop.users else {
      return glyphs.dash.ink(.faint)
    }
    let day = stop.due?.iso ?? ""
    return figures.count(users).ink(.base) + "  "
      + (position.next == nil ? "\(glyphs.act) \(day)".ink(.act) : day.ink(.muted))
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
