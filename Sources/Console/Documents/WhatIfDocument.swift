import Basics
import Canvas
import Model
import Scheduling

/// What would become of the units if something came true, written out: the worst of it, the figures before and after,
/// and each unit.
public struct WhatIfDocument {
  private let found: WhatIf
  private let phrases: Phrases
  private let glyphs: Glyphs
  /// The currency of the prices.
  private let currency: String

  public init(_ found: WhatIf, currency: String, phrases: Phrases, glyphs: Glyphs) {
    (self.found, self.currency, self.phrases, self.glyphs) = (found, currency, phrases, glyphs)
  }

  private var words: Phrases.WhatIfWords { phrases.whatIf }
  private var language: Language { phrases.language }
  private var arrow: String { glyphs.isUnicode ? " → " : " -> " }

  /// For a terminal, as a command prints it.
  /// - Parameter asOf: the time of day at which the house was so.
  public func text(asOf: String) -> String {
    let head = [words.simulated(asOf), asked.text, headline.text, ""]
    let width = 2 + (facts.map(\.name.columns).max() ?? 0)
    let figures = facts.map { $0.name.padded(to: width) + $0.value.text }
    let rows = found.stranded.map(cells) + found.moves.map(cells)
    let titles = [phrases.acts.unit, phrases.acts.way, phrases.scheduler.score, phrases.acts.reason]
    let table = rows.isEmpty ? "" : "\n" + Listing.table(titles, rows)
    return (head + figures).joined(separator: "\n") + "\n" + table
  }

  private func cells(_ stranded: WhatIf.Stranded) -> [String] {
    let change = stranded.change.map { "; \(words.change($0.node, $0.words[language]))" } ?? ""
    let origin = stranded.node ?? words.isNew
    return [
      stranded.unit, origin + arrow + (stranded.stays ? words.stays : words.nowhere), "",
      stranded.reason[language] + change,
    ]
  }

  private func cells(_ step: WhatIf.Step) -> [String] {
    let score = CandidateList.score(step.grounds.score)
    return [step.unit, (step.from ?? words.isNew) + arrow + step.to, score, step.motive[language]]
  }

  /// The question, and the policy by which places are chosen.
  var asked: Line {
    found.question.description.printable.ink(.strong) + "  \(found.policy)".ink(.accent)
  }

  /// How bad it would be, in words.
  var headline: Line {
    let staying = found.stranded.count(where: \.stays)
    let (gone, moved) = (found.stranded.count - staying, "  \(words.moving(found.moves.count))".ink(.base))
    let rest = (staying > 0 ? "  \(words.staying(staying))".ink(.watch) : .empty) + moved
    guard gone > 0 else {
      let (glyph, ink): (String, Role) = staying > 0 ? (glyphs.watch, .watch) : (glyphs.ok, .ok)
      return "\(glyph) \(words.allPlaced)".ink(ink, bold: true) + rest
    }
    return "\(glyphs.act) \(words.stranded(gone))".ink(.act, bold: true) + rest
  }

  /// How the nodes stand before and after.
  var facts: [(name: String, value: Line)] {
    let (before, after) = (found.before, found.after)
    let used = "  \(words.inUse) ".ink(.muted) + change(before.nodesInUse, after.nodesInUse)
    let fullest = load(before.fullest, after.fullest) + "  \(after.fullestNode.printable)".ink(.muted)
    return [
      (words.unplaced, unplaced(before.unplaced, after.unplaced)),
      (words.nodes, change(before.nodes, after.nodes) + used),
      (words.price, price(before.price, after.price)),
      (words.load, load(before.mean, after.mean) + "  \(words.fullest) ".ink(.muted) + fullest),
    ]
  }

  /// Units that nothing runs; those that cannot leave a node which still serves are not among them.
  private func unplaced(_ before: Int, _ after: Int) -> Line {
    "\(before)".ink(.muted) + arrow.ink(.faint) + "\(after)".ink(after > 0 ? .act : .strong)
  }

  private func change(_ before: Int, _ after: Int) -> Line {
    "\(before)".ink(.muted) + arrow.ink(.faint) + "\(after)".ink(.strong)
  }

  private func load(_ before: Double, _ after: Double) -> Line {
    Figures.percent(before).ink(.muted) + arrow.ink(.faint)
      + Figures.percent(after).ink(.load(after), bold: true)
  }

  /// A dash where nobody says what nodes cost.
  private func price(_ before: Int64, _ after: Int64) -> Line {
    guard before > 0 || after > 0 else { return glyphs.dash.ink(.faint) }
    let both = money(before).ink(.muted) + arrow.ink(.faint) + money(after).ink(.strong)
    let hourly = both + phrases.savings.anHour.ink(.muted)
    guard before != after else { return hourly }
    let isDearer = after > before
    return hourly + "  \(isDearer ? "+" : "")\(money(after - before))".ink(isDearer ? .watch : .ok)
  }

  private func money(_ thousandths: Int64) -> String {
    Money(trillionths: Int128(thousandths) * (Money.grain / 1_000), currency: currency).rounded(to: 2)
  }
}
