import Basics
import Canvas
import Model
import Monitoring

extension Stage {
  private var heatGroups: [HeatGroup] { console.prepared[.nodes]?.heat ?? [] }

  func heatRows(in width: Int) -> Int {
    let perRow = max(1, width - 4 - heatLabelWidth)
    return heatGroups.reduce(0) { $0 + ($1.rows.count + perRow - 1) / perRow }
  }

  private var heatLabelWidth: Int {
    let longest = heatGroups.map(\.name.columns).max() ?? 0
    return longest == 0 ? 0 : min(longest + 2, 22)
  }

  /// A cell a node, grouped by region and zone, the worst first in each group and always in view.
  mutating func drawHeat(in rect: Rect) {
    let legend =
      "\(glyphs.act) \(phrases.states.act)  ".ink(.act)
      + "\(glyphs.watch) \(phrases.states.watch)  ".ink(.watch)
      + "\(glyphs.lost) \(phrases.states.lost)".ink(.act)
    let inside = panel(phrases.lists.heat, note: legend, in: rect)
    let groups = heatGroups
    let label = heatLabelWidth
    let perRow = max(1, inside.width - label)
    var y = 0
    for (index, group) in groups.enumerated() {
      // Every group gets a row; what is left over goes to the first.
      let rowsLeft = inside.height - y - (groups.count - index - 1)
      guard rowsLeft > 0 else { return }
      let rows = min((group.rows.count + perRow - 1) / perRow, rowsLeft)
      write(group.name.ink(.muted), in: Rect(x: inside.x, y: inside.y + y, width: label - 1, height: 1))
      draw(group, in: Rect(x: inside.x + label, y: inside.y + y, width: perRow, height: rows))
      y += rows
    }
  }

  private mutating func draw(_ group: HeatGroup, in rect: Rect) {
    let selected = console.currentRow(in: .nodes).flatMap { group.rows.firstIndex(of: $0) }
    let map = HeatMap(count: group.cells.count, pitch: 1, selected: selected)
    let drawn = painter.draw(map, in: rect) { group.cells[$0] }
    for (y, first) in stride(from: 0, to: drawn, by: rect.width).enumerated() {
      let line = group.rows[first..<min(first + rect.width, drawn)]
      hit(Rect(x: rect.x, y: rect.y + y, width: line.count, height: 1), .rows(.nodes, Array(line)))
    }
  }
}
