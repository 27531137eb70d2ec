import Synchronization

/// The full labels of the series of one source under one layout, each made when it is first asked for and shared by
/// all who ask.
/// A class because every selection shares them. Sendable because the slots behind the pointer, the only thing that
/// changes, are read and written atomically, and are freed when nobody can reach them any more.
final class ColumnLabels: @unchecked Sendable {
  let source: Labels
  let layout: Layout
  private let slots: UnsafeMutablePointer<AtomicLazyReference<LabelSet>>

  init(_ layout: Layout, of source: Labels) {
    (self.source, self.layout) = (source, layout)
    slots = .allocate(capacity: layout.columns.count)
    for place in layout.columns.indices { (slots + place).initialize(to: AtomicLazyReference()) }
  }

  deinit {
    slots.deinitialize(count: layout.columns.count)
    slots.deallocate()
  }

  /// The labels of one column's series.
  subscript(column: Int) -> Labels {
    precondition(layout.columns.indices.contains(column), "a column of the layout")
    if let known = slots[column].load() { return Labels(known) }
    let made = Self.labels(of: layout.columns[column], in: source)
    return Labels(slots[column].storeIfNil(made.shared))
  }

  /// The labels of a column's series; those of the column win over the source's.
  static func labels(of column: Layout.Column, in source: Labels) -> Labels {
    source.merging(column.labels).setting(Labels.metricName, to: column.name)
  }
}
