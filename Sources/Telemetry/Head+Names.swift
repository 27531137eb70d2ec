/// What there is to choose from, for whoever types a query.
extension Head {
  public func labelNames(_ matching: Selector?) -> [String] {
    var names: Set<String> = []
    visit(matching) { source, columns in
      names.formUnion(source.map(\.name))
      for column in columns { names.formUnion(column.labels.map(\.name)) }
      names.insert(Labels.metricName)
    }
    names.remove(Labels.sourceMark)
    return names.sorted()
  }

  public func labelValues(of label: String, _ matching: Selector?) -> [String] {
    var values: Set<String> = []
    visit(matching) { source, columns in
      let own = source[label]
      if !own.isEmpty { values.insert(own) }
      for column in columns { values.insert(column[label]) }
    }
    values.remove("")
    return label == Labels.sourceMark ? [] : values.sorted()
  }

  /// Visits the sources that have matching series with the columns of these. Columns that another source had already
  /// are left out: thousands of nodes have the same.
  private func visit(_ matching: Selector?, _ body: (Labels, [Layout.Column]) -> Void) {
    var known: [SharedColumns: Bool] = [:]
    for source in sources {
      guard let layout = source.latest?.layout, accepts(source.labels, matching) else { continue }
      let shared = SharedColumns(layout: ObjectIdentifier(layout), names: source.labels.map(\.name))
      if let hasAny = known[shared] {
        if hasAny { body(source.labels, []) }
        continue
      }
      let columns = layout.columns.filter { $0.accepts(matching, in: source.labels) }
      known[shared] = !columns.isEmpty
      if !columns.isEmpty { body(source.labels, columns) }
    }
  }

  private func accepts(_ source: Labels, _ matching: Selector?) -> Bool {
    (matching?.matchers ?? []).allSatisfy { !source.has($0.label) || $0.accepts(source[$0.label]) }
  }
}

/// The columns of a layout as sources with labels of these names have them.
private struct SharedColumns: Hashable {
  let layout: ObjectIdentifier
  let names: [String]
}

extension Layout.Column {
  /// The value of a label, the metric's name among them.
  fileprivate subscript(label: String) -> String { label == Labels.metricName ? name : labels[label] }

  fileprivate func accepts(_ matching: Selector?, in source: Labels) -> Bool {
    guard let matching else { return true }
    return (matching.metric ?? name) == name
      && matching.matchers.allSatisfy { source.has($0.label) || $0.accepts(self[$0.label]) }
  }
}
