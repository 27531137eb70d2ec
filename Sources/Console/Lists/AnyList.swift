import Basics
import Canvas
import Model

/// A list without its type: the console keeps one of each and works them all alike.
struct AnyList: Sendable {
  let identifier: ListID
  let columnCount: Int
  private let prepare: @Sendable (Snapshot, ListContext, ListState, Arrangement?) -> Prepared
  private let revision: @Sendable (ListContext) -> Int?
  private let sortable: [Int]

  /// A list made ready for one snapshot.
  struct Prepared {
    var arrangement = Arrangement()
    var line: (_ row: Int, _ column: Int, _ drawing: Drawing) -> Line = { _, _, _ in .empty }
    var place: (_ row: Int) -> Place? = { _ in nil }
    /// What opens of a thing that a filter may have hidden.
    var hiddenPlace: (_ identity: String) -> Place? = { _ in nil }
    /// How many rows there are before the filter.
    var total = 0
    /// The rows as cells at a glance, by group.
    var heat: [HeatGroup] = []
    /// What it was made of; nil where the next snapshot may change it.
    fileprivate var basis: Basis?
  }

  /// All that the rows and their order come from, where that is not the snapshot.
  fileprivate struct Basis: Equatable {
    let revision: Int
    let filter: String
    let sortColumn: Int?
    let isReversed: Bool
    let language: Language

    init(_ revision: Int, _ state: ListState, _ language: Language) {
      (self.revision, self.language) = (revision, language)
      (filter, sortColumn, isReversed) = (state.filter, state.sortColumn, state.isReversed)
    }
  }

  let columns: @Sendable (Phrases, ListState, Glyphs) -> [Table.Column]

  init<Kind: ListKind>(_ kind: Kind.Type) {
    identifier = Kind.identifier
    columnCount = Kind.columns.count
    sortable = Kind.columns.indices.filter { Kind.columns[$0].key != nil }
    revision = { Kind.revision(in: $0) }
    prepare = { snapshot, context, state, previous in
      let rows = Kind.rows(of: snapshot, in: context)
      let arrangement = Kind.arranged(rows, state, context.drawing, keeping: previous)
      return Prepared(
        arrangement: arrangement,
        line: { row, column, drawing in Kind.columns[column].line(rows[arrangement.order[row]], drawing) },
        place: { row in Kind.place(of: rows[arrangement.order[row]]) },
        hiddenPlace: { identity in
          rows.first { Kind.identity(of: $0) == identity }.flatMap(Kind.place)
        },
        total: rows.count,
        heat: HeatGroup.groups(
          arrangement.order.lazy.map { Kind.heat(of: rows[$0], context.drawing.glyphs) }))
    }
    columns = { phrases, state, _ in
      Kind.columns.enumerated().map { index, column in
        let isFalling = column.startsFalling != state.isReversed
        return Table.Column(
          column.title(phrases), column.width, column.alignment, rank: column.rank,
          sorting: state.sortColumn == index ? (isFalling ? .falling : .rising) : nil)
      }
    }
  }

  /// The list made ready anew, or as it was where nothing can have changed.
  /// - Parameters:
  ///   - previous: as it was made ready last.
  ///   - keepsOrder: whether rows stay in the order that they had.
  func prepared(
    _ snapshot: Snapshot, _ context: ListContext, _ state: ListState, after previous: Prepared?,
    keepsOrder: Bool = false
  ) -> Prepared {
    let basis = revision(context).map { Basis($0, state, context.drawing.language) }
    if let previous, let basis, previous.basis == basis { return previous }
    var prepared = prepare(snapshot, context, state, keepsOrder ? previous?.arrangement : nil)
    // An order that was kept is not the one that was asked for.
    prepared.basis = keepsOrder ? nil : basis
    return prepared
  }

  /// The column sorted by after this one; after the last comes the list's own order.
  func column(after column: Int?) -> Int? {
    guard let column else { return sortable.first }
    return sortable.first { $0 > column }
  }

  func canSort(by column: Int) -> Bool { sortable.contains(column) }
}
