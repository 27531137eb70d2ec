import Basics

extension Evaluator {
  func value(of call: Call, at place: Range<Int>) throws(QueryFault) -> QueryValue {
    switch call.function.body {
    case .whole(let body): return try body(self, call)
    case .sample(let body):
      let scalars = try self.scalars(of: call)
      let samples = try numbers(call.arguments[0])
      return .vector(try mapped(samples, place) { body($0, scalars) })
    case .range(let body):
      let found = try ranged(call, body)
      let first = found.first?.labels[Labels.metricName]
      let isAlone = call.function.keepsName || found.allSatisfy { $0.labels[Labels.metricName] == first }
      let results = found.map { result(call.function, $0) }
      return .vector(isAlone ? results : try distinct(results, place))
    }
  }

  /// What a function on ranges made of one series.
  private struct Found {
    let series: SelectedSeries
    let value: Double
    var labels: Labels { series.labels }
  }

  private func ranged(_ call: Call, _ body: (RangeWindow) -> Double?) throws(QueryFault) -> [Found] {
    guard let argument = call.arguments.first(where: { $0.kind == .matrix }) else {
      preconditionFailure("types were checked")
    }
    let scalars = try self.scalars(of: call)
    let window = try window(of: argument)
    var (found, hadSamples): ([Found], Bool) = ([], false)
    for series in window.series {
      var samples = window.samples(of: series)
      if series.hasHistograms(in: samples) {
        samples = try taken(samples, of: series, by: call.function, window.place)
      }
      guard !samples.isEmpty else { continue }
      hadSamples = true
      let range = RangeWindow(
        samples: samples, start: window.start, end: window.end, edges: window.edges, time: time,
        scalars: scalars)
      if let value = body(range) { found.append(Found(series: series, value: value)) }
    }
    guard let noting = call.function.noting else { return found }
    try noting(
      Function.Use(
        call: call, evaluation: evaluation, scalars: scalars, hadSamples: hadSamples,
        metrics: Set(found.map { $0.labels[Labels.metricName] })))
    return found
  }

  /// What a function takes of samples that are native histograms in part or all.
  private func taken(
    _ samples: ArraySlice<Sample>, of series: SelectedSeries, by function: Function, _ place: Range<Int>
  ) throws(QueryFault) -> ArraySlice<Sample> {
    let numbers = samples.filter { !NativeHistogram.isMarker($0.value) }[...]
    let metric = series.labels[Labels.metricName]
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

  private func result(_ function: Function, _ found: Found) -> VectorSample {
    let (series, value) = (found.series, found.value)
    if evaluation.dropsNamesLate {
      return VectorSample(
        labels: series.labels, value: value, dropsName: series.dropsName || !function.keepsName)
    }
    return VectorSample(labels: function.keepsName ? series.labels : series.nameless, value: value)
  }

  private func scalars(of call: Call) throws(QueryFault) -> [Double] {
    var scalars: [Double] = []
    for argument in call.arguments where argument.kind == .scalar { scalars.append(try scalar(argument)) }
    return scalars
  }
}
