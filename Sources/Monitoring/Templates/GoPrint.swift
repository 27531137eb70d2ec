import Basics

/// What Go's print functions make of values.
enum GoPrint {
  /// `print`: a blank only between two that are no texts.
  static func print(_ values: [TemplateValue]) -> String {
    var (text, previous): (String, TemplateValue?) = ("", nil)
    for value in values {
      if let previous, !isText(previous), !isText(value) { text += " " }
      text += value.shown
      previous = value
    }
    return text
  }

  static func line(_ values: [TemplateValue]) -> String {
    values.map(\.shown).joined(separator: " ") + "\n"
  }

  private static func isText(_ value: TemplateValue) -> Bool { if case .text = value { true } else { false } }

  /// A place in a format: `%-8.2f`.
  private struct Directive {
    var flags = ""
    var width: Int?
    var precision: Int?
    var verb: Character = "v"

    /// Takes what follows a percent sign; nil at the end of the text.
    init?(_ rest: inout Substring) {
      while let flag = rest.first, "+-# 0".contains(flag) { flags.append(rest.removeFirst()) }
      width = Self.number(&rest)
      if rest.first == "." {
        rest.removeFirst()
        precision = Self.number(&rest) ?? 0
      }
      guard let verb = rest.popFirst() else { return nil }
      self.verb = verb
    }

    private static func number(_ rest: inout Substring) -> Int? {
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      rest = rest[digits.endIndex...]
      return Int(digits).map { min($0, 1_000) }
    }
  }

  /// `printf`.
  static func formatted(_ format: String, _ values: [TemplateValue]) -> String {
    var (text, rest, used) = ("", format[...], 0)
    while let percent = rest.firstIndex(of: "%") {
      text += rest[..<percent]
      rest = rest[percent...].dropFirst()
      guard let directive = Directive(&rest) else { return text + "%!(NOVERB)" }
      if directive.verb == "%" {
        text += "%"
      } else if used < values.count {
        text += written(values[used], directive)
        used += 1
      } else {
        text += "%!\(directive.verb)(MISSING)"
      }
    }
    text += rest
    guard used < values.count else { return text }
    let extra = values[used...].map { "\($0.type)=\($0.shown)" }.joined(separator: ", ")
    return text + "%!(EXTRA \(extra))"
  }

  private static func written(_ value: TemplateValue, _ directive: Directive) -> String {
    let isSigned = directive.flags.contains("+")
    let body: String? =
      switch (directive.verb, value) {
      case ("v", .number(let number)) where directive.precision != nil:
        GoFormat.number(number, "g", precision: directive.precision!)
      case ("v", _): plus(value, isSigned) + value.shown
      case ("s", .text(let text)): directive.precision.map { String(text.prefix($0)) } ?? text
      case ("s", .labels), ("s", .time), ("s", .span): value.shown
      case ("q", .text(let text)): quoted(text)
      case ("x", .text(let text)): text.utf8.map { hexadecimal(UInt64($0), padded: 2) }.joined()
      case ("t", .flag): value.shown
      case (_, .integer(let number)): integer(number, directive)
      case (_, .number(let number)): self.number(number, directive)
      case (_, .span(let seconds)) where directive.verb == "d": String(Int64(seconds * 1e9))
      default: nil
      }
    guard let body else { return "%!\(directive.verb)(\(value.type)=\(value.shown))" }
    return padded(body, directive, isNumber: !isText(value))
  }

  private static func plus(_ value: TemplateValue, _ isSigned: Bool) -> String {
    guard isSigned else { return "" }
    switch value {
    case .integer(let number): return number >= 0 ? "+" : ""
    case .number(let number): return number >= 0 ? "+" : ""
    case .nothing, .flag, .text, .labels, .sample, .samples, .map, .time, .span, .root: return ""
    }
  }

  private static func integer(_ number: Int, _ directive: Directive) -> String? {
    let sign = number < 0 ? "-" : directive.flags.contains("+") ? "+" : ""
    let size = UInt64(number.magnitude)
    switch directive.verb {
    case "d": return sign + String(size)
    case "x": return sign + hexadecimal(size)
    case "X": return sign + hexadecimal(size).uppercased()
    case "o": return sign + String(size, radix: 8)
    case "b": return sign + String(size, radix: 2)
    case "c": return UnicodeScalar(UInt32(truncatingIfNeeded: number)).map { String($0) } ?? "\u{FFFD}"
    case "U": return "U+" + hexadecimal(size, padded: 4).uppercased()
    case "q": return UnicodeScalar(UInt32(truncatingIfNeeded: number)).map { "'\($0)'" }
    default: return nil
    }
  }

  private static func hexadecimal(_ number: UInt64, padded width: Int = 1) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }

  private static func number(_ number: Double, _ directive: Directive) -> String? {
    guard "eEfFgG".contains(directive.verb) else { return nil }
    let flags = directive.flags.contains("+") ? "+" : ""
    if directive.verb == "g" || directive.verb == "G", directive.precision == nil {
      let text = (number >= 0 && !flags.isEmpty ? "+" : "") + GoFormat.shortest(number)
      return directive.verb == "G" ? text.uppercased() : text
    }
    return GoFormat.number(number, directive.verb, flags: flags, precision: directive.precision ?? 6)
  }

  private static func padded(_ text: String, _ directive: Directive, isNumber: Bool) -> String {
    let missing = (directive.width ?? 0) - text.count
    guard missing > 0 else { return text }
    if directive.flags.contains("-") { return text + String(repeating: " ", count: missing) }
    let isFinite = text.contains { $0.isNumber }
    guard directive.flags.contains("0"), isNumber, isFinite else {
      return String(repeating: " ", count: missing) + text
    }
    let sign = text.hasPrefix("-") || text.hasPrefix("+") ? text.prefix(1) : ""
    return sign + String(repeating: "0", count: missing) + text.dropFirst(sign.count)
  }

  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\"": result += "\\\""
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        result += "\\x" + hexadecimal(UInt64(scalar.value), padded: 2)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
