extension LineCursor {
  /// The labels after an opening brace, in the order written, up to and with the closing one.
  mutating func labels() throws(ExpositionFault) -> [Label] {
    var labels: [Label] = []
    skipBlanks()
    if take("}") { return labels }
    while true {
      labels.append(try label(after: labels))
      skipBlanks()
      if take("}") { return labels }
      try expect(",", "a comma or a closing brace")
      skipBlanks()
      // The text format lets a comma follow the last label.
      if format == .text, take("}") { return labels }
    }
  }

  private mutating func label(after others: [Label]) throws(ExpositionFault) -> Label {
    let start = self
    let name = try labelName()
    guard name != Labels.metricName else { throw start.fault("the label \(name) is reserved") }
    guard !others.contains(where: { $0.name == name }) else { throw start.fault("a second label \(name)") }
    skipBlanks()
    try expect("=", "an equals sign")
    skipBlanks()
    try expect("\"", "a double quote")
    return Label(name, try quoted())
  }

  /// The text up to a closing quote.
  private mutating func quoted() throws(ExpositionFault) -> String {
    let first = position
    var hasEscape = false
    while position < end, bytes[position] != 0x22 {
      if bytes[position] == 0x5C {
        hasEscape = true
        position += 1
      }
      position += 1
    }
    guard position < end else {
      position = end
      throw fault("expected a closing double quote")
    }
    defer { position += 1 }
    return hasEscape ? try unescaped(first..<position, takingQuotes: true) : text(first..<position)
  }

  /// A text without its escapes: `\\`, `\n` and, where it stands in quotes or in OpenMetrics, `\"`. With any other
  /// byte after it OpenMetrics leaves the backslash as it is; the text format has no such thing.
  func unescaped(_ place: Range<Int>, takingQuotes: Bool) throws(ExpositionFault) -> String {
    var result: [UInt8] = []
    var cursor = place.lowerBound
    while cursor < place.upperBound {
      defer { cursor += 1 }
      guard bytes[cursor] == 0x5C else {
        result.append(bytes[cursor])
        continue
      }
      cursor += 1
      switch cursor < place.upperBound ? bytes[cursor] : 0 {
      case 0x5C: result.append(0x5C)
      case UInt8(ascii: "n"): result.append(0x0A)
      case 0x22 where takingQuotes || format == .openMetrics: result.append(0x22)
      case _ where format == .text: throw fault(at: cursor - 1, "there is no such escape")
      case _ where cursor < place.upperBound: result += [0x5C, bytes[cursor]]
      case _: result.append(0x5C)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private func fault(at place: Int, _ reason: String) -> ExpositionFault {
    var copy = self
    copy.position = place
    return copy.fault(reason)
  }
}
