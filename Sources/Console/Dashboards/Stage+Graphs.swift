import Basics
import Canvas
import Model
import Monitoring

extension Stage {
  /// A graph of one or more vitals over the time window.
  struct VitalGraph {
    let title: String
    let vitals: [Vital]
    /// The value at the top edge; nil for the highest there is, rounded up to something one can read.
    let ceiling: Float?
    let style: Graph.Style
  }

  /// The graphs of a node, as many as fit side by side and above one another, the most telling first.
  mutating func drawGraphs(of node: NodeView, in rect: Rect) {
    guard rect.height >= 6 else { return }
    let graphs = vitalGraphs
    let perRow = rect.width >= 150 ? 3 : rect.width >= 70 ? 2 : 1
    let rows = max(1, min(rect.height / 7, (graphs.count + perRow - 1) / perRow))
    for (row, line) in rect.rows(rows).enumerated() {
      for (column, place) in line.columns(perRow).enumerated() where row * perRow + column < graphs.count {
        draw(graphs[row * perRow + column], of: node, in: place)
      }
    }
  }

  private var vitalGraphs: [VitalGraph] {
    let names = phrases.vitals
    return [
      VitalGraph(title: names.name(.cpu), vitals: [.cpu], ceiling: 1, style: .area),
      VitalGraph(title: names.name(.memory), vitals: [.memory, .swap], ceiling: 1, style: .area),
      VitalGraph(title: names.network, vitals: [.netIn, .netOut], ceiling: nil, style: .lines),
      VitalGraph(title: names.disk, vitals: [.diskRead, .diskWrite], ceiling: nil, style: .lines),
      VitalGraph(
        title: names.pressure, vitals: [.cpuPressure, .memoryPressure, .ioPressure], ceiling: nil,
        style: .lines),
      VitalGraph(title: names.name(.load), vitals: [.load], ceiling: nil, style: .lines),
    ]
  }

  private mutating func draw(_ graph: VitalGraph, of node: NodeView, in rect: Rect) {
    let (from, to) = console.timeView.range(at: now)
    let history = history(of: node, from: from, to: to)
    let inside = panel(graph.title, note: legend(graph, node), in: rect)
    guard inside.height >= 2, inside.width >= 12 else { return }
    let values = graph.vitals.map { history?[$0] ?? [] }
    let ceiling = graph.ceiling ?? Self.ceiling(values, graph.vitals[0].unit)
    var plot = inside
    let axis = plot.takeBottom(1)
    drawScale(ceiling, graph.vitals[0], in: plot.takeLeft(9))
    drawTimeAxis(in: Rect(x: plot.x, y: axis.y, width: plot.width, height: 1))
    let series = zip(values, graph.vitals).enumerated().map { index, pair in
      Graph.Series(pair.0, ink: graph.style == .area ? .load0 : .series(index))
    }
    let threshold = snapshot.thresholds.bounds[graph.vitals[0]]?.watch
    painter.draw(Graph(series, style: graph.style, ceiling: ceiling, threshold: threshold), in: plot)
    hit(plot, .graph(from, to))
    if values.allSatisfy({ $0.allSatisfy(\.isNaN) }) {
      let isComing = node.state == .up && console.timeView.end == nil
      say(isComing ? phrases.lists.gathering : phrases.lists.nothingSeen, in: plot)
    }
  }

  /// What was looked up for the node, if it is for this window.
  private func history(of node: NodeView, from: Instant, to: Instant) -> History? {
    guard let history = console.answers.histories[node.identifier], history.to - history.from == to - from
    else {
      return nil
    }
    return history
  }

  /// What each line is, with its last value.
  private func legend(_ graph: VitalGraph, _ node: NodeView) -> Line {
    graph.vitals.enumerated().filter { graph.vitals.count == 1 || !node.vitals[$0.element].isNaN }.map {
      index, vital in
      let value =
        graph.vitals.count == 1 || graph.style == .area && index == 0
        ? figures.vitalLine(node.vitals[vital], vital).bold
        : (phrases.vitals.short(vital) + " ").ink(graph.style == .area ? .muted : .series(index))
          + figures.vital(node.vitals[vital], vital).ink(.base)
      return value
    }.joined(by: "  ")
  }

