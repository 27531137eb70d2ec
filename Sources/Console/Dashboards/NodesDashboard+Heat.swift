import Basics
import Canvas
import Model
import Monitoring

extension Stage {
  private var heatGroups: [HeatGroup] { console.prepared[.nodes]?.heat ?? [] }

  /// How many rows the fleet takes, of so many that there are.
  func heatRows(in width: Int, of rows: Int) -> Int {
    if heatGroups.count > rows {
      return min(rows, HeatMap(count: snapshot.nodes.count, pitch: 1).rows(in: max(1, width - 4)))
    }
    let room = max(1, width - 4 - heatLabelWidth)
    let wanted = heatGroups.reduce(0) {
      $0 + HeatMap(count: $1.rows.count, pitch: pitch(in: room)).rows(in: room)
    }
    return min(rows, wanted)
  }

  /// Cells stand apart where the largest group still fits into one row so.
  private func pitch(in room: Int) -> Int {
    (heatGroups.map(\.rows.count).max() ?? 0) * 2 <= room ? 2 : 1
  }

  private var heatLabelWidth: Int {
    let longest = heatGroups.map(\.name.columns).max() ?? 0
    return longest == 0 ? 0 : min(longest + 2, 22)
  }

  /// A cell a node, grouped by region and zone, the worst first in each group and always in view.
  mutating func drawHeat(in rect: Rect) {
    let legend =
      "\(glyphs.act) \(phrases.states.act)".ink(.act) + "  "
      + "\(glyphs.watch) \(phrases.states.watch)".ink(.watch) + "  "
      + "\(glyphs.lost) \(phrases.states.lost)".ink(.act)
    let inside = panel(phrases.lists.heat, note: legend, in: rect)
    // Where there are more groups than rows all nodes flow together.
    let isCrowded = heatGroups.count > inside.height
    let groups = isCrowded ? [HeatGroup.joined(heatGroups)] : heatGroups
    let label = isCrowded ? 0 : heatLabelWidth
    let room = max(1, inside.width - label)
    let pitch = isCrowded ? 1 : pitch(in: room)
    var y = 0
    for (index, group) in groups.enumerated() {
      // Every group gets a row; what is left over goes to the first.
      let rowsLeft = inside.height - y - (groups.count - index - 1)
      guard rowsLeft > 0 else { return }
      let map = HeatMap(count: group.cells.count, pitch: pitch, selected: selected(in: group))
      let rows = min(map.rows(in: room), rowsLeft)
      write(group.name.ink(.muted), in: Rect(x: inside.x, y: inside.y + y, width: label - 1, height: 1))
      draw(map, of: group, in: Rect(x: inside.x + label, y: inside.y + y, width: room, height: rows))
      y += rows
    }
  }

  private func selected(in group: HeatGroup) -> Int? {
    console.currentRow(in: .nodes).flatMap { group.rows.firstIndex(of: $0) }
  }

  private mutating func draw(_ map: HeatMap, of group: HeatGroup, in rect: Rect) {
    let drawn = painter.draw(map, in: rect) { group.cells[$0] }
    let perRow = map.perRow(in: rect.width)
    for (y, first) in stride(from: 0, to: drawn, by: perRow).enumerated() {
      let line = group.rows[first..<min(first + perRow, drawn)]
      // A blank beside a cell belongs to it.
      let columns = line.flatMap { repeatElement($0, count: map.pitch) }.prefix(rect.width)
      hit(Rect(x: rect.x, y: rect.y + y, width: columns.count, height: 1), .rows(.nodes, Array(columns)))
    }
  }
}
