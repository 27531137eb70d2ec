import Basics
import Telemetry

/// Makes series of nodes' vitals: beside each node a source of its own whose scrapes they are.
public struct VitalsRecorder: Sendable {
  private struct Node {
    let source: Labels
    /// The vitals that the node has told at some time, in their order.
    var told: [Vital] = []
    var layout = Layout([])
  }

  private var nodes: [Labels: Node] = [:]
  // Nodes that tell the same share a layout, as the store and queries like it.
  private var layouts: [[Vital]: Layout] = [:]

  public init() {}

  /// The scrape that records a node's vitals: a series for each that the node has ever told. Nil when it tells none.
  public mutating func scrape(of node: Labels, _ vitals: Vitals, at now: Instant) -> Scrape? {
    var known = nodes[node] ?? Node(source: node.ofVitals)
    let told = Vital.allCases.filter { vitals[$0].isFinite || known.told.contains($0) }
    guard !told.isEmpty else { return nil }
    if told != known.told {
      (known.told, known.layout) = (told, layout(of: told))
      nodes[node] = known
    }
    return Scrape(
      source: known.source, at: now, layout: known.layout, values: told.map { $0.recorded(vitals[$0]) })
  }

  /// What ends the series of a node that tells its vitals no more; nil when none were recorded.
  public mutating func end(of node: Labels, at now: Instant) -> Scrape? {
    nodes.removeValue(forKey: node).map {
      Scrape(source: $0.source, at: now, layout: Layout([]), values: [])
    }
  }

  private mutating func layout(of told: [Vital]) -> Layout {
    if let known = layouts[told] { return known }
    let layout = Layout(told.map { Layout.Column($0.metric) })
    layouts[told] = layout
    return layout
  }
}
