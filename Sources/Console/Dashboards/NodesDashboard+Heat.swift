import Basics
import Canvas
import Model
import Monitoring

extension Stage {
  /// The nodes of a zone, as they stand in the list.
  private struct Group {
    let name: String
    /// Rows of the list.
    let rows: [Int]
  }

  private var heatGroups: [Group] {
    guard let ready = console.prepared[.nodes] else { return [] }
    var order: [String] = []
    var rows: [String: [Int]] = [:]
    let places = Dictionary(snapshot.nodes.indices.map { (snapshot.nodes[$0].identifier, $0) }) { first, _ in
      first
    }
    for row in ready.arrangement.identities.indices {
      guard let place = places[ready.arrangement.identities[row]] else { continue }
      let node = snapshot.nodes[place]
      let name = [node.region, node.zone].filter { !$0.isEmpty }.joined(separator: " ")
      if rows[name] == nil { order.append(name) }
      rows[name, default: []].append(row)
    }
    return order.sorted().map { Group(name: $0, rows: rows[$0] ?? []) }
  }

  func heatRows(in width: Int) -> Int {
    let label = heatLabelWidth
    let perRow = max(1, width - 4 - label)
    return heatGroups.reduce(0) { $0 + ($1.rows.count + perRow - 1) / perRow }
  }

  private var heatLabelWidth: Int {
    let longest = snapshot.nodes.prefix(2_000).map { $0.region.utf8.count + $0.zone.utf8.count }.max() ?? 0
    return longest == 0 ? 0 : min(longest + 3, 22)
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
    let places = Dictionary(snapshot.nodes.indices.map { (snapshot.nodes[$0].identifier, $0) }) { first, _ in
      first
    }
    var y = 0
    for (index, group) in groups.enumerated() {
      // Every group gets a row; what is left over goes to the first.
      let rowsLeft = inside.height - y - (groups.count - index - 1)
      guard rowsLeft > 0 else { return }
      let rows = min((group.rows.count + perRow - 1) / perRow, rowsLeft)
      write(group.name.ink(.muted), in: Rect(x: inside.x, y: inside.y + y, width: label - 1, height: 1))
      draw(group, places, in: Rect(x: inside.x + label, y: inside.y + y, width: perRow, height: rows))
      y += rows
    }
  }

  private mutating func draw(_ group: Group, _ places: [String: Int], in rect: Rect) {
    guard let identities = console.prepared[.nodes]?.arrangement.identities else { return }
    let selected = console.currentRow(in: .nodes).flatMap { group.rows.firstIndex(of: $0) }
    let map = HeatMap(count: group.rows.count, pitch: 1, selected: selected)
    let (nodes, glyphs) = (snapshot.nodes, glyphs)
    let drawn = painter.draw(map, in: rect) { index in
      guard let place = places[identities[group.rows[index]]] else { return (0x20, .base) }
      return Self.heatCell(nodes[place], glyphs)
    }
    for index in 0..<drawn {
      let cell = Rect(x: rect.x + index % rect.width, y: rect.y + index / rect.width, width: 1, height: 1)
      // A hit a row is enough: the list's rows of a group stand one after another.
      if index % rect.width == 0 { hitHeat(cell, group, index, in: rect) }
    }
  }

  private mutating func hitHeat(_ cell: Rect, _ group: Group, _ first: Int, in rect: Rect) {
    for column in 0..<min(rect.width, group.rows.count - first, 400) {
      hit(Rect(x: cell.x + column, y: cell.y, width: 1, height: 1), .row(.nodes, group.rows[first + column]))
    }
  }

  /// What a node looks like in one cell: trouble by its sign, load by size and colour.
  private static func heatCell(_ node: NodeView, _ glyphs: Glyphs) -> (scalar: UInt32, ink: Role) {
    func first(_ text: String) -> UInt32 { text.unicodeScalars.first!.value }
    switch node.state {
    case .lost: return (first(glyphs.lost), .act)
    case .stale: return (first(glyphs.unknown), .watch)
    case .up: break
    }
    switch node.severity {
    case .act: return (first(glyphs.act), .act)
    case .watch: return (first(glyphs.watch), .watch)
    case .ok, .info:
      let load = Double(node.vitals[.cpu].orZero)
      return (glyphs.heat(load), .load(load))
    }
  }
}
