/// Writes families as an exposition. The order is that of the families and their samples, labels by their names; the
/// same families give the same bytes.
public struct ExpositionWriter {
  private let format: ExpositionFormat
  private var text = ""

  /// An exposition of families that keep to the rules of the format. What the text format has no words for it tells
  /// in its own way: see `MetricFamily.inTextFormat`.
  public static func text(_ families: [MetricFamily], in format: ExpositionFormat) -> String {
    families.map { lines(of: $0, in: format) }.joined() + (format == .openMetrics ? "# EOF\n" : "")
  }

  /// The lines of one family, as a part of a longer exposition.
  public static func lines(of family: MetricFamily, in format: ExpositionFormat) -> String {
    var writer = ExpositionWriter(format: format)
    for family in format == .text ? family.inTextFormat : [family] { writer.write(family) }
    return writer.text
  }

  private init(format: ExpositionFormat) { self.format = format }

  private mutating func write(_ family: MetricFamily) {
    if !family.help.isEmpty {
      text += "# HELP \(family.name) \(escaped(family.help, quotes: format == .openMetrics))\n"
    }
    text += "# TYPE \(family.name) \(family.type.word(in: format))\n"
    if !family.unit.isEmpty, format == .openMetrics { text += "# UNIT \(family.name) \(family.unit)\n" }
    for sample in family.samples { write(sample) }
  }

  private mutating func write(_ sample: MetricFamily.Sample) {
    text += sample.name
    if !sample.labels.isEmpty { write(sample.labels) }
    text += " \(Self.number(sample.value))"
    if let time = sample.time { text += " \(time.text(in: format))" }
    if let exemplar = sample.exemplar, format == .openMetrics { write(exemplar) }
    text += "\n"
  }

  private mutating func write(_ exemplar: MetricFamily.Exemplar) {
    text += " # "
    write(exemplar.labels)
    text += " \(Self.number(exemplar.value))"
    if let time = exemplar.time { text += " \(time.text(in: format))" }
  }

  private mutating func write(_ labels: Labels) {
    text += "{"
    for (index, label) in labels.enumerated() {
      text += "\(index == 0 ? "" : ",")\(label.name)=\"\(escaped(label.value, quotes: true))\""
    }
    text += "}"
  }

  private func escaped(_ value: String, quotes: Bool) -> String {
    let special: (UInt8) -> Bool = { $0 == 0x5C || $0 == 0x0A || ($0 == 0x22 && quotes) }
    guard value.utf8.contains(where: special) else { return value }
    let bytes = value.utf8.flatMap { byte in
      special(byte) ? [0x5C, byte == 0x0A ? UInt8(ascii: "n") : byte] : [byte]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The shortest text that reads back as the same number.
  static func number(_ value: Double) -> String {
    guard value.isFinite else { return value.isNaN ? "NaN" : value < 0 ? "-Inf" : "+Inf" }
    let text = "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
