import Glibc

/// Reads an exposition whole: every family with its samples, or the first thing that is wrong. Strict, as the two
/// specifications have it: OpenMetrics 1.0, and "Text-based format" 0.0.4 of Prometheus.
public struct ExpositionParser {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let format: ExpositionFormat
  private let product: Product
  private var draft: FamilyDraft?
  private var taken: Set<String> = []
  private var hasEnded = false
  /// What was last named, which the next sample probably has too.
  private var last: (name: String, labels: [Label]) = ("", [])
  private var families: [MetricFamily] = []
  private var places: [SamplePlace] = []

  /// The families of an exposition, in its order.
  public static func families(_ bytes: [UInt8], in format: ExpositionFormat) throws(ExpositionFault)
    -> [MetricFamily]
  {
    try parsed(bytes, format, .families).families
  }

  /// Where the values of an exposition stand, and what they are values of.
  static func places(_ bytes: [UInt8], in format: ExpositionFormat) throws(ExpositionFault) -> [SamplePlace] {
    try parsed(bytes, format, .places).places
  }

  /// What is wanted of an exposition.
  private enum Product { case families, places }

  private static func parsed(_ bytes: [UInt8], _ format: ExpositionFormat, _ product: Product)
    throws(ExpositionFault) -> ExpositionParser
  {
    let result = bytes.withUnsafeBufferPointer { bytes in
      Result { () throws(ExpositionFault) in try ExpositionParser(bytes, format, product) }
    }
    return try result.get()
  }

  /// Reads at once.
  private init(_ bytes: UnsafeBufferPointer<UInt8>, _ format: ExpositionFormat, _ product: Product)
    throws(ExpositionFault)
  {
    (self.bytes, self.format, self.product) = (bytes, format, product)
    try UnicodeCheck.check(bytes)
    var (position, line) = (0, 0)
    while position < bytes.count {
      line += 1
      let end = try lineEnd(from: position, line)
      try read(LineCursor(bytes, format, line: line, position..<end))
      position = end + 1
    }
    try finishFamily()
    guard hasEnded || format == .text else { throw ExpositionFault(line: line + 1, "# EOF is missing") }
  }

  private func lineEnd(from position: Int, _ line: Int) throws(ExpositionFault) -> Int {
    // There is at least one byte.
    let start = bytes.baseAddress! + position
    if let found = memchr(start, 0x0A, bytes.count - position) {
      return position + (UnsafeRawPointer(found) - UnsafeRawPointer(start))
    }
    guard format == .openMetrics else {
      throw ExpositionFault(line: line, "the last line must end with a line feed")
    }
    return bytes.count
  }

  private mutating func read(_ line: LineCursor) throws(ExpositionFault) {
    var line = line
    guard !hasEnded else { throw line.fault("nothing may follow # EOF") }
    line.skipBlanks()
    if line.isAtEnd, format == .text { return }
    if line.isAtEnd { throw line.fault("there may be no blank line") }
    if line.byte != 0x23 { return try readSample(&line) }
    switch format {
    case .openMetrics: try readDescription(&line)
    case .text: try readComment(&line)
    }
  }

  private mutating func readSample(_ line: inout LineCursor) throws(ExpositionFault) {
    let sample = try line.sample(after: last)
    last = (sample.name, sample.labels)
    let kind = try kind(of: sample, line.line)
    let place = try draft?.take(sample, kind, line: line.line, isKept: product == .families)
    if let place, product == .places { places.append(place) }
  }

  /// What a sample is in its family. One that is none of the family's at hand begins one of unknown type.
  private mutating func kind(of sample: SampleLine, _ line: Int) throws(ExpositionFault) -> SampleKind {
    if let known = draft?.kind(of: sample.name) { return known }
    try finishFamily()
    draft = FamilyDraft(sample.name, format, line: line)
    return .plain
  }

  private mutating func finishFamily() throws(ExpositionFault) {
    guard var finished = draft.take() else { return }
    for name in finished.names where !taken.insert(name).inserted {
      throw ExpositionFault(line: finished.line, "the name \(name) belongs to a family above")
    }
    let family = try finished.finished()
    if product == .families { families.append(family) }
  }
}

extension ExpositionParser {
  /// `# EOF`, or `# HELP`, `# TYPE`, `# UNIT` with a name and a text, one space between each.
  private mutating func readDescription(_ line: inout LineCursor) throws(ExpositionFault) {
    try line.expect("#", "a hash")
    try line.expect(" ", "a space")
    let start = line
    let word = line.word()
    if word == "EOF", line.isAtEnd {
      hasEnded = true
      return
    }
    guard let keyword = FamilyDraft.Keyword(rawValue: word) else {
      throw start.fault("expected HELP, TYPE, UNIT or EOF")
    }
    try line.expect(" ", "a space")
    let name = try line.metricName(maybe: last.name)
    try line.expect(" ", "a space")
    try tell(keyword, of: name, line)
  }

  /// `# HELP` or `# TYPE` with a name and a text; any other line with a hash is for people alone.
  private mutating func readComment(_ line: inout LineCursor) throws(ExpositionFault) {
    try line.expect("#", "a hash")
    line.skipBlanks()
    guard let keyword = FamilyDraft.Keyword(rawValue: line.word()), keyword != .unit else { return }
    line.skipBlanks()
    let name = try line.metricName(maybe: last.name)
    if !line.isAtEnd { try line.expectBlank() }
    try tell(keyword, of: name, line)
  }

  private mutating func tell(_ keyword: FamilyDraft.Keyword, of name: String, _ rest: LineCursor)
    throws(ExpositionFault)
  {
    if draft?.family.name != name {
      try finishFamily()
      draft = FamilyDraft(name, format, line: rest.line)
      last.name = name
    }
    let text = try text(of: keyword, rest)
    if let reason = draft?.tell(keyword, text) { throw rest.fault(reason) }
  }

  /// What a line says after the name.
  private func text(of keyword: FamilyDraft.Keyword, _ rest: LineCursor) throws(ExpositionFault) -> String {
    var rest = rest
    if keyword == .help { return try rest.unescaped(rest.position..<rest.end, takingQuotes: false) }
    if keyword == .unit { return rest.text(rest.position..<rest.end) }
    let word = rest.word()
    rest.skipBlanks()
    guard rest.isAtEnd else { throw rest.fault("expected the line's end") }
    return word
  }
}
