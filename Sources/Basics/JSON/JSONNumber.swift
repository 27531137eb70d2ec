/// The numbers of JSON5: decimal with an optional sign, hexadecimal integers, `Infinity` and `NaN`.
enum JSONNumber {
  /// Whether a bare word is a number.
  static func isValid(_ text: String) -> Bool {
    let unsigned = text.hasPrefix("-") || text.hasPrefix("+") ? text.dropFirst() : Substring(text)
    if unsigned == "Infinity" || unsigned == "NaN" { return true }
    if unsigned.hasPrefix("0x") || unsigned.hasPrefix("0X") { return isHexadecimal(unsigned.dropFirst(2)) }
    return isDecimal(unsigned)
  }

  private static func isHexadecimal(_ text: Substring) -> Bool {
    !text.isEmpty && text.allSatisfy { $0.isASCII && $0.isHexDigit }
  }

  private static func isDecimal(_ text: Substring) -> Bool {
    let parts = text.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == "e" || $0 == "E" }
    let mantissa = parts[0].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard mantissa.allSatisfy(isDigits), mantissa.contains(where: { !$0.isEmpty }) else { return false }
    guard mantissa[0].count < 2 || !mantissa[0].hasPrefix("0") else { return false }
    guard parts.count == 2 else { return true }
    let exponent = parts[1].hasPrefix("-") || parts[1].hasPrefix("+") ? parts[1].dropFirst() : parts[1]
    return !exponent.isEmpty && isDigits(exponent)
  }

  private static func isDigits(_ text: Substring) -> Bool { text.allSatisfy { $0.isASCII && $0.isNumber } }

  /// The number nearest to what the text says.
  static func double(_ text: String) -> Double? {
    let negative = text.hasPrefix("-")
    let unsigned = negative || text.hasPrefix("+") ? String(text.dropFirst()) : text
    let size: Double? =
      switch unsigned {
      case "Infinity": .infinity
      case "NaN": .nan
      case let text where text.lowercased().hasPrefix("0x"):
        UInt64(text.dropFirst(2), radix: 16).map { Double($0) }
      default: Double(filled(unsigned))
      }
    return size.map { negative ? -$0 : $0 }
  }

  /// `.5` and `5.` with the zero that Swift wants.
  private static func filled(_ text: String) -> String {
    let padded = text.hasPrefix(".") ? "0" + text : text
    return padded.hasSuffix(".") ? padded + "0" : padded
  }
}
