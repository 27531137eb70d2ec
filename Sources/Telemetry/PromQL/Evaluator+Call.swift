import Basics

extension Evaluator {
  func value(of call: Call, at place: Range<Int>) throws(QueryFault) -> QueryValue {
    switch call.function.body {
    case .whole(let body): return try body(self, call)
    case .sample(let body):
      let scalars = try self.scalars(of: call)
      let samples = try vector(call.arguments[0])
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
    var (found, metric): ([Found], String?) = ([], nil)
    for series in window.series {
      let samples = try window.samples(of: series)
      guard !samples.isEmpty else { continue }
      if metric == nil { metric = series.labels[Labels.metricName] }
      let range = RangeWindow(
        samples: samples, start: window.start, end: window.end, edges: window.edges, time: time,
        scalars: scalars)
      if let value = body(range) { found.append(Found(series: series, value: value)) }
    }
    try call.function.noting?(
      Function.Use(
        call: call, evaluation: evaluation, scalars: scalars, hadSamples: metric != nil, metric: metric ?? "")
    )
    return found
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
