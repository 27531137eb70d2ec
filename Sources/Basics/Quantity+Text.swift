extension Quantity {
  private static let multipliers: [(suffix: [UInt8], factor: Double)] = [
    (Array("万亿".utf8), 1e12), (Array("亿".utf8), 1e8), (Array("万".utf8), 1e4), (Array("k".utf8), 1e3),
    (Array("K".utf8), 1e3), (Array("M".utf8), 1e6), (Array("G".utf8), 1e9), (Array("B".utf8), 1e9),
  ]

  private static let signs: [(sign: [UInt8], meaning: Comparator)] = [
    (Array(">=".utf8), .atLeast), (Array("≥".utf8), .atLeast), (Array("<=".utf8), .atMost),
    (Array("≤".utf8), .atMost), (Array("=".utf8), .exactly),
  ]

  private static let about = ["~", "≈", "约"].map { Array($0.utf8) }
  private static let boundless = ["unlimited", "无限", "不限"].map { Array($0.utf8) }

  /// Reads an amount as people write it in either language: `1,000+`, `9600万`, `>=4.5/5`, `Top 3`, `~30`.
  /// Nil when there is no number in it and it is not `unlimited`.
  public init?(_ text: String) {
    // Blanks and thousands separators say nothing.
    let compact = text.utf8.filter { $0 != 0x20 && $0 != 0x2C }
    self.init(nil)
    if Self.boundless.contains(compact.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }) {
      isUnlimited = true
      return
    }
    var rest = compact[...]
    readPrefix(&rest)
    readSuffix(&rest)
    guard readNumbers(rest) else { return nil }
  }

  private mutating func readPrefix(_ rest: inout ArraySlice<UInt8>) {
    for prefix in Self.about where rest.starts(with: prefix) {
      isApproximate = true
      rest = rest.dropFirst(prefix.count)
    }
    if let (sign, meaning) = Self.signs.first(where: { rest.starts(with: $0.sign) }) {
      comparator = meaning
      rest = rest.dropFirst(sign.count)
    }
    if rest.count > 3, rest.prefix(3).map({ $0 | 0x20 }) == Array("top".utf8) {
      (comparator, unit) = (.atMost, "rank")
      rest = rest.dropFirst(3)
    }
  }

  private mutating func readSuffix(_ rest: inout ArraySlice<UInt8>) {
    if rest.last == UInt8(ascii: "+") {
      comparator = .atLeast
      rest = rest.dropLast()
    }
    if rest.last == UInt8(ascii: "%") {
      unit = "percent"
      rest = rest.dropLast()
    } else if let slash = rest.lastIndex(of: UInt8(ascii: "/")), let scale = Self.number(rest[(slash + 1)...])
    {
      unit = "points of \(Figures.decimal(scale))"
      rest = rest[..<slash]
    }
  }

  private mutating func readNumbers(_ text: ArraySlice<UInt8>) -> Bool {
    // A minus at the beginning is a sign, one further on parts a range.
    guard let dash = text.dropFirst().firstIndex(of: UInt8(ascii: "-")) else {
      value = Self.number(text)
      return value != nil
    }
    guard let first = Self.number(text[..<dash]), let last = Self.number(text[(dash + 1)...]), last >= first
    else {
      return false
    }
    (value, upper, comparator) = (first, last, .range)
    return true
  }

  private static func number(_ text: ArraySlice<UInt8>) -> Double? {
    for (suffix, factor) in multipliers where text.suffix(suffix.count).elementsEqual(suffix) {
      // The dust of multiplying by a power of ten is wiped off.
      return finite(text.dropLast(suffix.count)).map { ($0 * factor * 1e6).rounded() / 1e6 }
    }
    return finite(text)
  }

  private static func finite(_ text: ArraySlice<UInt8>) -> Double? {
    guard text.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2D }) else { return nil }
    return Double(String(decoding: text, as: UTF8.self)).flatMap { $0.isFinite ? $0 : nil }
  }

  /// The amount as people write it; reading it back gives the same amount.
  public var written: String {
    guard let value else { return isUnlimited ? "unlimited" : "" }
    let number = Figures.decimal(value) + (upper.map { "-\(Figures.decimal($0))" } ?? "")
    let scale = unit.flatMap { $0.hasPrefix("points of ") ? "/" + $0.dropFirst(10) : nil }
    let body = number + (unit == "percent" ? "%" : scale ?? "")
    let about = isApproximate ? "~" : ""
    if unit == "rank", comparator == .atMost { return "\(about)Top \(number)" }
    switch comparator {
    case .atLeast: return scale == nil ? "\(about)\(body)+" : "\(about)>=\(body)"
    case .atMost: return "\(about)<=\(body)"
    case .exactly, .range: return about + body
    }
  }
}
