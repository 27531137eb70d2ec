import Basics
import Canvas
import Model
import Monitoring

extension Dashboard {
  /// All nodes: a cell each at a glance, a row each in a table, and the selected one's last minutes.
  static let nodes = Dashboard(
    lists: [.nodes], commands: [.open, .shorter, .longer, .earlier, .later, .whatIf]
  ) { stage, rect in
    var rest = rect
    let count = stage.snapshot.nodes.count
    let title = stage.phrases.screens.name(.nodes)
    if count > 1, rest.height >= 14 {
      let rows = stage.heatRows(in: rect.width, of: max(3, rest.height / 2 - 2))
      stage.drawHeat(in: rest.takeTop(rows + 2))
    }
    stage.drawSavedPanels(on: .nodes, from: &rest)
    // Few nodes leave room to look into the selected one at once.
    let wanted = count + 3
    let graphs = rest.height - wanted >= 9 ? rest.height - wanted : rest.height >= 28 ? 11 : 0
    let below = rest.takeBottom(graphs)
    stage.list(.nodes, title, note: stage.nodesNote, empty: stage.phrases.lists.noNodes, in: rest)
    if let node = stage.shownNode { stage.drawGraphs(of: node, in: below) }
  }

  /// One node: its graphs, its processes, its parts.
  static let node = Dashboard(
    lists: [.processes, .places, .suggestions],
    commands: [.apply, .shorter, .longer, .earlier, .later, .zoom]
  ) { stage, rect in
    guard let name = stage.console.place.subject, let node = stage.snapshot.node(name) else {
      return stage.say(stage.phrases.lists.gone, in: rect)
    }
    var rest = rect
    let runsOut = stage.exhaustionLine(of: node) == nil ? 0 : 1
    stage.drawIdentity(of: node, in: rest.takeTop((rect.height >= 30 ? 4 : 3) + runsOut))
    let before = rest.height
    stage.drawBottleneck(of: node, from: &rest)
    let isTight = rest.height < before && rest.height < 26
    let graphs =
      isTight
      ? rest.takeTop(rest.height >= 18 ? 8 : 0)
      : rest.takeTop(rect.height >= 34 ? 18 : rect.height >= 26 ? 14 : 8)
    stage.drawGraphs(of: node, in: graphs)
    let processes = stage.phrases.lists.title(.processes)
    let parts = stage.phrases.lists.title(.places)
    let note = node.processes.map {
      stage.phrases.lists.ofProcesses($0.processes.count, $0.total).ink(.muted)
    }
    if rect.width >= 110 {
      stage.list(.places, parts, empty: stage.phrases.lists.noParts, in: rest.takeLeft(rect.width * 2 / 5))
      stage.list(.processes, processes, note: note, empty: stage.phrases.lists.noProcesses, in: rest)
    } else if stage.console.focusedList == .places {
      stage.list(.places, parts, empty: stage.phrases.lists.noParts, in: rest)
    } else {
      stage.list(.processes, processes, note: note, empty: stage.phrases.lists.noProcesses, in: rest)
    }
  }
}

extension Stage {
  /// The node whose graphs are shown: the selected one, or the first.
  fileprivate var shownNode: NodeView? {
    let row = console.currentRow(in: .nodes)
    let name = row.flatMap { console.prepared[.nodes]?.arrangement.identities[$0] }
    return name.flatMap { snapshot.node($0) }
  }

  fileprivate var nodesNote: Line {
    let nodes = snapshot.digest.nodes
    var note = "\(glyphs.ok) \(nodes.up)".ink(.ok)
    if nodes.stale > 0 { note += "  \(glyphs.unknown) \(nodes.stale)".ink(.watch) }
    if nodes.lost > 0 { note += "  \(glyphs.lost) \(nodes.lost)".ink(.act) }
    return nodes.simulated > 0 ? figures.badge(.simulated) + "  " + note : note
  }
}
