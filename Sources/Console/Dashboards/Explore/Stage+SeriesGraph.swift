import Basics
import Canvas
import Model

/// Lines over a window, with all that is needed to draw them.
struct SeriesGraph {
  var group: ShownSeries.Group
  var isStacked = false
  var isLogarithmic = false
  /// The line picked out; the others recede.
  var selected: String?

  /// The most lines drawn; a picture of more says nothing.
  static let most = 26

  var lines: [ShownSeries] { group.series.filter { $0.sign != nil } }
  /// What all are measured in; plain numbers where they are not measured in the same.
  var unit: ValueUnit {
    let units = Set(group.series.map(\.unit))
    return units.count == 1 ? units.first ?? .plain : .plain
  }

  /// The values as they are drawn: each on top of those before where they are stacked.
  var heights: [[Double]] {
    guard isStacked else { return lines.map(\.values) }
    var sums = [Double](repeating: 0, count: lines.map(\.values.count).max() ?? 0)
    return lines.map { line in
      line.values.enumerated().map { place, value in
        guard value.isFinite else { return .nan }
        sums[place] += max(0, value)
        return sums[place]
      }
    }
  }

  func scale(ticks: Int) -> Scale {
    let drawn = (heights + group.before.map(\.values)).joined()
    var (least, most) = (Double.infinity, -Double.infinity)
    for value in drawn where value.isFinite && (!isLogarithmic || value > 0) {
      least = min(least, value)
      most = max(most, value)
    }
    return Scale(
      isStacked ? min(0, least) : least, most, ticks: ticks, unit: unit,
      isLogarithmic: isLogarithmic && !isStacked)
  }
}

extension Stage {
  /// The graph of the expressions in hand.
  mutating func drawGraph(in rect: Rect) {
    let inside = panel(phrases.explore.view(.graph), note: graphNote, in: rect)
    var graph = SeriesGraph(
      group: exploration.shown, isStacked: exploration.isStacked, isLogarithmic: exploration.isLogarithmic)
    if console.focusedList == .legend { graph.selected = console.selectedIdentity(in: .legend) }
    draw(graph, in: inside, isLive: console.timeView.end == nil)
  }

  /// That the picture is older than it should be, or not of everything.
  private var graphNote: Line {
    let stale = exploration.entries.compactMap { exploration.waits(for: $0.letter) }.min()
    let hidden = exploration.shown.series.count { $0.sign == nil }
    var parts: [Line] = []
    if hidden > 0 { parts.append(phrases.explore.notDrawn(hidden).ink(.watch)) }
    if let stale, console.now - stale > .seconds(1) {
      parts.append("\(glyphs.silenced) \(phrases.explore.age(figures.age(console.now - stale)))".ink(.info))
    }
    return parts.joined(by: "  ".ink(.base))
  }

  /// Draws lines with their scale, their times and a letter at each one's end.
  mutating func draw(_ graph: SeriesGraph, in rect: Rect, isLive: Bool) {
    guard rect.height >= 3, rect.width >= 16 else { return }
    var plot = rect
    let axis = plot.takeBottom(1)
    let scale = graph.scale(ticks: max(1, min(8, plot.height / 3)))
    let texts = scale.ticks.map { graph.unit.text($0, in: language) }
    let margin = min(rect.width / 3, (texts.map(\.columns).max() ?? 0) + 1)
    let ends = plot.takeRight(graph.lines.count > 1 ? 2 : 0)
    let labels = plot.takeLeft(margin)
    drawTicks(scale, texts, labels, plot)
    drawTimes(graph.group, isLive: isLive, in: Rect(x: plot.x, y: axis.y, width: plot.width, height: 1))
    drawLines(graph, scale, in: plot)
    if graph.lines.count > 1 { drawEnds(graph, scale, in: ends) }
    if plot.width > 0 { hit(plot, .graph(graph.group.from, graph.group.to)) }
  }

