import Basics
import Telemetry

extension String {
  private static let pieces = [
    "a", "Z", "0", "_", " ", "\t", "\n", "\r", "\r\n", "\\", "\"", "n", "t", "é", "e\u{301}", "\u{301}", "漢",
    "👩‍🚀", "{",
    "=", ",", "\u{7F}", "\u{0}",
  ]

  /// A text of awkward pieces.
  static func random(_ chance: inout Chance, upTo count: Int = 6) -> String {
    (0..<Int.random(in: 0...count, using: &chance)).map { _ in pieces.randomElement(using: &chance) ?? "" }
      .joined()
  }
}

extension Labels {
  static func random(_ chance: inout Chance) -> Labels {
    Labels(
      (0..<Int.random(in: 0...5, using: &chance)).map { _ in
        Label(["a", "b", "c", "d", "job"].randomElement(using: &chance) ?? "a", String.random(&chance))
      })
  }
}

extension Double {
  /// A number of any kind: whole, with decimals, any bits at all.
  static func random(_ chance: inout Chance) -> Double {
    switch Int.random(in: 0...5, using: &chance) {
    case 0: Double(Int.random(in: -1_000...1_000, using: &chance))
    case 1: Double(Int.random(in: -100_000...100_000, using: &chance)) / 100
    case 2: Double(Int64.random(in: .min ... .max, using: &chance))
    case 3: Double(bitPattern: chance.next())
    case 4:
      [0.0, -0.0, .nan, .infinity, -.infinity, Staleness.marker, .leastNonzeroMagnitude].randomElement(
        using: &chance) ?? 0
    default: chance.number(in: -1...1)
    }
  }
}
