/// Columns packed together into a row of the store, each behind its length: lowest seven bits first, the eighth set
/// where more follow. A page is large enough to waste little and small enough to be read for one column.
public struct Page: Sendable {
  /// The first of the columns that follow one another.
  public let first: Int
  /// The bytes of the columns, with `BitReader.margin` zeros behind them.
  private let bytes: [UInt8]

  /// A row of SQLite that is too large for its page of 4,096 bytes keeps at least 489 of them there and fills whole
  /// other pages of 4,092 with the rest. From two of these on a row is closed, so that what is left over stays small and
  /// such remainders share pages.
  static let room = 489 + 2 * 4_092

  /// - Parameter stored: what `stored` gave.
  public init(first: Int, stored: [UInt8]) {
    self.first = first
    bytes = stored + [UInt8](repeating: 0, count: BitReader.margin)
  }

  /// The bytes to be kept.
  public var stored: [UInt8] { Array(bytes.dropLast(BitReader.margin)) }

  /// Whether a column lies on this page.
  public func holds(_ column: Int) -> Bool { range(of: column) != nil }

  /// Fills values with those of a column; false when the page does not hold it, or not so many.
  /// - Parameter whole: how many values the column has when only the first are wanted, which takes less.
  public func decode(
    _ column: Int, into values: UnsafeMutableBufferPointer<Double>, of whole: Int? = nil
  ) -> Bool {
    guard let range = range(of: column) else { return false }
    return bytes.withUnsafeBufferPointer {
      ColumnDecoder.decode($0.baseAddress!, range, into: values, of: whole ?? values.count)
    }
  }

  private func range(of column: Int) -> Range<Int>? {
    let end = bytes.count - BitReader.margin
    var (position, at) = (0, first)
    while position < end, at <= column {
      guard let length = length(at: &position), length <= end - position else { return nil }
      if at == column { return position..<position + length }
      position += length
      at += 1
    }
    return nil
  }

  private func length(at position: inout Int) -> Int? {
    var (length, shift) = (0, 0)
    while shift < 42, position < bytes.count {
      let byte = Int(bytes[position])
      position += 1
      length |= (byte & 0x7F) << shift
      if byte < 0x80 { return length }
      shift += 7
    }
    return nil
  }
}

/// Packs columns into pages in their order.
struct PagePacker {
  private(set) var pages: [Page] = []
  private var first = 0
  private var count = 0
  private var bytes: [UInt8] = []

  mutating func append(_ column: [UInt8]) {
    var length = column.count
    while length >= 0x80 {
      bytes.append(UInt8(length & 0x7F) | 0x80)
      length >>= 7
    }
    bytes.append(UInt8(length))
    bytes += column
    count += 1
    if bytes.count >= Page.room { close() }
  }

  mutating func close() {
    guard count > 0 else { return }
    pages.append(Page(first: first, stored: bytes))
    first += count
    (count, bytes) = (0, [])
  }
}