  /// The row of a graph that a share of its height falls into.
  private func row(_ height: Double, in rect: Rect) -> Int {
    rect.bottom - 1 - min(rect.height - 1, Int(height * Double(rect.height)))
  }

  private mutating func drawTicks(_ scale: Scale, _ texts: [String], _ labels: Rect, _ plot: Rect) {
    var used: Set<Int> = []
    for (tick, text) in zip(scale.ticks, texts) {
      let y = row(scale.height(tick), in: plot)
      guard used.insert(y).inserted else { continue }
      let place = Rect(x: labels.x, y: y, width: max(0, labels.width - 1), height: 1)
      write(text.ink(.muted), in: place, .right)
      for x in plot.x..<plot.right { painter.put(glyphs.dotted, x: x, y: y, ink: .border) }
    }
  }

  private mutating func drawTimes(_ group: ShownSeries.Group, isLive: Bool, in rect: Rect) {
    let span = group.to - group.from
    guard span > .zero else { return }
    func text(_ share: Int64, of whole: Int64) -> String {
      isLive
        ? "-\((span * (whole - share) / whole).prometheus)" : figures.clock(group.from + span * share / whole)
    }
    let clocks = isLive && rect.width >= 60
    let left = clocks ? "\(text(0, of: 2)) · \(figures.clock(group.from))" : text(0, of: 2)
    let right = isLive ? phrases.common.now : text(2, of: 2)
    write(left.ink(.muted), in: rect)
    write(right.ink(.muted), in: rect, .right)
    if rect.width >= 40 { write(text(1, of: 2).ink(.faint), in: rect, .center) }
  }

  private mutating func drawLines(_ graph: SeriesGraph, _ scale: Scale, in plot: Rect) {
    func scaled(_ values: [Double]) -> [Float] {
      Interpolation.filled(values.map { Float(scale.height($0)) }, to: plot.width * 2)
    }
    let before = graph.group.before.map {
      Graph.Series(scaled($0.values), ink: .past)
    }
    painter.draw(Graph(before, style: .lines, ceiling: 1), in: plot)
    var lines = zip(graph.lines, graph.heights).map { line, values in
      (line: line, series: Graph.Series(scaled(values), ink: line.ink))
    }
    if graph.isStacked {
      return painter.draw(Graph(lines.map(\.series), style: .stack, ceiling: 1), in: plot)
    }
    guard let selected = graph.selected, lines.contains(where: { $0.line.identity == selected }) else {
      return painter.draw(Graph(lines.map(\.series), style: .lines, ceiling: 1), in: plot)
    }
    // The line picked out is drawn last, over the others.
    for place in lines.indices where lines[place].line.identity != selected {
      lines[place].series.ink = .faint
    }
    let ordered =
      lines.filter { $0.line.identity != selected } + lines.filter { $0.line.identity == selected }
    painter.draw(Graph(ordered.map(\.series), style: .lines, ceiling: 1), in: plot)
  }

  /// The letter of each line beside its last value, moved a little where two would share a row.
  private mutating func drawEnds(_ graph: SeriesGraph, _ scale: Scale, in rect: Rect) {
    var used: Set<Int> = []
    for (line, values) in zip(graph.lines, graph.heights) {
      guard let last = values.last(where: { !$0.isNaN }) else { continue }
      let height = scale.height(last)
      guard !height.isNaN else { continue }
      let wanted = row(height, in: rect)
      let free = [0, -1, 1, -2, 2].map { wanted + $0 }.first {
        (rect.y..<rect.bottom).contains($0) && !used.contains($0)
      }
      guard let free else { continue }
      used.insert(free)
      let recedes = graph.selected != nil && graph.selected != line.identity
      write(
        line.mark.ink(recedes ? .faint : line.ink, bold: !recedes),
        in: Rect(x: rect.x + 1, y: free, width: 1, height: 1))
    }
  }
}
