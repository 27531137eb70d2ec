import Basics
import Canvas
import Model
import Scheduling

extension Stage {
  /// What the scheduler has learned, and what it would improve.
  mutating func drawLearning(in rect: Rect) {
    var rest = rect
    let lines = learningLines
    if rest.height >= lines.count + 5 {
      var inside = panel(phrases.lists.title(.ways), note: acting, in: rest.takeTop(lines.count + 2))
      for line in lines { write(line, in: inside.takeTop(1)) }
    }
    list(.ways, phrases.learning.ways, note: .empty, empty: phrases.learning.noWays, in: rest)
  }

  /// Whether places are chosen by what is learned, or were until a guardrail was hit.
  var isLearned: Bool { ["v2", "v3"].contains(snapshot.acts.settings.policy) }

  /// Which policy chooses and by what, what is tried beside it, and what layout is proposed.
  var learningLines: [Line] { [standing, trial] + proposal }

  private var words: Phrases.Learning { phrases.learning }

  private var standing: Line {
    let (settings, learning) = (snapshot.acts.settings, snapshot.acts.learning)
    if let fallBack = settings.fallBack {
      return "\(glyphs.act) \(words.fellBackShort(settings.policy)): ".ink(.act, bold: true)
        + fallBack.violation.words[language].ink(.base)
    }
    guard isLearned, let way = learning.ways.first(where: \.isServing) else {
      return settings.policyInForce.ink(.strong)
    }
    let line = words.goesBy(settings.policyInForce, words.name(way.name)).ink(.strong)
    guard let promotion = learning.promotion else { return line }
    let (from, to) = (words.name(promotion.from), words.name(promotion.to))
    return line + "  ".ink(.faint)
      + words.promoted(from, to, Figures.percent(promotion.saving, decimals: 1)).ink(.muted)
  }

  private var trial: Line {
    let learning = snapshot.acts.learning
    guard let trial = learning.trial, learning.ways.indices.contains(trial.way) else {
      return words.noTrial(learning.batches).ink(.muted)
    }
    let name = words.name(learning.ways[trial.way].name)
    let change = (trial.saving > 0 ? "-" : "+") + Figures.percent(abs(trial.saving), decimals: 1)
    return words.trial(name, trial.batches, BatchLearner.length, change).ink(.base)
  }

  private var proposal: [Line] {
    guard let proposal = snapshot.acts.learning.proposal else { return [words.noProposal.ink(.muted)] }
    let when =
      proposal.startsAt.map { words.begins(figures.age(max(.zero, $0 - snapshot.at))) } ?? words.advised
    return [
      "\(glyphs.pointer) \(proposal.headline[language])  ".ink(.info) + when.ink(.muted),
      "  \(proposal.detail[language])".ink(.base),
    ]
  }
}
