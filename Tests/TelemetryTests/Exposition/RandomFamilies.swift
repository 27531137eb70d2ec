import Basics
import Telemetry

extension MetricFamily {
  /// Families of every type with awkward texts, valid in a format.
  static func random(_ chance: inout Chance, in format: ExpositionFormat) -> [MetricFamily] {
    let types = MetricType.allCases.filter { format == .openMetrics || !onlyInOpenMetrics.contains($0) }
    return (0..<Int.random(in: 0...6, using: &chance)).map { number in
      let type = types.randomElement(using: &chance) ?? .gauge
      let hasUnit = format == .openMetrics && type != .info && type != .stateset && chance.happens(0.3)
      var family = MetricFamily("m\(number)\(hasUnit ? "_seconds" : "")", type, [])
      // The text format drops blanks before a help.
      family.help = chance.happens(0.5) ? "x" + String.random(&chance) : ""
      family.unit = hasUnit ? "seconds" : ""
      for metric in 0..<Int.random(in: 0...3, using: &chance) {
        let labels = Labels.random(&chance).setting("metric", to: "\(metric)")
        family.samples += family.point(labels, &chance, in: format)
      }
      return family
    }
  }

  private static let onlyInOpenMetrics: [MetricType] = [.gaugehistogram, .info, .stateset]

  /// The samples of one point of one metric.
  private func point(_ labels: Labels, _ chance: inout Chance, in format: ExpositionFormat) -> [Sample] {
    let count = Double(Int.random(in: 0...1_000_000, using: &chance))
    var samples =
      switch type {
      case .unknown, .gauge: [Sample(name, labels, Self.value(&chance))]
      case .counter:
        [Sample(format == .text ? name : "\(name)_total", labels, Self.value(&chance).magnitude.ifNumber)]
      case .info: [Sample("\(name)_info", labels, 1)]
      case .stateset: ["on", "o\"ff"].map { Sample(name, labels.setting(name, to: $0), $0 == "on" ? 1 : 0) }
      case .summary:
        ["0", "0.5", "1.0"].map {
          Sample(name, labels.setting("quantile", to: $0), Self.value(&chance).magnitude)
        }
          + [
            Sample("\(name)_sum", labels, Self.value(&chance).magnitude.ifNumber),
            Sample("\(name)_count", labels, count),
          ]
      case .histogram, .gaugehistogram: histogram(labels, count)
      }
    // The lines of an info are of one metric, so all have a time or none has.
    let time = type != .info && chance.happens(0.4) ? Self.time(&chance, in: format) : nil
    for index in samples.indices {
      samples[index].time = time
      if format == .openMetrics, samples[index].name.hasSuffix("_total"), chance.happens(0.5) {
        samples[index].exemplar = Exemplar(
          .random(&chance), Self.value(&chance), at: Self.time(&chance, in: format))
      }
    }
    return samples
  }

  private func histogram(_ labels: Labels, _ count: Double) -> [Sample] {
    let letter = type == .histogram ? "" : "g"
    let buckets = [("0.5", 0.0), ("1e3", (count / 2).rounded(.down)), ("+Inf", count)]
    return buckets.map { Sample("\(name)_bucket", labels.setting("le", to: $0), $1) } + [
      Sample("\(name)_\(letter)count", labels, count), Sample("\(name)_\(letter)sum", labels, count / 3),
    ]
  }

  /// Of the numbers that are none only the plain one, which alone a page can tell.
  private static func value(_ chance: inout Chance) -> Double {
    let value = Double.random(&chance)
    return value.isNaN ? .nan : value
  }

  private static func time(_ chance: inout Chance, in format: ExpositionFormat) -> Timestamp {
    let milliseconds = Int64.random(in: -1_000...2_000_000_000_000, using: &chance)
    let finer = format == .openMetrics ? Int128.random(in: 0..<1_000_000, using: &chance) : 0
    return Timestamp(nanoseconds: Int128(milliseconds) * 1_000_000 + finer)
  }

  /// Other values for the same series.
  mutating func rise() {
    guard type == .gauge || type == .unknown else { return }
    for index in samples.indices { samples[index].value += 1.25 }
  }

  /// The text of everything in it, by which families with values that are no numbers can be compared.
  var shape: String { "\(self)" }
}

extension Double {
  fileprivate var ifNumber: Double { isNaN ? 0 : self }
}
