import Glibc

/// A walk over the bytes of one line of an exposition.
struct LineCursor {
  let bytes: UnsafeBufferPointer<UInt8>
  let format: ExpositionFormat
  /// Which line it is, counted from 1.
  let line: Int
  let start: Int
  /// Where the line's end stands.
  let end: Int
  var position: Int

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ format: ExpositionFormat, line: Int, _ place: Range<Int>) {
    (self.bytes, self.format, self.line) = (bytes, format, line)
    (start, end, position) = (place.lowerBound, place.upperBound, place.lowerBound)
  }

  var isAtEnd: Bool { position >= end }

  /// The byte at hand; a line feed at the line's end.
  var byte: UInt8 { position < end ? bytes[position] : 0x0A }

  /// A fault at the byte at hand.
  func fault(_ reason: String) -> ExpositionFault {
    let before = bytes[start..<min(position, end)]
    return ExpositionFault(line: line, column: before.reduce(1) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }, reason)
  }

  /// Takes a byte if it is the one at hand.
  mutating func take(_ byte: Unicode.Scalar) -> Bool {
    guard position < end, bytes[position] == UInt8(ascii: byte) else { return false }
    position += 1
    return true
  }

  mutating func expect(_ byte: Unicode.Scalar, _ what: String) throws(ExpositionFault) {
    guard take(byte) else { throw fault("expected \(what)") }
  }

  /// Skips the blanks that may stand between the words of the text format. OpenMetrics has none such.
  mutating func skipBlanks() {
    guard format == .text else { return }
    while position < end, bytes[position] == 0x20 || bytes[position] == 0x09 { position += 1 }
  }

  /// What separates two words: one space, or in the text format any blanks.
  mutating func expectBlank() throws(ExpositionFault) {
    guard format == .text else { return try expect(" ", "a space") }
    guard byte == 0x20 || byte == 0x09 else { throw fault("expected a blank") }
    skipBlanks()
  }

  /// The bytes up to the next blank or the line's end.
  mutating func word() -> String {
    let first = position
    while position < end, bytes[position] != 0x20, format == .openMetrics || bytes[position] != 0x09 {
      position += 1
    }
    return text(first..<position)
  }

  func text(_ place: Range<Int>) -> String { String(decoding: bytes[place], as: UTF8.self) }

  /// A text, which may well be one that is known: then no new one is made.
  func text(_ place: Range<Int>, maybe known: String) -> String {
    holds(known, at: place) ? known : text(place)
  }

  /// Whether a place, which lies within the bytes, holds just a text.
  private func holds(_ text: String, at place: Range<Int>) -> Bool {
    guard text.utf8.count == place.count else { return false }
    return text.utf8.withContiguousStorageIfAvailable { [bytes] text in
      // Nothing is there to compare where nothing has an address.
      guard let text = text.baseAddress, let start = bytes.baseAddress else { return true }
      return memcmp(text, start + place.lowerBound, place.count) == 0
    } ?? false
  }
}

extension LineCursor {
  /// A metric's name: letters, digits, `_` and `:`, no digit first.
  mutating func metricName() throws(ExpositionFault) -> String {
    let first = position
    position = place(from: first) { Self.isNameByte($0) || $0 == 0x3A }
    return try name(from: first, of: "metric")
  }

  /// A metric's name, which may well be one that is known: then no new text is made.
  mutating func metricName(maybe known: String) throws(ExpositionFault) -> String {
    let (length, next) = (known.utf8.count, position + known.utf8.count)
    guard length > 0, next < end, !Self.isNameByte(bytes[next]), bytes[next] != 0x3A,
      holds(known, at: position..<next)
    else { return try metricName() }
    position = next
    return known
  }

  /// A label's name: letters, digits and `_`, no digit first.
  mutating func labelName(maybe known: String) throws(ExpositionFault) -> String {
    let first = position
    position = place(from: first, whileTrue: Self.isNameByte)
    return try name(from: first, of: "label", maybe: known)
  }

  private mutating func name(from first: Int, of thing: String, maybe known: String = "")
    throws(ExpositionFault) -> String
  {
    guard position > first else { throw fault("expected the name of a \(thing)") }
    guard bytes[first] &- 0x30 >= 10 else {
      position = first
      throw fault("the name of a \(thing) begins with no digit")
    }
    return text(first..<position, maybe: known)
  }

  /// The first place from one on where a byte is not what is asked for; the line's end when all are.
  @inline(__always)
  private func place(from first: Int, whileTrue holds: (UInt8) -> Bool) -> Int {
    var place = first
    while place < end, holds(bytes[place]) { place += 1 }
    return place
  }

  static func isNameByte(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte == 0x5F || byte &- 0x30 < 10
  }
}
