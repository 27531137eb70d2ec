/// Numbers as people read them. Written here because the platform's formatters load a locale database.
public enum Figures {
  /// A whole number with leading zeros up to a width.
  public static func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number.magnitude)
    let zeros = String(repeating: "0", count: max(0, width - digits.utf8.count))
    return (number < 0 ? "-" : "") + zeros + digits
  }

  /// A number with exactly so many decimals, rounded half away from zero; `NaN`, `+Inf` and `-Inf` by name.
  public static func fixed(_ value: Double, _ decimals: Int) -> String {
    guard value.isFinite else { return value.isNaN ? "NaN" : value < 0 ? "-Inf" : "+Inf" }
    let scale = powersOfTen[decimals]
    let scaled = (value.magnitude * scale).rounded()
    guard scaled < 9e18 else { return "\(value)" }
    let whole = Int64(scaled)
    let sign = value < 0 && whole > 0 ? "-" : ""
    guard decimals > 0 else { return sign + String(whole) }
    let unit = Int64(scale)
    return "\(sign)\(whole / unit).\(padded(Int(whole % unit), to: decimals))"
  }

  private static let powersOfTen: [Double] = [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9]

  /// Three significant digits where they fit: `9.87`, `98.7`, `987`.
  static func short(_ value: Double) -> String {
    let size = value.magnitude
    return fixed(value, size < 9.995 ? 2 : size < 99.95 ? 1 : 0)
  }

  /// A whole number with a comma at every third digit: `96,000,000`.
  public static func grouped(_ number: some SignedInteger) -> String {
    let digits = Array(String(number.magnitude))
    var text = number < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return text
  }

  /// The shortest text that reads back as the same number, without a needless `.0`.
  public static func plain(_ value: Double) -> String {
    if value == value.rounded(), value.magnitude < 1e15 { return String(Int64(value)) }
    let text = "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// The shortest text without an exponent that reads back as the same number; `NaN`, `+Inf` and `-Inf` by name.
  public static func decimal(_ value: Double) -> String {
    guard value.isFinite else { return fixed(value, 0) }
    let parts = plain(value.magnitude).split(separator: "e")
    guard parts.count == 2, let exponent = Int(parts[1]) else { return plain(value) }
    let digits = String(parts[0].filter { $0 != "." })
    // Such a number has one digit before its point.
    let zeros = String(
      repeating: "0", count: max(exponent < 0 ? -exponent - 1 : exponent + 1 - digits.count, 0))
    return (value < 0 ? "-" : "") + (exponent < 0 ? "0." + zeros + digits : digits + zeros)
  }
}
