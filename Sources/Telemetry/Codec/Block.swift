import Basics

/// A stretch of one source's scrapes, column by column and packed.
public struct Block: Sendable {
  public let layout: Layout
  /// When the scrapes were made; the one column of times that all series share.
  public let times: [Instant]
  public let pages: [Page]

  public init(layout: Layout, times: [Instant], pages: [Page]) {
    self.layout = layout
    self.times = times
    self.pages = pages
  }

  /// A block of scrapes in the order of their times. A series that some of them do not have has ended there.
  public init(_ scrapes: some RandomAccessCollection<Scrape>) {
    let scrapes = Array(scrapes)
    let union = LayoutUnion(scrapes.map(\.layout))
    var (writer, tile) = (ColumnWriter(), [Double](repeating: 0, count: Self.tile * scrapes.count))
    for first in stride(from: 0, to: union.layout.columns.count, by: Self.tile) {
      let columns = first..<min(first + Self.tile, union.layout.columns.count)
      for (row, scrape) in scrapes.enumerated() {
        union.read(columns, of: scrape, row, rows: scrapes.count, into: &tile)
      }
      for column in columns.indices {
        let start = (column - first) * scrapes.count
        writer.append(tile[start..<start + scrapes.count])
      }
    }
    self.init(layout: union.layout, times: scrapes.map(\.at), pages: writer.finish())
  }

  /// A block of columns: of each series a value for every time.
  public init(layout: Layout, times: [Instant], values: [ArraySlice<Double>]) {
    var writer = ColumnWriter()
    for column in values { writer.append(column) }
    self.init(layout: layout, times: times, pages: writer.finish())
  }

  /// How many columns are turned at a time; scrapes are copied less often and memory is read in order.
  private static let tile = 64

  /// Blocks that follow one another as one, rows later than a time left out; nil when one of them cannot be read.
  public init?(joining chain: BlockChain, upTo end: Instant = .distantFuture) {
    let rows = 0..<chain.times.partition(after: end)
    var (writer, values) = (ColumnWriter(), [Double](repeating: 0, count: chain.times.count))
    for column in 0..<chain.count {
      guard chain.read(column, into: &values) else { return nil }
      writer.append(values[rows])
    }
    self.init(layout: chain.layout, times: Array(chain.times[rows]), pages: writer.finish())
  }

  /// Writes the values of a column over a part of an array; false when they cannot be read.
  public func decode(_ column: Int, into values: inout [Double], at rows: Range<Int>) -> Bool {
    guard let page = page(of: column) else { return false }
    return values.withUnsafeMutableBufferPointer {
      page.decode(column, into: UnsafeMutableBufferPointer(rebasing: $0[rows]))
    }
  }

  private func page(of column: Int) -> Page? {
    var (low, high) = (0, pages.count)
    while low < high {
      let middle = (low + high) / 2
      if pages[middle].first <= column { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? pages[low - 1] : nil
  }
}

extension Block {
  /// The times as bytes; `times(from:count:)` reads them back.
  public var storedTimes: [UInt8] {
    var encoder = ColumnEncoder()
    return encoder.encoded(times.map(\.milliseconds))
  }

  /// So many times; nil when the bytes are not those of so many.
  public static func times(from stored: [UInt8], count: Int) -> [Instant]? {
    guard count >= 0, count <= longest else { return nil }
    let padded = stored + [UInt8](repeating: 0, count: BitReader.margin)
    let numbers = padded.withUnsafeBufferPointer {
      ColumnDecoder.numbers($0.baseAddress!, 0..<stored.count, count: count)
    }
    return numbers.map { $0.map { Instant(milliseconds: $0) } }
  }

  /// No block has more rows than this; who says so has been tampered with.
  public static let longest = 1_000_000
}

/// Encodes columns one after another and packs them.
struct ColumnWriter {
  private var encoder = ColumnEncoder()
  private var packer = PagePacker()

  mutating func append(_ values: some Collection<Double>) {
    let bytes = values.withContiguousStorageIfAvailable { encoder.encoded($0) }
    packer.append(bytes ?? Array(values).withUnsafeBufferPointer { encoder.encoded($0) })
  }

  mutating func finish() -> [Page] {
    packer.close()
    return packer.pages
  }
}
