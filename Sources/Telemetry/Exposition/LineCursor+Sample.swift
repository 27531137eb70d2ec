import Basics

/// One line with a value, as it is written.
struct SampleLine {
  let name: String
  let labels: [Label]
  let value: Double
  /// Where the value begins, and where the line's end stands.
  let place: Range<Int>
  let tail: Tail

  /// What may follow a value.
  struct Tail {
    var time: Timestamp?
    var exemplar: MetricFamily.Exemplar?
  }
}

/// Where a sample's value stands, and what it is a value of.
struct SamplePlace {
  /// From the value to the line's end.
  let bytes: Range<Int>
  let column: Layout.Column
  let rule: ValueRule
  let hasTime: Bool
}

extension LineCursor {
  /// A sample: name, labels, value, time, exemplar.
  /// - Parameter last: the sample before, which mostly has the same name and labels of the same names.
  mutating func sample(after last: (name: String, labels: [Label])) throws(ExpositionFault) -> SampleLine {
    let name = try metricName(maybe: last.name)
    let afterName = position
    skipBlanks()
    let hasLabels = take("{")
    let labels = hasLabels ? try labels(after: last.labels) : []
    if hasLabels, format == .text { skipBlanks() } else { try blank(after: hasLabels ? position : afterName) }
    let start = position
    let value = try value()
    return SampleLine(name: name, labels: labels, value: value, place: start..<end, tail: try tail())
  }

  private mutating func blank(after place: Int) throws(ExpositionFault) {
    position = place
    try expectBlank()
  }

  /// A number, infinities and NaN among them.
  mutating func value() throws(ExpositionFault) -> Double {
    let start = self
    guard let value = DecimalText.number(bytes, &position) else { throw fault("expected a number") }
    guard value.isInfinite, format == .text, isDigit(start.position) || isDigit(start.position + 1) else {
      return value
    }
    throw start.fault("the number is out of range")
  }

  private func isDigit(_ place: Int) -> Bool {
    place < end && (bytes[place] &- 0x30 < 10 || bytes[place] == 0x2E)
  }

  /// What stands between a value and the line's end.
  mutating func tail() throws(ExpositionFault) -> SampleLine.Tail {
    if isAtEnd { return SampleLine.Tail() }
    guard byte == 0x20 || (byte == 0x09 && format == .text) else {
      throw fault("expected a space or the line's end")
    }
    try expectBlank()
    let tail = format == .text ? try textTail() : try openMetricsTail()
    guard isAtEnd else { throw fault("expected the line's end") }
    return tail
  }

  private mutating func textTail() throws(ExpositionFault) -> SampleLine.Tail {
    if isAtEnd { return SampleLine.Tail() }
    defer { skipBlanks() }
    return SampleLine.Tail(time: try time())
  }

  private mutating func openMetricsTail() throws(ExpositionFault) -> SampleLine.Tail {
    var tail = SampleLine.Tail()
    if byte != 0x23 {
      tail.time = try time()
      if isAtEnd { return tail }
      try expectBlank()
    }
    tail.exemplar = try exemplar()
    return tail
  }

  /// A time: seconds with decimals in OpenMetrics, whole milliseconds in the text format.
  private mutating func time() throws(ExpositionFault) -> Timestamp {
    if let time = plainTime() { return time }
    let start = self
    guard let seconds = DecimalText.real(bytes, &position) else { throw fault("expected a time") }
    guard seconds.isFinite else { throw start.fault("the time is out of range") }
    let written = text(start.position..<position)
    switch format {
    case .openMetrics: return Timestamp(decimal: written)
    case .text:
      guard let milliseconds = Int64(written) else { throw start.fault("a time is a whole number") }
      return Timestamp(Instant(milliseconds: milliseconds))
    }
  }

  private static let scales: [Int64] = [
    1_000_000_000, 100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10, 1,
  ]

  /// A time of at most eighteen digits without sign and exponent, as nearly all are; nil for any other.
  private mutating func plainTime() -> Timestamp? {
    var (cursor, number, digits, decimals) = (position, Int64(0), 0, 0)
    var isPastPoint = false
    while cursor < end, digits < 19 {
      let digit = bytes[cursor] &- 0x30
      if digit < 10 {
        number = number &* 10 &+ Int64(digit)
        digits += 1
        decimals += isPastPoint ? 1 : 0
      } else if bytes[cursor] == 0x2E, !isPastPoint, format == .openMetrics {
        isPastPoint = true
      } else {
        break
      }
      cursor += 1
    }
    guard (1...18).contains(digits), decimals <= 9, cursor == end || bytes[cursor] == 0x20 else { return nil }
    position = cursor
    let scale = format == .text ? 1_000_000 : Self.scales[decimals]
    return Timestamp(nanoseconds: Int128(number) * Int128(scale))
  }

  private static let longestExemplar = 128

  private mutating func exemplar() throws(ExpositionFault) -> MetricFamily.Exemplar {
    try expect("#", "a hash")
    try expect(" ", "a space")
    try expect("{", "an opening brace")
    let start = self
    let labels = try labels()
    let length = labels.reduce(0) { $0 + $1.name.unicodeScalars.count + $1.value.unicodeScalars.count }
    guard length <= Self.longestExemplar else {
      throw start.fault("the labels of an exemplar have \(Self.longestExemplar) characters at most")
    }
    try expect(" ", "a space")
    let value = try value()
    guard !isAtEnd else { return MetricFamily.Exemplar(Labels(labels), value) }
    try expect(" ", "a space")
    return MetricFamily.Exemplar(Labels(labels), value, at: try time())
  }
}
