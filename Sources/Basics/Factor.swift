/// How many times as much something becomes, as people write it.
public enum Factor {
  /// `+50%`, `-20%` or `2x` as a number to multiply by; nil for what is none of these, or less than nothing.
  public static func read(_ text: some StringProtocol) -> Double? {
    let factor: Double? =
      if text.hasSuffix("%"), text.hasPrefix("+") || text.hasPrefix("-") {
        decimal(text.dropLast()).map { 1 + $0 / 100 }
      } else if let sign = text.last, "xX×".contains(sign) {
        decimal(text.dropLast())
      } else { nil }
    return factor.flatMap { $0 >= 0 ? $0 : nil }
  }

  /// Digits with a point, after a sign; neither `inf` nor `0x10` is an amount.
  public static func decimal(_ text: some StringProtocol) -> Double? {
    let signless = text.first.map { "+-".contains($0) } ?? false ? text.dropFirst() : text[...]
    guard signless.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E }) else { return nil }
    return Double(String(text)).flatMap { $0.isFinite ? $0 : nil }
  }
}
