extension MetricFamily {
  /// The families that say the same in the text format, as far as it can be said there. A counter bears the name of
  /// its samples; times of creation, and the count and sum of a gauge histogram, stand as gauges of their own; of
  /// several points the last is left.
  var inTextFormat: [MetricFamily] {
    let latest = latestSamples
    switch type {
    case .unknown, .gauge, .stateset: return [family(name, type == .unknown ? .unknown : .gauge, latest)]
    case .info: return [family(latest.first?.name ?? "\(name)_info", .gauge, latest)]
    case .counter:
      let counted = latest.first { $0.name != "\(name)_created" }?.name
      return [family(counted ?? name, .counter, latest.filter { $0.name == counted })]
        + gauges(["_created"], latest)
    case .summary: return split(["_created"], latest, .summary)
    case .histogram: return split(["_created"], latest, .histogram)
    case .gaugehistogram: return split(["_gcount", "_gsum"], latest, .histogram)
    }
  }

  private func split(_ suffixes: [String], _ samples: [Sample], _ type: MetricType) -> [MetricFamily] {
    let names = suffixes.map { name + $0 }
    return [family(name, type, samples.filter { !names.contains($0.name) })] + gauges(suffixes, samples)
  }

  private func gauges(_ suffixes: [String], _ samples: [Sample]) -> [MetricFamily] {
    suffixes.compactMap { suffix in
      let apart = samples.filter { $0.name == name + suffix }
      return apart.isEmpty ? nil : family(name + suffix, .gauge, apart)
    }
  }

  private func family(_ name: String, _ type: MetricType, _ samples: [Sample]) -> MetricFamily {
    MetricFamily(name, type, help: help, samples)
  }

  /// Of every series its last sample, in the order the series first come, without exemplars.
  private var latestSamples: [Sample] {
    var (result, places) = ([Sample](), [Layout.Column: Int]())
    for var sample in samples {
      sample.exemplar = nil
      let series = Layout.Column(sample.name, sample.labels)
      if let place = places[series] {
        result[place] = sample
      } else {
        places[series] = result.count
        result.append(sample)
      }
    }
    return result
  }
}
