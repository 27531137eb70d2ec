import Canvas

/// A small seeded source of chance (SplitMix64), so that a failing seed can be looked at.
struct Dice: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}

extension String {
  private static let pieces: [String] = [
    "a", "Z", " ", "é", "e\u{301}", "\u{301}\u{302}", "漢", "字", "한", "ｱ", "Ａ", "🚀", "👩‍🚀", "👍🏽", "🇩🇪", "❤️",
    "\u{200D}", "\u{200B}",
    "\u{202E}", "\u{2066}", "\u{FEFF}", "\t", "\n", "\r", "\u{1B}[31m", "\u{7F}", "\u{9B}", "\0", "\u{E000}",
    "\u{10FFFF}", "\u{2028}", "ꣻ",
    "\u{1100}", "\u{1161}", "\u{11A8}", "\u{AD}", "ß", "–",
  ]

  /// A text of pieces that are awkward on a screen.
  static func awkward(_ dice: inout Dice, upTo count: Int = 12) -> String {
    (0..<Int.random(in: 0...count, using: &dice)).map { _ in
      dice.next() % 4 == 0 ? anyScalar(&dice) : pieces.randomElement(using: &dice) ?? ""
    }.joined()
  }

  private static func anyScalar(_ dice: inout Dice) -> String {
    String(Character(Unicode.Scalar(UInt32.random(in: 0...0x1_FFFF, using: &dice)) ?? " "))
  }
}

extension Line {
  static func awkward(_ dice: inout Dice) -> Line {
    Line(
      (0..<Int.random(in: 0...3, using: &dice)).map { _ in
        Run(
          .awkward(&dice, upTo: 6), ink: Role.allCases.randomElement(using: &dice) ?? .base,
          isBold: dice.next() % 2 == 0)
      })
  }
}

extension Size {
  /// Sizes that have gone wrong somewhere.
  static let awkward = [
    (0, 0), (1, 0), (0, 1), (1, 1), (2, 1), (1, 2), (2, 2), (3, 3), (4, 2), (5, 4), (9, 5), (40, 12),
  ].map {
    Size(width: $0.0, height: $0.1)
  }
}
