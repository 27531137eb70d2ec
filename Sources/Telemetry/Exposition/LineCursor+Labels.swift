extension LineCursor {
  /// The labels after an opening brace, in the order written, up to and with the closing one.
  /// - Parameter last: the labels of the line before, which mostly have the same names.
  mutating func labels(after last: [Label] = []) throws(ExpositionFault) -> [Label] {
    var (labels, names) = ([Label](), LabelNames())
    skipBlanks()
    if take("}") { return labels }
    labels.reserveCapacity(last.count)
    while true {
      let start = self
      labels.append(try label(maybe: labels.count < last.count ? last[labels.count] : Label("", "")))
      guard names.insert(labels) else { throw start.fault("a second label \(labels[labels.count - 1].name)") }
      skipBlanks()
      if take("}") { return labels }
      try expect(",", "a comma or a closing brace")
      skipBlanks()
      // The text format lets a comma follow the last label.
      if format == .text, take("}") { return labels }
    }
  }

  private mutating func label(maybe known: Label) throws(ExpositionFault) -> Label {
    let start = self
    let name = try labelName(maybe: known.name)
    guard name != Labels.metricName else { throw start.fault("the label \(name) is reserved") }
    skipBlanks()
    try expect("=", "an equals sign")
    skipBlanks()
    try expect("\"", "a double quote")
    return Label(name, try quoted(maybe: known.value))
  }

  /// The text up to a closing quote.
  private mutating func quoted(maybe known: String) throws(ExpositionFault) -> String {
    let first = position
    var (cursor, hasEscape) = (first, false)
    while cursor < end, bytes[cursor] != 0x22 {
      if bytes[cursor] == 0x5C {
        hasEscape = true
        cursor += 1
      }
      cursor += 1
    }
    position = cursor
    guard position < end else {
      position = end
      throw fault("expected a closing double quote")
    }
    defer { position += 1 }
    if hasEscape { return try unescaped(first..<position, takingQuotes: true) }
    return text(first..<position, maybe: known)
  }

  /// A text without its escapes: `\\`, `\n` and, where it stands in quotes or in OpenMetrics, `\"`. With any other
  /// byte after it OpenMetrics leaves the backslash as it is; the text format has no such thing.
  func unescaped(_ place: Range<Int>, takingQuotes: Bool) throws(ExpositionFault) -> String {
    guard bytes[place].contains(0x5C) else { return text(place) }
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

/// The names of a line's labels. Where they ascend, as most exporters write them, each is another. Else a few are
/// compared one by one; of many, as only an ill-meant page has, there is a table, lest reading them take the square of
/// their number.
private struct LabelNames {
  private static let few = 24
  private var ascend = true
  private var table: Set<String> = []

  /// Whether the last of some labels has a name of its own; all but the last have been asked for before.
  mutating func insert(_ labels: [Label]) -> Bool {
    let last = labels.count - 1
    guard last > 0 else { return true }
    ascend = ascend && labels[last - 1].name < labels[last].name
    if ascend { return true }
    let name = labels[last].name
    if last < Self.few { return !(0..<last).contains { labels[$0].name == name } }
    if table.isEmpty { table = Set(labels.dropLast().map(\.name)) }
    return table.insert(name).inserted
  }
}
