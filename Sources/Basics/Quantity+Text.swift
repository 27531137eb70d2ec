extension Quantity {
  private static let multipliers: [(suffix: String, factor: Double)] = [
    ("万亿", 1e12), ("亿", 1e8), ("万", 1e4), ("k", 1e3), ("K", 1e3), ("M", 1e6), ("G", 1e9), ("B", 1e9),
  ]

  /// Reads an amount as people write it in either language: `1,000+`, `9600万`, `>=4.5/5`, `Top 3`, `~30`.
  /// Nil when there is no number in it and it is not `unlimited`.
  public init?(_ text: some StringProtocol) {
    let compact = String(text.filter { !$0.isWhitespace && $0 != "," })
    if ["unlimited", "无限", "不限"].contains(compact.lowercased()) {
      self.init(nil)
      isUnlimited = true
      return
    }
    var rest = Substring(compact)
    self.init(nil)
    readPrefix(&rest)
    readSuffix(&rest)
    guard readNumbers(rest) else { return nil }
  }

  private mutating func readPrefix(_ rest: inout Substring) {
    let signs: [(String, Comparator)] = [
      (">=", .atLeast), ("≥", .atLeast), ("<=", .atMost), ("≤", .atMost), ("=", .exactly),
    ]
    for prefix in ["~", "≈", "约"] where rest.hasPrefix(prefix) {
      isApproximate = true
      rest = rest.dropFirst(prefix.count)
    }
    for (sign, meaning) in signs where rest.hasPrefix(sign) {
      comparator = meaning
      rest = rest.dropFirst(sign.count)
      break
    }
    if rest.lowercased().hasPrefix("top"), rest.count > 3 {
      (comparator, unit) = (.atMost, "rank")
      rest = rest.dropFirst(3)
    }
  }

  private mutating func readSuffix(_ rest: inout Substring) {
    if rest.hasSuffix("+") {
      comparator = .atLeast
      rest = rest.dropLast()
    }
    if rest.hasSuffix("%") {
      unit = "percent"
      rest = rest.dropLast()
    } else if let slash = rest.lastIndex(of: "/"), let scale = Double(rest[rest.index(after: slash)...]) {
      unit = "points of \(Figures.plain(scale))"
      rest = rest[..<slash]
    }
  }

  private mutating func readNumbers(_ text: Substring) -> Bool {
    let parts = text.dropFirst().split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    guard let head = text.first, let first = Self.number(String(head) + (parts.first ?? "")) else {
      return false
    }
    value = first
    guard parts.count == 2 else { return true }
    guard let last = Self.number(parts[1]), last >= first else { return false }
    (upper, comparator) = (last, .range)
    return true
  }

  private static func number(_ text: some StringProtocol) -> Double? {
    for (suffix, factor) in multipliers where text.hasSuffix(suffix) {
      return finite(text.dropLast(suffix.count)).map { ($0 * factor * 1e6).rounded() / 1e6 }
    }
    return finite(text)
  }

  private static func finite(_ text: some StringProtocol) -> Double? {
    guard text.allSatisfy({ $0.isASCII && ($0.isNumber || ".-+eE".contains($0)) }) else { return nil }
    return Double(text).flatMap { $0.isFinite ? $0 : nil }
  }

  /// The amount as people write it; reading it back gives the same amount.
  public var written: String {
    guard let value else { return isUnlimited ? "unlimited" : "" }
    let number = Figures.plain(value) + (upper.map { "-\(Figures.plain($0))" } ?? "")
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
