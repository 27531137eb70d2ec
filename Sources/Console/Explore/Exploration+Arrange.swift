import Basics
import Model

extension Exploration {
  /// Puts the answers together into what is drawn.
  mutating func arrange() {
    var group = ShownSeries.Group()
    let drawn = entries.filter { $0.isOn && answers[$0.letter]?.expression == $0.text }
    for entry in drawn {
      guard let answer = answers[entry.letter] else { continue }
      let (series, total) = ShownSeries.of(answer, letter: entry.letter)
      group.series += signed(series, atMost: SeriesGraph.most / drawn.count)
      group.total += total
      if let window = answer.window, window.to > group.to {
        (group.from, group.to) = (window.from, window.to)
      }
      guard comparison != nil, let before = answers[entry.letter + Slot.before],
        before.expression == entry.text
      else { continue }
      group.before += ShownSeries.of(before, letter: entry.letter).series.prefix(SeriesGraph.most)
    }
    shown = group
  }

  /// Gives signs to the lines that are drawn: to all, or to those that reach highest. A line keeps its sign as long as
  /// it is drawn.
  private mutating func signed(_ series: [ShownSeries], atMost most: Int) -> [ShownSeries] {
    guard let letter = series.first?.letter else { return [] }
    let ranked = series.count <= most ? series : series.sorted { $1.figures.most < $0.figures.most }
    let chosen = Set(ranked.prefix(most).map(\.identity))
    signs = signs.filter { !$0.key.hasPrefix(letter + " ") || chosen.contains($0.key) }
    var used = Set(signs.values)
    return series.map { line in
      guard chosen.contains(line.identity) else { return line }
      let sign = signs[line.identity] ?? (0..<SeriesGraph.most).first { !used.contains($0) }
      var line = line
      line.sign = sign
      signs[line.identity] = sign
      if let sign { used.insert(sign) }
      return line
    }
  }
}
