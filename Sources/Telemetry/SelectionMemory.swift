import Basics

/// Stands for how something is; another one takes its place when that changes.
/// A class because it is known by its address.
final class Arrangement: Sendable {}

/// Which series each selector has found, for as long as sources and layouts stay as they are.
/// A class because questions that change nothing fill it.
final class SelectionMemory {
  private var selections: [Selector: Selection] = [:]
  private var size = 0
  /// How many series are remembered in all; then everything is forgotten.
  private static let most = 4_000_000

  /// What a selector has found.
  struct Selection {
    let arrangement: Arrangement
    /// One for each source, in their order.
    let parts: [Part]
  }

  /// The series of a selector in one source.
  struct Part {
    /// Nil while the source has said nothing.
    let columns: ColumnLabels?
    let chosen: [Int]
    let labels: [Labels]
  }

  /// What was read for a selector.
  private struct Reading: Hashable {
    let selector: Selector
    let start: Instant
    let end: Instant
  }

  /// What was read since the last change, for rules evaluated together often look at the same.
  private var readings: [Reading: [SeriesBlock]] = [:]
  private var edition: Arrangement?
  private var samplesRead = 0
  /// How many samples are kept that way.
  private static let mostSamples = 4_000_000

  /// The blocks of a window, read now unless they were since the last change.
  func blocks<Fault: Error>(
    _ selector: Selector, after start: Instant, upTo end: Instant, in edition: Arrangement,
    _ read: () throws(Fault) -> [SeriesBlock]
  ) throws(Fault) -> [SeriesBlock] {
    if self.edition !== edition { (self.edition, readings, samplesRead) = (edition, [:], 0) }
    let reading = Reading(selector: selector, start: start, end: end)
    if let known = readings[reading] { return known }
    let blocks = try read()
    samplesRead += blocks.reduce(0) { $0 + $1.size }
    if samplesRead <= Self.mostSamples { readings[reading] = blocks }
    return blocks
  }

  /// The series of a selector in each of the sources.
  func parts(_ selector: Selector, in sources: [Head.Source], _ arrangement: Arrangement) -> [Part] {
    let known = selections[selector]
    if let known, known.arrangement === arrangement { return known.parts }
    let parts = Self.parts(selector, in: sources, known?.parts ?? [])
    size += parts.reduce(0) { $0 + $1.chosen.count } - (known?.parts.reduce(0) { $0 + $1.chosen.count } ?? 0)
    if size > Self.most { (selections, size) = ([:], 0) }
    selections[selector] = Selection(arrangement: arrangement, parts: parts)
    return parts
  }

  /// The series anew, with those parts of before that are as they were.
  private static func parts(_ selector: Selector, in sources: [Head.Source], _ before: [Part]) -> [Part] {
    var choice = ColumnChoice(selector)
    return sources.indices.map { place in
      let columns = sources[place].columns
      if place < before.count, before[place].columns === columns { return before[place] }
      guard let columns else {
        return Part(columns: nil, chosen: [], labels: [])
      }
      let chosen = choice.columns(of: columns.layout, in: columns.source)
      return Part(columns: columns, chosen: chosen, labels: chosen.map { columns[$0] })
    }
  }
}

/// Finds a selector's columns, remembering them from one source to the next that has the same layout and, where the
/// selector looks, the same labels.
struct ColumnChoice {
  private let selector: Selector
  private var lastLayout: Layout?
  private var lastValues: [String] = []
  private var lastColumns: [Int] = []

  init(_ selector: Selector) { self.selector = selector }

  mutating func columns(of layout: Layout, in source: Labels) -> [Int] {
    let values = selector.matchers.map { $0.label == Labels.sourceMark ? "" : source[$0.label] }
    if layout === lastLayout, values == lastValues { return lastColumns }
    let candidates = selector.metric.map(layout.columns(of:)) ?? Array(layout.columns.indices)
    lastColumns = candidates.filter { isChosen(layout.columns[$0], values) }
    (lastLayout, lastValues) = (layout, values)
    return lastColumns
  }

  /// Whether a column is asked for, whose own labels win over those of the source.
  private func isChosen(_ column: Layout.Column, _ values: [String]) -> Bool {
    zip(selector.matchers, values).allSatisfy { matcher, value in
      if matcher.label == Labels.metricName { return matcher.accepts(column.name) }
      let own = column.labels[matcher.label]
      return matcher.accepts(own.isEmpty ? value : own)
    }
  }
}
