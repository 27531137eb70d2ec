extension SeriesList {
  public func labelNames(_ matching: Selector?) -> [String] {
    Set(labels(matching).flatMap { $0.map(\.name) }).sorted()
  }

  public func labelValues(of label: String, _ matching: Selector?) -> [String] {
    Set(labels(matching).map { $0[label] }).subtracting([""]).sorted()
  }

  private func labels(_ matching: Selector?) -> [Labels] {
    series.map(\.labels).filter { labels in
      guard let matching else { return true }
      return (matching.metric ?? labels[Labels.metricName]) == labels[Labels.metricName]
        && matching.matchers.allSatisfy { $0.accepts(labels[$0.label]) }
    }
  }
}
