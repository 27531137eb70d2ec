extension Figures {
  private static let binaryUnits = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]
  private static let decimalUnits = ["", "k", "M", "B", "T", "Qa", "Qi"]

  /// Bytes in powers of 1024: `0 B`, `1.20 GiB`, `98.7 MiB`.
  public static func bytes(_ count: Double) -> String {
    guard count.isFinite else { return "–" }
    var (size, unit) = (count, 0)
    while size.magnitude >= 999.5, unit < binaryUnits.count - 1 {
      size /= 1_024
      unit += 1
    }
    return unit == 0 ? "\(fixed(size, 0)) B" : "\(short(size)) \(binaryUnits[unit])"
  }

  /// Bytes a second: `1.20 MiB/s`.
  public static func bytesPerSecond(_ rate: Double) -> String { bytes(rate) + "/s" }

  /// A ratio as a percentage: `84 %`, with decimals when asked for.
  public static func percent(_ ratio: Double, decimals: Int = 0) -> String {
    ratio.isFinite ? "\(fixed(ratio * 100, decimals)) %" : "–"
  }

  /// A count with a decimal prefix: `950`, `1.20 k`, `96.0 M`; in Chinese by the myriad: `9600 万`, `10.0 亿`.
  public static func count(_ number: Double, in language: Language = .english) -> String {
    guard number.isFinite else { return "–" }
    switch language {
    case .english: return scaled(number)
    case .chinese: return byMyriad(number)
    }
  }

  private static func scaled(_ number: Double) -> String {
    var (size, unit) = (number, 0)
    while size.magnitude >= 999.5, unit < decimalUnits.count - 1 {
      size /= 1_000
      unit += 1
    }
    return unit == 0 ? brief(size) : "\(short(size)) \(decimalUnits[unit])"
  }

  private static func byMyriad(_ number: Double) -> String {
    switch number.magnitude {
    case ..<9_999.5: brief(number)
    case ..<99_995_000: "\(short(number / 1e4)) 万"
    case ..<999_950_000_000: "\(short(number / 1e8)) 亿"
    default: "\(short(number / 1e12)) 万亿"
    }
  }

  /// Whole numbers as they are, others with at most two decimals and no trailing zero.
  public static func brief(_ number: Double) -> String {
    guard number != number.rounded() else { return fixed(number, 0) }
    var text = fixed(number, number.magnitude < 10 ? 2 : 1)
    while text.hasSuffix("0") { text.removeLast() }
    return text.hasSuffix(".") ? String(text.dropLast()) : text
  }
}
