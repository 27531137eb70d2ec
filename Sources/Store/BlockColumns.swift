import Basics
import Telemetry

/// The columns of a block as they are asked for, page by page.
struct BlockColumns {
  private let block: BlockRow
  private var page: Page?
  private var values: [Double]

  init(block: BlockRow, count: Int) {
    self.block = block
    values = Array(repeating: 0, count: count)
  }

  /// The values of a column in some of the rows; nil when they are not there.
  mutating func values(of column: Int, _ rows: Range<Int>, in store: Store) throws(StoreFault)
    -> ArraySlice<Double>?
  {
    if page.map({ !$0.holds(column) }) ?? true { page = try store.page(of: block, column: column) }
    let isRead = values.withUnsafeMutableBufferPointer { page?.decode(column, into: $0) ?? false }
    return isRead ? values[rows] : nil
  }
}
