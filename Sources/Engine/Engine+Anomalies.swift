import Basics
import Model
import Monitoring
import Store
import Telemetry

extension Engine {
  /// Scores the series of nodes, objectives and panels, once a minute; reads what one new node was like before.
  func lookForAnomalies() {
    guard !isRecollecting else { return }
    if let node = anomalies.stranger(among: fleet.nodes) { return learnPast(of: node) }
    guard anomalies.isDue(at: now) else { return }
    if let scrape = anomalies.take(nodeReadings + objectiveReadings + panelReadings, at: now) {
      take(scrape, isOurs: true)
    }
  }

  private func learnPast(of node: NodeView) {
    let (pace, end) = (AnomalyKeeper.pace, now.rounded(downTo: AnomalyKeeper.pace))
    let start = end - AnomalyKeeper.past
    let rows = attempt { () throws(StoreFault) in
      try store.vitals(of: node.labels, from: start, to: end, step: pace)
    }
    let steps = Int(AnomalyKeeper.past.milliseconds / pace.milliseconds)
    var history = History(node: node.identifier, from: start, to: end, steps: steps)
    history.fill(from: rows ?? [])
    let readings = AnomalyKeeper.vitals.flatMap { vital in
      history[vital].filter(\.isFinite).map { reading(of: node, vital, $0) }
    }
    anomalies.learn(readings, of: node.identifier, at: now)
  }

  private var nodeReadings: [AnomalyKeeper.Reading] {
    fleet.nodes.filter { $0.state == .up }.flatMap { node in
      AnomalyKeeper.vitals.filter { node.vitals[$0].isFinite }.map { reading(of: node, $0, node.vitals[$0]) }
    }
  }

  private func reading(of node: NodeView, _ vital: Vital, _ value: Float) -> AnomalyKeeper.Reading {
    AnomalyKeeper.Reading(
      owner: .node(node.identifier), metric: vital.metric, labels: node.labels, value: Double(value))
  }

  private var objectiveReadings: [AnomalyKeeper.Reading] {
    configuration.objectives.compactMap { objective in
      guard let rate = objectives.entries[objective.name]?.view.burn?.value, rate.isFinite else { return nil }
      return AnomalyKeeper.Reading(
        owner: .objective(objective.name), metric: "objective:burn",
        labels: [ObjectiveSeries.label: objective.name], value: rate)
    }
  }

  /// The expressions of the panels; what one cannot be worked out for is said where the panel is drawn.
  private var panelReadings: [AnomalyKeeper.Reading] {
    guard !panels.isEmpty else { return [] }
    let source = series
    return panels.flatMap { panel in
      panel.expressions.flatMap { text in
        samples(of: text, in: source).prefix(Self.mostOfPanel).map { sample in
          AnomalyKeeper.Reading(
            owner: .panel(panel.title), metric: text,
            labels: sample.labels.dropping([Labels.metricName]), value: sample.value)
        }
      }
    }
  }

  private func samples(of text: String, in source: any SeriesSource) -> [VectorSample] {
    do throws(QueryFault) {
      let value = try Evaluator(source, at: now).value(of: Parser.parse(text))
      if case .vector(let samples) = value { return samples.filter(\.value.isFinite) }
      return []
    } catch { return [] }
  }

  /// Nobody follows more lines in one graph.
  private static let mostOfPanel = 20
}
