import Basics
import Canvas
import Model

/// A list of things: what its rows are, which columns it has, what a filter looks into.
protocol ListKind: SendableMetatype {
  associatedtype Row
  static var identifier: ListID { get }
  static var columns: [ListColumn<Row>] { get }
  static func rows(of snapshot: Snapshot, in context: ListContext) -> [Row]
  /// Another number wherever the rows may be others; nil for rows that may be others with every snapshot.
  static func revision(in context: ListContext) -> Int?
  /// The same thing has the same identity in every snapshot.
  static func identity(of row: Row) -> String
  /// What the filter is matched against.
  static func text(of row: Row, _ drawing: Drawing) -> String
  /// What opens on Enter.
  static func place(of row: Row) -> Place?
  /// The row as one cell among many, and the group it stands in; nil for lists that are not shown so.
  static func heat(of row: Row, _ glyphs: Glyphs) -> HeatCell?
}

extension ListKind {
  static func revision(in context: ListContext) -> Int? { nil }
  static func place(of row: Row) -> Place? { nil }
  static func heat(of row: Row, _ glyphs: Glyphs) -> HeatCell? { nil }
}

/// What rows may depend on beside the snapshot.
struct ListContext {
  /// What is being looked at, on a screen that shows one thing.
  let subject: String?
  /// The incident that a runbook is opened for.
  var incident: Int?
  let answers: Answers
  let drawing: Drawing
  /// The branches of trees that are closed.
  var folded: Set<String> = []
  /// Up to when the log has been looked through.
  var lookedAt: Instant?
  var themes: [ThemeName] = []
  /// The theme in use.
  var theme = ""
  var terms: [Console.Term] = []
  /// Whether the past is looked at instead of the present.
  var showsPast = false
  var exploration = Exploration()
  /// What the scheduler would do with the selected unit.
  var advice: PlacementAdvice?
  /// What would become of units.
  var whatIf: WhatIfAnswer?
}

extension ListKind {
  /// The rows that pass the filter, sorted; with `previous` rows keep the order they had.
  static func arranged(
    _ rows: [Row], _ state: ListState, _ drawing: Drawing, keeping previous: Arrangement? = nil
  ) -> Arrangement {
    var order = Array(rows.indices)
    if !state.filter.isEmpty {
      let search = TextSearch(state.filter)
      order.removeAll { !search.isFound(in: text(of: rows[$0], drawing)) }
    }
    if let previous {
      order = Self.kept(order, rows, previous)
    } else if let column = state.sortColumn, column < columns.count, let key = columns[column].key {
      order = Self.sorted(order, rows, by: key, falling: columns[column].startsFalling != state.isReversed)
    } else if state.isReversed {
      order.reverse()
    }
    return Arrangement(order: order, identities: order.map { identity(of: rows[$0]) })
  }

  private static func sorted(_ order: [Int], _ rows: [Row], by key: (Row) -> SortKey, falling: Bool) -> [Int]
  {
    var numbers: [(place: Int, key: Double)] = []
    var texts: [(place: Int, key: String)] = []
    for place in order {
      switch key(rows[place]) {
      case .number(let number): numbers.append((place, number.isNaN ? -.infinity : number))
      case .text(let text): texts.append((place, text))
      }
    }
    // Equal rows keep the list's own order.
    func precedes<Key: Comparable>(_ left: (place: Int, key: Key), _ right: (place: Int, key: Key)) -> Bool {
      if left.key == right.key { return left.place < right.place }
      return falling ? left.key > right.key : left.key < right.key
    }
    return texts.isEmpty ? numbers.sorted(by: precedes).map(\.place) : texts.sorted(by: precedes).map(\.place)
  }

  /// Rows that were there stay where they were; new ones come behind.
  private static func kept(_ order: [Int], _ rows: [Row], _ previous: Arrangement) -> [Int] {
    let known = order.map { (place: $0, row: previous.row(of: identity(of: rows[$0])) ?? .max) }
    return known.sorted { ($0.row, $0.place) < ($1.row, $1.place) }.map(\.place)
  }
}
