import Basics

extension Evaluator {
  func value(of aggregation: Aggregation, at place: Range<Int>) throws(QueryFault) -> [VectorSample] {
    let samples = try taken(by: aggregation)
    switch aggregation.sign {
    case .countValues: return try countedValues(aggregation, samples)
    case .topk, .bottomk, .limitk, .limitRatio: return try chosen(aggregation, samples)
    case .sum, .avg, .min, .max, .count, .group, .stddev, .stdvar, .quantile: break
    }
    var parameter = 0.0
    if let expression = aggregation.parameter {
      parameter = try scalar(expression)
      if !(parameter >= 0 && parameter <= 1) { evaluation.note(.quantile(parameter, expression.place)) }
    }
    let pure = try samples.contains(where: \.isHistogram) ? self.pure(samples, aggregation) : samples
    let grouping = evaluation.memory.grouping(at: place)
    grouping.arrange(pure, namesAreLate: evaluation.dropsNamesLate) { aggregation.key(of: $0) }
    var results: [VectorSample] = []
    results.reserveCapacity(grouping.groups.count)
    grouping.forEach(pure) { group, values in
      results.append(
        VectorSample(
          labels: group.labels, value: aggregation.sign.applied(values, parameter), dropsName: group.dropsName
        ))
    }
    return results
  }

  /// The samples of those groups that can be put together in spite of native histograms.
  private func pure(_ samples: [VectorSample], _ aggregation: Aggregation) throws(QueryFault)
    -> [VectorSample]
  {
    var pure: [VectorSample] = []
    for group in grouped(samples, by: { aggregation.key(of: $0) }) where try isPure(group, aggregation) {
      pure += group.samples
    }
    return pure
  }

  /// The samples an aggregation deals with. Some count native histograms too, some pass them over.
  private func taken(by aggregation: Aggregation) throws(QueryFault) -> [VectorSample] {
    let (sign, expression) = (aggregation.sign, aggregation.expression)
    switch sign {
    case .countValues: return try vector(expression)
    case .count, .group, .limitk, .limitRatio, .sum, .avg: return try mixed(expression)
    case .min, .max, .stddev, .stdvar, .quantile, .topk, .bottomk:
      let samples = try mixed(expression)
      let numbers = samples.filter { !$0.isHistogram }
      if numbers.count < samples.count {
        evaluation.note(.ignoredHistogram(sign.rawValue, expression.place))
      }
      return numbers
    }
  }

  /// Whether a group can be put together. One of numbers and native histograms comes to nothing; sums of histograms
  /// alone are refused.
  private func isPure(_ group: Group, _ aggregation: Aggregation) throws(QueryFault) -> Bool {
    guard aggregation.sign == .sum || aggregation.sign == .avg, group.samples.contains(where: \.isHistogram)
    else {
      return true
    }
    let place = aggregation.expression.place
    if group.samples.allSatisfy(\.isHistogram) { throw .nativeHistogram(place) }
    evaluation.note(.mixedAggregation(place))
    return false
  }

  /// The samples that fall into one group.
  private struct Group {
    let labels: Labels
    let dropsName: Bool
    var samples: [VectorSample]
  }

  /// The samples by key, groups in the order of their first sample.
  private func grouped(_ samples: [VectorSample], by key: (VectorSample) -> Labels) -> [Group] {
    var places: [Labels: Int] = [:]
    var groups: [Group] = []
    for sample in samples {
      let key = key(sample)
      if let place = places[key] {
        groups[place].samples.append(sample)
      } else {
        places[key] = groups.count
        let dropsName = sample.dropsName && key.has(Labels.metricName)
        groups.append(Group(labels: key, dropsName: dropsName, samples: [sample]))
      }
    }
    return groups
  }

  /// Some samples of each group, as they are.
  private func chosen(_ aggregation: Aggregation, _ samples: [VectorSample]) throws(QueryFault)
    -> [VectorSample]
  {
    guard let expression = aggregation.parameter else { preconditionFailure("the parser asked for one") }
    let parameter = try scalar(expression)
    if aggregation.sign == .limitRatio {
      let ratio = try capped(parameter, expression.place)
      return samples.filter { LabelHash.isWithin(ratio, $0.labels) }
    }
    guard !parameter.isNaN else { throw QueryFault(expression.place, "Parameter value is NaN") }
    guard parameter < 0x1p63, parameter >= -0x1p63 else {
      throw QueryFault(
        expression.place, "Scalar value \(GoNumber.general(parameter)) overflows int64")
    }
    guard parameter >= 1 else { return [] }
    let groups = grouped(samples) { aggregation.key(of: $0) }
    return groups.flatMap { aggregation.extremes($0.samples, count: Int(parameter)) }
  }

  private func capped(_ ratio: Double, _ place: Range<Int>) throws(QueryFault) -> Double {
    guard !ratio.isNaN else { throw QueryFault(place, "Ratio value is NaN") }
    let capped = min(max(ratio, -1), 1)
    if capped != ratio { evaluation.note(.ratio(ratio, cappedTo: capped, place)) }
    return capped
  }

  private func countedValues(_ aggregation: Aggregation, _ samples: [VectorSample]) throws(QueryFault)
    -> [VectorSample]
  {
    guard let expression = aggregation.parameter else { preconditionFailure("the parser asked for one") }
    let label = try text(expression)
    guard StrayBytes.isLabelName(label) else {
      throw QueryFault(expression.place, "invalid label name \(StrayBytes.quoted(label))")
    }
    let groups = grouped(samples) {
      aggregation.key(of: $0).setting(label, to: Figures.decimal($0.value))
    }
    return groups.map {
      VectorSample(labels: $0.labels, value: Double($0.samples.count), dropsName: $0.dropsName)
    }
  }
}

extension Aggregation {
  /// The labels of the group a sample falls into.
  fileprivate func key(of sample: VectorSample) -> Labels {
    isWithout ? sample.labels.withoutName.dropping(labels) : sample.labels.keeping(labels)
  }

  /// The first of a group, or its `topk` or `bottomk`, best first, not-a-number last.
  fileprivate func extremes(_ samples: [VectorSample], count: Int) -> [VectorSample] {
    guard sign != .limitk else { return Array(samples.prefix(count)) }
    let sorted = samples.sorted { left, right in
      if left.value.isNaN || right.value.isNaN { return !left.value.isNaN && right.value.isNaN }
      return sign == .topk ? left.value > right.value : left.value < right.value
    }
    return Array(sorted.prefix(count))
  }
}

extension Aggregation.Operator {
  fileprivate func applied(_ values: UnsafeBufferPointer<Double>, _ parameter: Double) -> Double {
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
    case .topk, .bottomk, .limitk, .limitRatio, .countValues:
      preconditionFailure("these do not make one value of a group")
    }
  }
}
