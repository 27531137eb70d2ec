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
      let results = found.map { result(call.function, $0) }
      let first = found.first?.labels.metric
      let isAlone = call.function.keepsName || found.allSatisfy { $0.labels.metric == first }
      return .vector(isAlone ? results : try distinct(results, place))
    }
  }

  /// What a function on ranges made of one series.
  private struct Found {
    let labels: Labels
    let value: Double
    let dropsName: Bool
  }

  private func ranged(_ call: Call, _ body: (RangeWindow) -> Double?) throws(QueryFault) -> [Found] {
    guard let argument = call.arguments.first(where: { $0.kind == .matrix }) else {
      preconditionFailure("types were checked")
    }
    let scalars = try self.scalars(of: call)
    let window = try window(of: argument, for: call.function.name)
    var (found, hadSamples): ([Found], Bool) = ([], false)
    for index in window.selection.series.indices {
      let series = window.selection.series[index]
      var (samples, places) = (series.samples, window.places(of: index))
      try evaluation.budget.work(places.count)
      if series.hasHistograms {
        samples = try taken(samples.part(places), of: series, by: call.function, window.place)
        places = samples.indices
      }
      guard !places.isEmpty else { continue }
      hadSamples = true
      let value = samples.withColumns { times, values in
        body(RangeWindow(SampleWindow(times, values, places), window, time: time, scalars: scalars))
      }
      if let value { found.append(Found(labels: series.labels, value: value, dropsName: series.dropsName)) }
    }
    guard let noting = call.function.noting else { return found }
    try noting(
      Function.Use(
        call: call, evaluation: evaluation, scalars: scalars, hadSamples: hadSamples,
        labels: found.map(\.labels)))
    return found
  }

  /// What a function takes of samples that may be native histograms in part or all.
  private func taken(
    _ samples: Samples, of series: SelectedSeries, by function: Function, _ place: Range<Int>
  ) throws(QueryFault) -> Samples {
    guard samples.hasHistograms else { return samples }
    let numbers = Samples(samples.filter { !NativeHistogram.isMarker($0.value) })
    switch function.histograms {
    case .taken: return samples
    case .ignored:
      if !numbers.isEmpty { evaluation.note(.histogramsInRange(series.labels.metric, place)) }
      return numbers
    case .unmixed where !numbers.isEmpty:
      evaluation.note(.mixedRange(series.labels.metric, place))
      return []
    case .unmixed, .refused: throw .nativeHistogram(place)
    }
  }

  private func result(_ function: Function, _ found: Found) -> VectorSample {
    if evaluation.dropsNamesLate {
      return VectorSample(
        labels: found.labels, value: found.value, dropsName: found.dropsName || !function.keepsName)
    }
    return VectorSample(
      labels: function.keepsName ? found.labels : found.labels.withoutMetadata, value: found.value)
  }

  private func scalars(of call: Call) throws(QueryFault) -> [Double] {
    var scalars: [Double] = []
    for argument in call.arguments where argument.kind == .scalar { scalars.append(try scalar(argument)) }
    return scalars
  }
}
