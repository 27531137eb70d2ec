/// An exact amount of money: whole trillionths of one unit of a currency. 128 bits hold any bill at that grain.
public struct Money: Hashable, Sendable {
  public var trillionths: Int128
  /// The ISO 4217 code, such as `USD`.
  public let currency: String

  public init(trillionths: Int128, currency: String) {
    self.trillionths = trillionths
    self.currency = currency
  }

  public static let grain: Int128 = 1_000_000_000_000

  public static func zero(_ currency: String) -> Money { Money(trillionths: 0, currency: currency) }

  /// Reads a plain decimal such as `-12.50`; nil for anything else or more than twelve decimals.
  public init?(decimal text: some StringProtocol, currency: String) {
    let negative = text.hasPrefix("-")
    let parts = (negative ? text.dropFirst() : text[...]).split(
      separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), !parts[0].isEmpty, parts[0].utf8.count <= 24,
      parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
      parts.count == 1 || (1...12).contains(parts[1].utf8.count), let whole = Int128(String(parts[0]))
    else { return nil }
    let decimals = parts.count == 2 ? String(parts[1]) : ""
    let filled = decimals + String(repeating: "0", count: 12 - decimals.utf8.count)
    guard let fraction = Int128(filled) else { return nil }
    let size = whole * Self.grain + fraction
    self.init(trillionths: negative ? -size : size, currency: currency)
  }

  public static func + (left: Money, right: Money) -> Money {
    precondition(left.currency == right.currency, "amounts in two currencies cannot be added")
    return Money(trillionths: left.trillionths + right.trillionths, currency: left.currency)
  }

  public static func - (left: Money, right: Money) -> Money {
    left + Money(trillionths: -right.trillionths, currency: right.currency)
  }

  /// The amount times a whole number.
  public static func * (money: Money, count: Int) -> Money {
    Money(trillionths: money.trillionths * Int128(count), currency: money.currency)
  }

  /// The amount times `count / of`, rounded half away from zero, as for a price per GiB and a number of bytes.
  public func scaled(by count: Int128, of whole: Int128) -> Money {
    precondition(whole > 0, "a share is of something")
    let product = trillionths * count
    let half = product < 0 ? -(whole / 2) : whole / 2
    return Money(trillionths: (product + half) / whole, currency: currency)
  }

  /// The exact decimal, at least two places, no needless zeros: `0.0416`, `12.50`.
  public var decimal: String {
    let size = trillionths.magnitude
    let digits = String(size % UInt128(Self.grain))
    var fraction = String(repeating: "0", count: 12 - digits.utf8.count) + digits
    while fraction.utf8.count > 2, fraction.hasSuffix("0") { fraction.removeLast() }
    return "\(trillionths < 0 ? "-" : "")\(size / UInt128(Self.grain)).\(fraction)"
  }

  /// The amount rounded for reading, with its currency: `$12.50`, `1,234.56 EUR`.
  public func rounded(to decimals: Int = 2) -> String {
    let parts = (0..<decimals).reduce(1 as Int128) { power, _ in power * 10 }
    let count = scaled(by: 1, of: Self.grain / parts).trillionths
    let (whole, rest) = (abs(count) / parts, abs(count) % parts)
    let fraction = decimals > 0 ? ".\(Figures.padded(Int(rest), to: decimals))" : ""
    let (sign, text) = (count < 0 ? "-" : "", Figures.grouped(whole) + fraction)
    return currency == "USD" ? "\(sign)$\(text)" : "\(sign)\(text) \(currency)"
  }

  /// This amount as a share of another; nil when the other is nothing.
  public func ratio(to whole: Money) -> Double? {
    whole.trillionths == 0 ? nil : Double(trillionths) / Double(whole.trillionths)
  }
}
