import Basics

/// Blocks of one source that follow one another, read as one.
public struct BlockChain {
  private let blocks: [Block]
  private let union: LayoutUnion
  /// How many columns each series has.
  private let width: Int
  public let times: [Instant]

  /// Blocks in the order of their times, all of them of scrapes or all of them summed up.
  public init(_ blocks: [Block], areSummedUp: Bool = false) {
    self.blocks = blocks
    width = areSummedUp ? Aggregate.allCases.count : 1
    union = LayoutUnion(blocks.map(\.layout))
    times = blocks.flatMap(\.times)
  }

  public var layout: Layout { union.layout }

  /// How many columns there are.
  var count: Int { layout.columns.count * width }

  /// Writes the values of a column over an array with as many rows as there are times; false when they cannot be read.
  /// In a block that does not have the series it has ended, or nothing was summed up.
  public func read(_ column: Int, into values: inout [Double]) -> Bool {
    var row = 0
    for block in blocks {
      let rows = row..<row + block.times.count
      if let place = union.place(of: column / width, in: block.layout) {
        guard block.decode(place * width + column % width, into: &values, at: rows) else { return false }
      } else {
        for row in rows { values[row] = width == 1 ? Staleness.marker : Absence.marker }
      }
      row = rows.upperBound
    }
    return true
  }
}

/// The columns of several layouts, each once.
struct LayoutUnion {
  let layout: Layout
  /// Where the union's columns stand in each layout that is not the union itself.
  private var places: [ObjectIdentifier: [Int?]] = [:]

  init(_ layouts: [Layout]) {
    var distinct: [ObjectIdentifier: Layout] = [:]
    for layout in layouts { distinct[ObjectIdentifier(layout)] = layout }
    guard distinct.count > 1, let first = layouts.first else {
      layout = layouts.first ?? Layout([])
      return
    }
    var (columns, known) = (first.columns, Set(first.columns))
    for layout in layouts.dropFirst() where distinct.removeValue(forKey: ObjectIdentifier(layout)) != nil {
      columns += layout.columns.filter { known.insert($0).inserted }
    }
    let union = columns == first.columns ? first : Layout(columns)
    for layout in layouts where layout !== union && places[ObjectIdentifier(layout)] == nil {
      places[ObjectIdentifier(layout)] = columns.map { layout.position(of: $0) }
    }
    layout = union
  }

  func place(of column: Int, in layout: Layout) -> Int? {
    if layout === self.layout { return column }
    return places[ObjectIdentifier(layout)].flatMap { $0[column] }
  }

  /// Writes the values of some columns of a scrape over a row of a tile that holds column after column.
  func read(_ columns: Range<Int>, of scrape: Scrape, _ row: Int, rows: Int, into tile: inout [Double]) {
    tile.withUnsafeMutableBufferPointer { tile in
      scrape.values.withUnsafeBufferPointer { values in
        var target = row
        for column in columns {
          let place = scrape.layout === layout ? column : place(of: column, in: scrape.layout)
          tile[target] = place.map { values[$0] } ?? Staleness.marker
          target += rows
        }
      }
    }
  }
}
