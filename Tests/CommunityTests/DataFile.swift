import Basics
import Catalog
import Community
import Glibc

/// Files that come with the program, and those that lie beside the package.
enum DataFile {
  private static func bytes(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    fseek(file, 0, SEEK_END)
    var bytes = [UInt8](repeating: 0, count: max(0, ftell(file)))
    rewind(file)
    let count = fread(&bytes, 1, bytes.count, file)
    return Array(bytes.prefix(count))
  }

  /// The indicators that come with the program.
  static func indicators() throws(JSONFault) -> IndicatorFile {
    try IndicatorFile(bytes("\(Catalog.shipped.last ?? ".")/indicators.json") ?? [], name: "indicators.json")
  }

  /// The board as it is right after loading.
  static func board() throws(JSONFault) -> Board {
    let file = try indicators()
    return Board(indicators: file.indicators, readings: file.claims.compactMap { $0.reading(at: .epoch) })
  }

  /// What was taken from the programmes' documents by hand; nil where it does not lie beside the package.
  static let facts: [UInt8]? = bytes(
    "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/") + "/shared/facts/kpis.json")
}

extension Day: ExpressibleByStringLiteral {
  /// A date that the test itself wrote.
  public init(stringLiteral text: String) {
    guard let day = Day(iso: text) else { preconditionFailure("\(text) is a date") }
    self = day
  }
}

extension Indicator {
  /// An indicator with these targets, a day and an amount each.
  static func sample(
    _ direction: Direction = .up, _ targets: [(end: Day?, amount: String?)] = [], formula: Formula? = nil
  ) -> Indicator {
    Indicator(
      identifier: "i", programme: "X", title: Bilingual("i"), category: "c", unit: "u", direction: direction,
      formula: formula,
      targets: targets.enumerated().map { index, target in
        Target(
          identifier: "t\(index)", period: Bilingual(""), end: target.end,
          amount: target.amount.flatMap { Quantity($0) })
      })
  }
}

extension Reading {
  static func sample(_ value: Double, on day: Day?, of indicator: String = "i", entered: Int64 = 0) -> Reading
  {
    Reading(
      indicator: indicator, day: day, value: value, provenance: .manual,
      enteredAt: Instant(milliseconds: entered))
  }
}
