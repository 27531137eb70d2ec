import Basics

/// Numbers as the texts of Prometheus hold them, which Go wrote.
public enum GoNumber {
  /// The shortest text that reads back as the same number; an exponent below 1e-4 and from 1e21 on.
  public static func general(_ value: Double) -> String {
    guard value.isFinite, value != 0 else { return value == 0 ? "0" : Figures.decimal(value) }
    guard value.magnitude < 1e-4 || value.magnitude >= 1e21 else { return Figures.decimal(value) }
    let parts = "\(value)".split(separator: "e")
    guard parts.count == 2, let exponent = Int(parts[1]) else { return Figures.decimal(value) }
    let digits = parts[0].hasSuffix(".0") ? parts[0].dropLast(2) : parts[0]
    return "\(digits)e\(exponent < 0 ? "-" : "+")\(Figures.padded(Int(exponent.magnitude), to: 2))"
  }

  /// As OpenMetrics has the value of a label that is a number: `1.0`, `0.25`, `+Inf`.
  static func openMetrics(_ value: Double) -> String {
    let text = general(value)
    return !value.isFinite || text.contains { $0 == "." || $0 == "e" } ? text : text + ".0"
  }

  /// The number a text holds as Go's `ParseFloat` reads it: `+Inf`, `.2`, `1e0`; nil for anything else.
  public static func parsed(_ text: some StringProtocol) -> Double? {
    let sign = text.hasPrefix("-") ? -1.0 : 1
    let body = text.hasPrefix("-") || text.hasPrefix("+") ? text.dropFirst() : text[...]
    switch body.lowercased() {
    case "inf", "infinity": return sign * .infinity
    case "nan": return .nan
    default: break
    }
    let isPlain = body.utf8.allSatisfy { (0x30...0x39).contains($0) || ".eE+-".utf8.contains($0) }
    guard isPlain, body.utf8.first != UInt8(ascii: "+"), body.utf8.first != UInt8(ascii: "-") else {
      return nil
    }
    let filled = (body.hasPrefix(".") ? "0" : "") + body + (body.hasSuffix(".") ? "0" : "")
    return body == "." ? nil : Double(filled.replacing(".e", with: ".0e")).map { sign * $0 }
  }
}
