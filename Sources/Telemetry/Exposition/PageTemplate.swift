import Basics
import Glibc

/// The bytes of a page that stay, and where between them which values stand.
struct PageTemplate: Sendable {
  /// The values of one page, and their times where it tells them.
  struct Page {
    var values: [Double]
    var times: [Instant?] = []

    mutating func set(_ time: Timestamp?, of column: Int) {
      guard let time else { return }
      if times.isEmpty { times = Array(repeating: nil, count: values.count) }
      times[column] = time.instant
    }
  }

  /// Bytes from the end of one sample's line to the value of the next.
  private struct Stretch {
    let count: Int
    let column: Int
    let rule: ValueRule
  }

  let layout: Layout
  /// The bytes of all stretches one after another, and those after the last line with a value.
  private var bytes: [UInt8] = []
  private var stretches: [Stretch] = []

  /// The template of a page. It keeps the layout before when the columns are the same.
  init(_ page: [UInt8], _ places: [SamplePlace], replacing last: Layout) {
    // Only a series whose values have times may stand there twice.
    let areDistinct = !places.contains(where: \.hasTime)
    var (columns, positions) = ([Layout.Column](), [Layout.Column: Int]())
    var position = 0
    bytes.reserveCapacity(page.count)
    columns.reserveCapacity(places.count)
    stretches.reserveCapacity(places.count)
    for place in places {
      let column = areDistinct ? columns.count : positions[place.column] ?? columns.count
      if column == columns.count { columns.append(place.column) }
      if !areDistinct { positions[place.column] = column }
      bytes += page[position..<place.bytes.lowerBound]
      stretches.append(
        Stretch(count: place.bytes.lowerBound - position, column: column, rule: place.rule))
      position = place.bytes.upperBound + 1
    }
    bytes += page[min(position, page.count)...]
    layout = columns == last.columns ? last : Layout(columns)
  }

  /// The values of a page that has the bytes of this template between its numbers; nil when it has others, or when
  /// something else about it is wrong. Of several lines with one series the last counts.
  func page(of page: [UInt8], _ format: ExpositionFormat) -> Page? {
    var result = Page(values: Array(repeating: 0, count: layout.columns.count))
    let isRead = page.withUnsafeBufferPointer { page in
      bytes.withUnsafeBufferPointer { known in
        guard let start = page.baseAddress, let template = known.baseAddress else {
          return page.isEmpty && known.isEmpty
        }
        return read(page, start, template, format, into: &result)
      }
    }
    return isRead ? result : nil
  }

  private func read(
    _ page: UnsafeBufferPointer<UInt8>, _ start: UnsafePointer<UInt8>, _ known: UnsafePointer<UInt8>,
    _ format: ExpositionFormat, into result: inout Page
  ) -> Bool {
    var (position, place) = (0, 0)
    for stretch in stretches {
      guard position + stretch.count < page.count,
        memcmp(start + position, known + place, stretch.count) == 0
      else { return false }
      position += stretch.count
      place += stretch.count
      let first = position
      guard let value = DecimalText.number(page, &position), stretch.rule.allows(value) else { return false }
      result.values[stretch.column] = value
      if position < page.count, page[position] == 0x0A, value.isFinite {
        position += 1
      } else {
        guard let time = tail(page, &position, from: first, format) else { return false }
        result.set(time.time, of: stretch.column)
      }
    }
    let rest = bytes.count - place
    return page.count - position == rest && memcmp(start + position, known + place, rest) == 0
  }

  /// What follows a value up to and with the line's end; nil when it is not right.
  private func tail(
    _ page: UnsafeBufferPointer<UInt8>, _ position: inout Int, from first: Int, _ format: ExpositionFormat
  ) -> SampleLine.Tail? {
    let end = page[position...].firstIndex(of: 0x0A) ?? page.count
    var line = LineCursor(page, format, line: 1, first..<end)
    do throws(ExpositionFault) {
      try UnicodeCheck.check(UnsafeBufferPointer(rebasing: page[first..<end]))
      _ = try line.value()
      let tail = try line.tail()
      position = end + 1
      return tail
    } catch {
      return nil
    }
  }
}
