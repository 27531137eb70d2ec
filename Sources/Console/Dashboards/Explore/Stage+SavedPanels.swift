import Basics
import Canvas
import Model

extension Stage {
  /// The most saved panels that one screen shows.
  static let mostPanels = 3

  /// The panels people have saved for a screen.
  private func savedPanels(_ screen: ScreenID) -> ArraySlice<SavedPanel> {
    snapshot.panels.filter { $0.screen == screen.rawValue }.prefix(Self.mostPanels)
  }

  /// Draws a screen's saved panels in a strip at the bottom, where there is room for one.
  mutating func drawSavedPanels(on screen: ScreenID, from rest: inout Rect) {
    let panels = savedPanels(screen)
    guard !panels.isEmpty, rest.height >= 17, rest.width >= 40 else { return }
    let strip = rest.takeBottom(rest.height >= 34 ? 10 : 8)
    let fitting = panels.prefix(max(1, strip.width / 36))
    for (panel, place) in zip(fitting, strip.columns(fitting.count)) { draw(panel, in: place) }
  }

  private mutating func draw(_ panel: SavedPanel, in rect: Rect) {
    var group = ShownSeries.Group()
    var failure: QueryFailure?
    for (index, text) in panel.expressions.enumerated() {
      guard let answer = exploration.answers[Exploration.slot(of: panel, index)], answer.expression == text
      else { continue }
      if case .failure(let found) = answer.outcome { failure = found }
      let (series, total) = ShownSeries.of(answer, letter: Exploration.letters[index % 26])
      for var line in series {
        line.sign = group.series.count < SeriesGraph.most ? group.series.count : nil
        group.series.append(line)
      }
      group.total += total
      if let window = answer.window { (group.from, group.to) = (window.from, window.to) }
    }
    let inside = self.panel(
      panel.title, note: panel.span.prometheus.ink(.muted), footnote: ends(group), in: rect)
    if let failure { return say("\(glyphs.act) \(failure.reason)", .act, in: inside) }
    if group.series.isEmpty {
      let isComing = exploration.waits(for: Exploration.slot(of: panel, 0)) != nil
      return say(
        isComing ? phrases.explore.working : phrases.explore.noData(panel.span.prometheus), in: inside)
    }
    let graph = SeriesGraph(group: group, isStacked: panel.isStacked, isLogarithmic: panel.isLogarithmic)
    draw(graph, in: inside, isLive: true)
  }

  /// What the highest lines have come to, each with its letter.
  private func ends(_ group: ShownSeries.Group) -> Line {
    let highest = group.series.sorted { $1.figures.last < $0.figures.last }
    let parts = highest.prefix(3).map { line in
      (line.mark + " ").ink(line.ink, bold: true) + line.unit.text(line.figures.last, in: language).ink(.base)
    }
    let more = group.series.count - parts.count
    return parts.joined(by: "  ".ink(.base)) + (more > 0 ? "  +\(more)" : "").ink(.muted)
  }
}
