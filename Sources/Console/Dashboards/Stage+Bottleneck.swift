import Basics
import Canvas
import Model
import Monitoring

extension Stage {
  /// What holds a node up: since when, what proves it, why not something else, and what would help.
  mutating func drawBottleneck(of node: NodeView, from rest: inout Rect) {
    let views = snapshot.bottlenecks(of: node.identifier)
    guard let view = views.first, rest.height >= 12 else { return }
    let isTall = rest.height >= 26
    let suggestions = min(view.bottleneck.suggestions.count, 3)
    var rect = rest.takeTop((isTall ? 9 : 6) + (suggestions > 0 ? suggestions + (isTall ? 3 : 1) : 0))
    let list = rect.takeBottom(suggestions > 0 ? suggestions + (isTall ? 3 : 1) : 0)
    var inside = panel(
      "\(words.bottleneck): \(view.bottleneck.title[language])", note: standing(view), in: rect)
    write(headline(view, of: views.count), in: inside.takeTop(1))
    if isTall { drawDoubts(of: view, in: inside.takeBottom(2)) }
    draw(view.bottleneck.evidence, in: inside)
    guard list.height > 0 else { return }
    if isTall {
      self.list(.suggestions, phrases.lists.title(.suggestions), empty: words.noneFound, in: list)
    } else {
      drawSuggestions(of: view, in: list)
    }
  }

  private var words: Phrases.Bottlenecks { phrases.bottlenecks }

  private func standing(_ view: BottleneckView) -> Line {
    figures.sign(view.bottleneck.severity) + " \(words.since(figures.lasting(view)))".ink(.base)
      + "  \(words.score(Int(view.bottleneck.score.total)))".ink(.muted)
  }

  private func headline(_ view: BottleneckView, of count: Int) -> Line {
    let line = view.bottleneck.figures[language].ink(.strong)
    let more = count > 1 ? "  \(words.more(count - 1))".ink(.muted) : .empty
    guard let stretch = view.bottleneck.stretch, let knee = view.bottleneck.knee, stretch >= 2 else {
      return line + more
    }
    let told = words.stretch(Figures.brief(stretch.rounded()), Figures.percent(knee))
    return line + more + "  \(told)".ink(.muted)
  }

  /// Each figure over the time until now, with its limit drawn in, as far as there is room.
  private mutating func draw(_ evidence: [Evidence], in rect: Rect) {
    guard !evidence.isEmpty, rect.height > 0 else { return }
    if rect.height >= 4, rect.width >= 60 {
      for (one, place) in zip(evidence, rect.columns(evidence.count)) { draw(one, in: place) }
    } else {
      for (index, one) in evidence.prefix(rect.height).enumerated() { drawLine(one, in: rect.row(index)) }
    }
  }

  private mutating func draw(_ evidence: Evidence, in rect: Rect) {
    var rest = rect.inset(1, 0)
    let title = "\(evidence.words[language]) ".ink(.muted) + evidence.text.ink(.strong)
    write(title, in: rest.takeTop(1))
    let ceiling = Self.ceiling(of: evidence)
    let graph = Graph(
      [Graph.Series(evidence.values, ink: .load0)], style: .area, ceiling: ceiling,
      threshold: Float(evidence.limit))
    painter.draw(graph, in: rest)
  }

  private mutating func drawLine(_ evidence: Evidence, in rect: Rect) {
    var row = rect
    write(evidence.words[language].ink(.muted), in: row.takeLeft(min(28, row.width / 3)))
    write(evidence.text.ink(.strong), in: row.takeLeft(10), .right)
    _ = row.takeLeft(2)
    let (ceiling, limit) = (Self.ceiling(of: evidence), Float(evidence.limit))
    write(
      glyphs.sparkline(evidence.values, columns: min(row.width, evidence.values.count), ceiling: ceiling) {
        $0 >= limit ? .watch : .series2
      }, in: row)
  }

  private static func ceiling(of evidence: Evidence) -> Float {
    let highest = max(evidence.values.filter { !$0.isNaN }.max() ?? 0, Float(evidence.limit)) * 1.1
    return evidence.unit == .ratio && highest > 0.6 ? max(1, highest) : max(highest, .leastNormalMagnitude)
  }

  /// Why not something else, and what could not be seen.
  private mutating func drawDoubts(of view: BottleneckView, in rect: Rect) {
    let others = view.bottleneck.others.prefix(4).map { other in
      "\(other.title[language]) ".ink(.base)
        + "(\(words.reason(other.reason, other.cause?[language] ?? "")))".ink(.muted)
    }
    if !others.isEmpty { write("\(words.whyNot): ".ink(.muted) + others.joined(by: ", "), in: rect.row(0)) }
    let doubts = view.bottleneck.checks.filter { !$0.holds }.map { "\(words.contradicted) \($0.formula)" }
    let unseen = view.unseen.map {
      $0.isWhole ? $0.kind : "\($0.kind) (\($0.measures.joined(separator: ", ")))"
    }
    let told =
      doubts.isEmpty
      ? unseen.isEmpty ? "" : "\(words.notSeen) \(unseen.joined(separator: ", "))"
      : doubts.joined(separator: "; ")
    write(told.ink(doubts.isEmpty ? .faint : .watch), in: rect.row(others.isEmpty ? 0 : 1))
  }

  private mutating func drawSuggestions(of view: BottleneckView, in rect: Rect) {
    for (index, suggestion) in view.bottleneck.suggestions.prefix(rect.height).enumerated() {
      let line = "\(glyphs.pointer) ".ink(.accent) + suggestion.title[language].ink(.base)
      write(line, in: rect.row(index).inset(2, 0))
      write(SuggestionList.foreseen(suggestion.effect, drawing), in: rect.row(index).inset(2, 0), .right)
    }
  }
}
