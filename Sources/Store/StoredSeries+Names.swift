import Telemetry

/// What there is to choose from, in memory and in blocks.
extension StoredSeries {
  public func labelNames(_ matching: Selector?) throws(QueryFault) -> [String] {
    var names = Set(head.labelNames(matching))
    try visit(matching) { source, index, columns in
      names.formUnion(source.map(\.name))
      guard let columns else { return names.formUnion(index.labelNames) }
      names.insert(Labels.metricName)
      for column in columns { names.formUnion(column.labels.map(\.name)) }
    }
    names.remove(Labels.sourceMark)
    return names.sorted()
  }

  public func labelValues(of label: String, _ matching: Selector?) throws(QueryFault) -> [String] {
    var values = Set(head.labelValues(of: label, matching))
    try visit(matching) { source, index, columns in
      values.insert(source[label])
      guard let columns else { return values.formUnion(index.values(of: label)) }
      for column in columns { values.insert(label == Labels.metricName ? column.name : column.labels[label]) }
    }
    values.remove("")
    return label == Labels.sourceMark ? [] : values.sorted()
  }

  /// Visits the sources that have matching series in blocks, with the index of each layout and the columns that match;
  /// nil where all do.
  private func visit(_ matching: Selector?, _ body: (Labels, ColumnIndex, [Layout.Column]?) -> Void)
    throws(QueryFault)
  {
    for (source, index, layout) in try reading({ () throws(StoreFault) in try store.layoutsOfSources() }) {
      guard let matching, matching.metric != nil || !matching.matchers.isEmpty else {
        body(source, index, nil)
        continue
      }
      let columns = index.columns(matching, in: source).map { layout.columns[$0] }
      if !columns.isEmpty { body(source, index, columns) }
    }
  }
}

extension Store {
  /// Every layout that each source has blocks of.
  fileprivate func layoutsOfSources() throws(StoreFault) -> [(Labels, ColumnIndex, Layout)] {
    try noteLayouts()
    var found: [(Labels, ColumnIndex, Layout)] = []
    for pair in memory.layoutsOfSources.pairs {
      guard let labels = try sourceLabels(pair.source), let layout = try layout(pair.layout) else { continue }
      found.append((labels, index(of: layout, pair.layout), layout))
    }
    return found
  }

  /// Reads which layouts the blocks have that were written since this was last asked.
  private func noteLayouts() throws(StoreFault) {
    var (known, newest) = (memory.layoutsOfSources.pairs, memory.layoutsOfSources.newest)
    try database.run("SELECT id, source, layout FROM block WHERE id > ?", [.integer(newest)]) { row in
      known.insert(SourceLayout(source: row.integer(1), layout: row.integer(2)))
      newest = max(newest, row.integer(0))
    }
    memory.layoutsOfSources = (newest, known)
  }
}

/// A layout that a source has blocks of.
struct SourceLayout: Hashable {
  let source: Int64
  let layout: Int64
}
