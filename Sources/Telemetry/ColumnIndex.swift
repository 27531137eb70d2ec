/// Finds the columns of a layout by conditions on their labels: for every label and value the columns that have it, in
/// their order.
public struct ColumnIndex: Sendable {
  private let layout: Layout
  private var columns: [String: [String: [Int32]]] = [:]

  public init(_ layout: Layout) {
    self.layout = layout
    for (place, column) in layout.columns.enumerated() {
      columns[Labels.metricName, default: [:]][column.name, default: []].append(Int32(place))
      for label in column.labels {
        columns[label.name, default: [:]][label.value, default: []].append(Int32(place))
      }
    }
  }

  /// The columns that a selector means in a source, whose labels all of them have that have none of their own.
  public func columns(_ selector: Selector, in source: Labels) -> [Int] {
    let shared = selector.matchers.filter { source.has($0.label) }
    let overridden = shared.filter { columns[$0.label] != nil }
    for matcher in shared where columns[matcher.label] == nil && !matcher.accepts(source[matcher.label]) {
      return []
    }
    let found = columns(selector, leaving: shared)
    guard !overridden.isEmpty else { return found }
    return found.filter { place in
      overridden.allSatisfy { matcher in
        let own = layout.columns[place].labels[matcher.label]
        return matcher.accepts(own.isEmpty ? source[matcher.label] : own)
      }
    }
  }

  /// The columns that hold all conditions but some.
  private func columns(_ selector: Selector, leaving others: [Matcher]) -> [Int] {
    var conditions = selector.matchers.filter { !others.contains($0) }
    if let metric = selector.metric, let isNamed = Matcher(Labels.metricName, .equal, metric) {
      conditions.append(isNamed)
    }
    // Only what asks for a value can be looked up; columns without the label are in no list. The surest come first.
    let sought = conditions.filter { !$0.accepts("") }.sorted { effort($0) < effort($1) }
    var candidates = sought.first.map(having) ?? layout.columns.indices.map(Int32.init)
    for condition in sought.dropFirst() {
      candidates =
        candidates.count < effort(condition)
        ? candidates.filter { accepts(condition, Int($0)) } : Self.common(candidates, having(condition))
    }
    let rest = conditions.filter { $0.accepts("") }
    return candidates.map(Int.init).filter { place in rest.allSatisfy { accepts($0, place) } }
  }

  /// How many values must be looked at to find the columns of a condition.
  private func effort(_ matcher: Matcher) -> Int {
    matcher.test == .equal ? 0 : matcher.words?.count ?? columns[matcher.label]?.count ?? 0
  }

  private func accepts(_ matcher: Matcher, _ place: Int) -> Bool {
    let column = layout.columns[place]
    return matcher.accepts(matcher.label == Labels.metricName ? column.name : column.labels[matcher.label])
  }

  /// The columns whose value of a label a condition accepts.
  private func having(_ matcher: Matcher) -> [Int32] {
    guard let values = columns[matcher.label] else { return [] }
    if matcher.test == .equal { return values[matcher.value] ?? [] }
    let accepted =
      matcher.words.map { $0.compactMap { values[$0] } }
      ?? values.filter { matcher.accepts($0.key) }.map(\.value)
    return accepted.count == 1 ? accepted[0] : accepted.flatMap { $0 }.sorted()
  }

  private static func common(_ few: [Int32], _ many: [Int32]) -> [Int32] {
    var found: [Int32] = []
    var from = 0
    for place in few {
      var (low, high) = (from, many.count)
      while low < high {
        let middle = (low + high) / 2
        if many[middle] < place { low = middle + 1 } else { high = middle }
      }
      from = low
      if low < many.count, many[low] == place { found.append(place) }
    }
    return found
  }
}

extension Selector {
  /// Whether a source can have matching series at all, where its series have only these labels of their own.
  public func accepts(source: Labels, overridden: Set<String>) -> Bool {
    matchers.allSatisfy {
      !source.has($0.label) || overridden.contains($0.label) || $0.accepts(source[$0.label])
    }
  }
}

extension ColumnIndex {
  /// The names of all labels, the metric's own among them.
  public var labelNames: [String] { Array(columns.keys) }

  /// All values of a label.
  public func values(of label: String) -> [String] { columns[label].map { Array($0.keys) } ?? [] }
}
