import Basics
import Canvas
import Model
import Telemetry

/// A line of the graph with all that its legend says.
struct ShownSeries: Hashable {
  /// The entry's letter and the labels.
  let identity: String
  let letter: String
  let labels: Labels
  /// One value a step, not-a-number where there is none.
  let values: [Double]
  let figures: SeriesFigures
  let unit: ValueUnit
  /// The labels without those that all series of the expression share.
  var telling: Labels
  /// Which sign and colour it has; nil when it is only listed.
  var sign: Int?

  /// The letter at the line's end and in the legend.
  var mark: String { sign.map { String(UnicodeScalar(UInt8(ascii: "a") + UInt8($0))) } ?? "" }
  var ink: Role { sign.map(Role.series) ?? .faint }

  /// Lines drawn together over one window.
  struct Group {
    var series: [ShownSeries] = []
    /// What is compared with, drawn beneath.
    var before: [ShownSeries] = []
    var from = Instant.epoch
    var to = Instant.epoch
    /// How many series there are in all, which may be more than are worth drawing.
    var total = 0
  }

  /// The most lines of one expression; of more those that reach highest are shown.
  static let most = 100

  /// The lines of an answer, in the order of their labels.
  static func of(_ answer: QueryAnswer, letter: String) -> (series: [ShownSeries], total: Int) {
    guard case .matrix(let all)? = answer.value, let window = answer.window else { return ([], 0) }
    let unit = ValueUnit.of(answer.expression)
    let steps = Int((window.to - window.from).milliseconds / window.step.milliseconds) + 1
    let lines = highest(all).map { series -> ShownSeries in
      var values = [Double](repeating: .nan, count: steps)
      for sample in series.samples {
        let place = Int((sample.at - window.from).milliseconds / window.step.milliseconds)
        if values.indices.contains(place) { values[place] = sample.value }
      }
      return ShownSeries(
        identity: "\(letter) \(series.labels)", letter: letter, labels: series.labels, values: values,
        figures: SeriesFigures(values), unit: unit, telling: series.labels)
    }
    return (telling(lines), all.count)
  }

  /// What all have in common tells none of them from another.
  private static func telling(_ lines: [ShownSeries]) -> [ShownSeries] {
    let shared = Labels.shared(by: lines.lazy.map(\.labels))
    return lines.map { line in
      var line = line
      line.telling = line.labels.dropping(shared)
      return line
    }
  }

  private static func highest(_ all: [Series]) -> [Series] {
    guard all.count > most else { return all }
    let peaks = all.map { $0.samples.lazy.map(\.value).filter { !$0.isNaN }.max() ?? -.infinity }
    let kept = all.indices.sorted { (peaks[$0], $1) > (peaks[$1], $0) }.prefix(most)
    return kept.sorted().map { all[$0] }
  }

  /// The labels as the legend shows them; an expression without any stands for itself.
  func name(_ expression: String) -> String { telling.isEmpty ? expression : telling.description }
}

extension Labels {
  /// The names of the labels that all of these have with the same value, where there are several.
  static func shared(by all: some Collection<Labels>) -> [String] {
    guard let first = all.first, all.count > 1 else { return [] }
    return first.filter { label in all.allSatisfy { $0[label.name] == label.value } }.map(\.name)
  }
}
