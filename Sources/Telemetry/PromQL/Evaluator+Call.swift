import Basics

extension Evaluator {
  func value(of call: Call, at place: Range<Int>, where keeps: ((Double) -> Bool)? = nil) throws(QueryFault)
    -> QueryValue
  {
    switch call.function.body {
    case .whole(let body): return try body(self, call)
    case .sample(let body):
      let scalars = try self.scalars(of: call)
      let samples = try numbers(call.arguments[0])
      return .vector(try mapped(samples, place) { body($0, scalars) })
    case .range(let body):
      var results = RangeResults(call.function, dropsLate: evaluation.dropsNamesLate)
      // Of several metrics all are needed, to tell whether the loss of their names makes two the same.
      results.keeps = call.arguments.contains { $0.selector?.metric != nil } ? keeps : nil
      try ranged(call, body, &results)
      return .vector(results.isAlone ? results.samples : try distinct(results.samples, place))
    }
  }

  private func ranged(_ call: Call, _ body: (RangeWindow) -> Double?, _ results: inout RangeResults)
    throws(QueryFault)
  {
    guard let argument = call.arguments.first(where: { $0.kind == .matrix }) else {
      preconditionFailure("types were checked")
    }
    let scalars = try self.scalars(of: call)
    let window = try window(of: argument, for: call.function.name)
    var hadSamples = false
    for place in window.selection.blocks.indices {
      let places = window.places(of: place)
      guard !places.isEmpty else { continue }
      let block = window.selection.blocks[place]
      try evaluation.budget.work(places.count * block.series.labels.count)
      let range = RangeWindow(window, time: time, scalars: scalars)
      if block.hasHistograms {
        hadSamples = try mixed(block, places, range, call, body, &results) || hadSamples
      } else {
        hadSamples = true
        plain(block, places, range, body, &results)
      }
    }
    guard let noting = call.function.noting else { return }
    try noting(
      Function.Use(
        call: call, evaluation: evaluation, scalars: scalars, hadSamples: hadSamples,
        metrics: results.metrics))
  }

  /// The series of a block that holds numbers alone.
  private func plain(
    _ block: Selection.Block, _ places: Range<Int>, _ range: RangeWindow, _ body: (RangeWindow) -> Double?,
    _ results: inout RangeResults
  ) {
    let (labels, count) = (block.series.labels, block.series.count)
    var range = range
    block.series.withColumns { times, values in
      let times = UnsafeBufferPointer(rebasing: times[places])
      for index in labels.indices {
        let first = index * count + places.lowerBound
        range.samples = SampleWindow(
          times: times, values: UnsafeBufferPointer(rebasing: values[first..<first + places.count]))
        if let value = body(range) { results.add(labels[index], value, block.dropsName) }
      }
    }
  }

  /// The series of a block among whose samples are native histograms. Returns whether there was anything to take.
  private func mixed(
    _ block: Selection.Block, _ places: Range<Int>, _ range: RangeWindow, _ call: Call,
    _ body: (RangeWindow) -> Double?, _ results: inout RangeResults
  ) throws(QueryFault) -> Bool {
    var (range, hadSamples) = (range, false)
    for (index, labels) in block.series.labels.enumerated() {
      let samples = try taken(
        block.series.samples(of: index, places), of: labels.metric, by: call.function, range.place)
      guard !samples.isEmpty else { continue }
      hadSamples = true
      let value = samples.withColumns { times, values in
        range.samples = SampleWindow(times: times, values: values)
        return body(range)
      }
      if let value { results.add(labels, value, block.dropsName) }
    }
    return hadSamples
  }

  /// What a function takes of samples that may be native histograms in part or all.
  private func taken(
    _ samples: Samples, of metric: String, by function: Function, _ place: Range<Int>
  ) throws(QueryFault) -> Samples {
    guard samples.hasHistograms else { return samples }
    let numbers = Samples(samples.filter { !NativeHistogram.isMarker($0.value) })
    switch function.histograms {
    case .taken: return samples
    case .ignored:
      if !numbers.isEmpty { evaluation.note(.histogramsInRange(metric, place)) }
      return numbers
    case .unmixed where !numbers.isEmpty:
      evaluation.note(.mixedRange(metric, place))
      return []
    case .unmixed, .refused: throw .nativeHistogram(place)
    }
  }

  private func scalars(of call: Call) throws(QueryFault) -> [Double] {
    var scalars: [Double] = []
    for argument in call.arguments where argument.kind == .scalar { scalars.append(try scalar(argument)) }
    return scalars
  }
}

/// What a function on ranges made of the series, one by one.
private struct RangeResults {
  private let keepsName: Bool
  private let dropsLate: Bool
  /// Which values are wanted; nil for all.
  var keeps: ((Double) -> Bool)?
  private(set) var samples: [VectorSample] = []
  /// The metrics of the series; those of neighbours once.
  private(set) var metrics: [String] = []

  init(_ function: Function, dropsLate: Bool) {
    (keepsName, self.dropsLate) = (function.keepsName, dropsLate)
  }

  /// Whether lost names cannot have made two the same.
  var isAlone: Bool { keepsName || metrics.count < 2 }

  mutating func add(_ labels: Labels, _ value: Double, _ dropsName: Bool) {
    if metrics.last != labels.metric { metrics.append(labels.metric) }
    if let keeps, !keeps(value), !NativeHistogram.isMarker(value) { return }
    if dropsLate {
      samples.append(VectorSample(labels: labels, value: value, dropsName: dropsName || !keepsName))
    } else {
      samples.append(VectorSample(labels: keepsName ? labels : labels.withoutMetadata, value: value))
    }
  }
}
