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
    let made = layout.columns[column].labels(in: source)
    return Labels(slots[column].storeIfNil(made.shared))
  }
}

extension Layout.Column {
  /// The full labels of the column's series in a source: its own win over the source's, and the mark of a source is
  /// none of them.
  public func labels(in source: Labels) -> Labels {
    source.unmarked.merging(labels).setting(Labels.metricName, to: name)
  }
}

extension Labels {
  /// The label that only tells a source from others and goes into no series, as that of a recording rule or of a node's
  /// vitals.
  public static let sourceMark = "__source__"

  /// Whether the labels are those of a source that is told from others by a mark.
  public var areMarked: Bool { has(Self.sourceMark) }

  /// The labels of a source that go into its series.
  public var unmarked: Labels { dropping([Self.sourceMark]) }
}