  /// The highest value rounded up to one, two or five times a power of ten, or of 1024 for bytes.
  private static func ceiling(_ values: [[Float]], _ unit: Vital.Unit) -> Float {
    let highest = values.flatMap { $0 }.filter { !$0.isNaN }.max() ?? 0
    let floor: Float =
      switch unit {
      case .bytesPerSecond: 1_024
      case .ratio: 0.1
      case .perCore: 1
      case .perSecond, .celsius, .count: 1
      }
    var step = floor
    var index = 0
    let factors: [Float] = [2, 2.5, 2]
    while step < highest, index < 200 {
      step *= factors[index % 3]
      index += 1
    }
    return unit == .ratio ? min(step, 1) : step
  }

  private mutating func drawScale(_ ceiling: Float, _ vital: Vital, in rect: Rect) {
    let top = vital.unit == .bytesPerSecond ? Figures.bytes(Double(ceiling)) : figures.vital(ceiling, vital)
    let column = Rect(x: rect.x, y: rect.y, width: rect.width - 1, height: rect.height)
    write(top.ink(.muted), in: column.row(0), .right)
    write("0".ink(.faint), in: column.row(rect.height - 1), .right)
    guard rect.height >= 5 else { return }
    let middle =
      vital.unit == .bytesPerSecond ? Figures.bytes(Double(ceiling / 2)) : figures.vital(ceiling / 2, vital)
    write(middle.ink(.faint), in: column.row(rect.height / 2), .right)
  }

  /// From when to when, under a graph.
  mutating func drawTimeAxis(in rect: Rect) {
    let (from, to) = console.timeView.range(at: now)
    let isLive = console.timeView.end == nil
    let left = isLive ? "-\(console.timeView.span.prometheus)" : figures.clock(from)
    let right = isLive ? phrases.common.now : figures.clock(to)
    write(left.ink(.faint), in: rect)
    write(right.ink(.faint), in: rect, .right)
    guard rect.width >= 40 else { return }
    let middle = isLive ? "-\((console.timeView.span / 2).prometheus)" : ""
    write(middle.ink(.faint), in: rect, .center)
  }

  /// What the node is: system, size, uptime.
  mutating func drawIdentity(of node: NodeView, in rect: Rect) {
    let title = node.identifier
    let state = figures.sign(node) + " \(phrases.states.node(node.state))".ink(.muted)
    let inside = panel(title, note: state, in: rect)
    let detail = node.detail
    let boot = detail?.value("node_boot_time_seconds")
    let uptime = boot.map { figures.age(now - Instant(milliseconds: Int64($0 * 1_000))) }
    let memory = node.memory.isNaN ? glyphs.dash : Figures.bytes(node.memory)
    let parts: [(String, String?)] = [
      (phrases.lists.cores, String(node.cores)), (phrases.vitals.name(.memory), memory),
      (phrases.lists.uptime, uptime),
      (phrases.lists.place, node.region.isEmpty ? nil : "\(node.region) \(node.zone)"),
      (phrases.lists.system, detail?.label("pretty_name", of: "node_os_info")),
      (phrases.lists.kernel, detail?.label("release", of: "node_uname_info")),
      (phrases.lists.seen, figures.since(node.lastSeen)),
    ]
    let line = parts.compactMap { name, value in value.map { (name + " ").ink(.muted) + $0.ink(.base) } }
    write(line.joined(by: "   "), in: inside.row(0))
    let runsOut = exhaustionLine(of: node)
    if let runsOut, inside.height > 1 { write(runsOut, in: inside.row(inside.height - 1)) }
    guard inside.height > (runsOut == nil ? 1 : 2) else { return }
    let vitals: [Vital] = [
      .cpu, .memory, .swap, .load, .runQueue, .fullness, .diskBusy, .retransmits, .temperature,
    ]
    let second = vitals.filter { !node.vitals[$0].isNaN }.map {
      (phrases.vitals.short($0) + " ").ink(.muted) + figures.vitalLine(node.vitals[$0], $0)
    }
    write(second.joined(by: "   "), in: inside.row(1))
  }
}
