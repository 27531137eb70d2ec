import Basics
import Telemetry

/// The series of one node, to put questions to.
public struct HostSeries {
  /// The matchers that tell the node from all others: `instance="node-1",job="node"`.
  public let host: String
  /// The node's own series of the last minutes.
  private let recent: any SeriesSource
  /// As far back as there are any, of all nodes.
  private let history: any SeriesSource
  public let now: Instant

  public init(host: String, recent: any SeriesSource, history: any SeriesSource, now: Instant) {
    self.host = host
    self.recent = recent
    self.history = history
    self.now = now
  }

  /// The matchers that a source's labels come to.
  public static func matchers(of labels: Labels) -> String {
    labels.compactMap { Matcher($0.name, .equal, $0.value)?.description }.joined(separator: ",")
  }

  /// What a question comes to now, by the value of a label; the greatest where several have the same.
  func values(of query: HostQuery, by label: String?, wantsHistory: Bool = false) -> [String: Double] {
    guard let value = value(of: query, wantsHistory: wantsHistory) else { return [:] }
    switch value {
    case .scalar(let number): return number.isNaN ? [:] : ["": number]
    case .vector(let samples):
      let known = samples.filter { $0.value.isFinite }
      return Dictionary(known.map { (label.map($0.labels.value) ?? "", $0.value) }, uniquingKeysWith: max)
    case .text, .matrix: return [:]
    }
  }

  /// A question that cannot be answered is one more thing that cannot be seen.
  private func value(of query: HostQuery, wantsHistory: Bool) -> QueryValue? {
    do throws(QueryFault) {
      guard wantsHistory else { return try Evaluator(recent, at: now).value(of: query.expression) }
      let asked = try Parser.parse(query.text(for: host))
      return try Evaluator(history, at: now).value(of: asked)
    } catch { return nil }
  }

  /// The greatest value of a question; nil where there is none.
  func value(of query: HostQuery) -> Double? { values(of: query, by: nil).values.max() }

  /// Whether the node tells a metric at all.
  func tells(_ metric: String) -> Bool {
    do throws(QueryFault) {
      return try !recent.instant(Selector(metric: metric), at: now, lookback: Head.lookback).isEmpty
    } catch { return false }
  }

  /// How a question's answer went until now, by the value of a label; not-a-number where there was none.
  func trend(of query: HostQuery, by label: String?, from start: Instant, step: Span) -> [String: [Double]] {
    do throws(QueryFault) {
      let asked = try Parser.parse(query.text(for: host))
      let found = try RangeQuery(history, from: start, to: now, step: step).series(of: asked)
      let count = Int((now - start).milliseconds / step.milliseconds) + 1
      return Dictionary(
        found.map { series in
          var values = [Double](repeating: .nan, count: count)
          for sample in series.samples {
            let place = Int((sample.at - start).milliseconds / step.milliseconds)
            if values.indices.contains(place) { values[place] = sample.value }
          }
          return (label.map(series.labels.value) ?? "", values)
        }, uniquingKeysWith: { first, _ in first })
    } catch { return [:] }
  }
}

extension Labels {
  /// The value of a label, empty where there is none.
  fileprivate func value(_ name: String) -> String { self[name] }
}
