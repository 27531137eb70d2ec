import Basics

extension Evaluator {
  func value(of aggregation: Aggregation) throws(QueryFault) -> [VectorSample] {
    let samples = try vector(aggregation.expression)
    if aggregation.sign == .countValues { return try countedValues(aggregation, samples) }
    var parameter = 0.0
    if let expression = aggregation.parameter { parameter = try scalar(expression) }
    let groups = grouped(samples) { aggregation.key(of: $0) }
    if aggregation.sign == .topk || aggregation.sign == .bottomk {
      return groups.flatMap { aggregation.extremes($0.samples, count: parameter) }
    }
    return groups.map { group in
      let values = group.samples.map(\.value)
      return VectorSample(labels: group.labels, value: aggregation.sign.applied(values, parameter))
    }
  }

  /// The samples by key, groups in the order of their first sample.
  private func grouped(
    _ samples: [VectorSample], by key: (VectorSample) -> Labels
  ) -> [(labels: Labels, samples: [VectorSample])] {
    var places: [Labels: Int] = [:]
    var groups: [(labels: Labels, samples: [VectorSample])] = []
    for sample in samples {
      let key = key(sample)
      let place = places[key] ?? groups.count
      if place == groups.count {
        places[key] = place
        groups.append((key, []))
      }
      groups[place].samples.append(sample)
    }
    return groups
  }

  private func countedValues(_ aggregation: Aggregation, _ samples: [VectorSample]) throws(QueryFault)
    -> [VectorSample]
  {
    guard let expression = aggregation.parameter, case .text(let label) = try value(of: expression) else {
      preconditionFailure("types were checked")
    }
    let groups = grouped(samples) {
      aggregation.key(of: $0).setting(label, to: Figures.decimal($0.value))
    }
    return groups.map { VectorSample(labels: $0.labels, value: Double($0.samples.count)) }
  }
}

extension Aggregation {
  /// The labels of the group a sample falls into.
  fileprivate func key(of sample: VectorSample) -> Labels {
    isWithout ? sample.labels.withoutName.dropping(labels) : sample.labels.keeping(labels)
  }

  /// The `topk` or `bottomk` of a group, best first, not-a-number last.
  fileprivate func extremes(_ samples: [VectorSample], count: Double) -> [VectorSample] {
    guard count >= 1 else { return [] }
    let sorted = samples.sorted { left, right in
      if left.value.isNaN || right.value.isNaN { return !left.value.isNaN && right.value.isNaN }
      return sign == .topk ? left.value > right.value : left.value < right.value
    }
    return Array(sorted.prefix(count < 1e9 ? Int(count) : sorted.count))
  }
}

extension Aggregation.Operator {
  fileprivate func applied(_ values: [Double], _ parameter: Double) -> Double {
    switch self {
    case .sum: Statistics.sum(values)
    case .avg: Statistics.mean(values)
    case .min: Statistics.least(values)
    case .max: Statistics.greatest(values)
    case .count: Double(values.count)
    case .group: 1
    case .stddev: Statistics.variance(values).squareRoot()
    case .stdvar: Statistics.variance(values)
    case .quantile: Statistics.quantile(parameter, of: values)
    case .topk, .bottomk, .countValues: preconditionFailure("these do not make one value of a group")
    }
  }
}
