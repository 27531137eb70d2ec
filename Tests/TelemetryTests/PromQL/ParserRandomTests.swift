import Basics
import Telemetry
import Testing

/// A random expression: its text with no bracket too many, and the tree it must come to.
private struct Grown {
  var text: String
  var shape: String
  /// How tightly its outermost operator binds; 9 for what needs no brackets ever.
  var strength: Int

  private static let signs: [(sign: String, strength: Int)] = [
    ("or", 1), ("and", 2), ("unless", 2), ("==", 3), ("!=", 3), ("<=", 3), ("<", 3), (">=", 3), (">", 3),
    ("+", 4), ("-", 4), ("*", 5), ("/", 5), ("%", 5), ("atan2", 5), ("^", 7),
  ]

  static func random(_ chance: inout Chance, depth: Int) -> Grown {
    guard depth > 0, chance.happens(0.8) else {
      let name = ["a", "b:c", "_d", "up{x=\"1\"}"].randomElement(using: &chance) ?? "a"
      return Grown(text: name, shape: name, strength: 9)
    }
    let (sign, strength) = signs.randomElement(using: &chance) ?? ("+", 4)
    let (left, right) = (random(&chance, depth: depth - 1), random(&chance, depth: depth - 1))
    let isRightBound = sign == "^"
    let first = left.strength > strength || (!isRightBound && left.strength == strength)
    let second = right.strength > strength || (isRightBound && right.strength == strength)
    let texts = [first ? left.text : "(\(left.text))", sign, second ? right.text : "(\(right.text))"]
    return Grown(
      text: texts.joined(separator: " "), shape: "(\(left.shape) \(sign) \(right.shape))", strength: strength)
  }
}

@Suite struct ParserRandomTests {
  @Test(arguments: 1...200 as ClosedRange<UInt64>)
  func `brackets that precedence makes needless may be left out`(seed: UInt64) throws {
    var chance = Chance(seed: seed)
    let grown = Grown.random(&chance, depth: 6)
    #expect(try Parser.parse(grown.text).shape == grown.shape)
  }

  private static let words = [
    "a", "sum", "by", "(", ")", "{", "}", "[", "]", "5m", "1", "=", "==", "=~", "\"x\"", "'", ",", ":", "@",
    "offset", "-", "+", "bool", "on", "rate", "#", "\n", "é", "\\", "1e", "0x", "group_left", "start", "\0",
  ]

  @Test(arguments: 1...300 as ClosedRange<UInt64>)
  func `no text however odd stops the parser, and a fault lies within the text`(seed: UInt64) {
    var chance = Chance(seed: seed)
    let text = (0..<12).map { _ in Self.words.randomElement(using: &chance) ?? "" }.joined()
    do {
      let tree = try Parser.parse(text)
      #expect(tree.place.upperBound <= text.utf8.count)
    } catch {
      #expect(!error.reason.isEmpty)
      #expect(0 <= error.place.lowerBound && error.place.upperBound <= text.utf8.count, "\(text)")
    }
  }

  @Test(arguments: [("(", ")"), ("-", ""), ("2 ^ ", ""), ("abs(", ")")])
  func `nesting ends at 200 levels`(open: String, close: String) {
    let text = { (depth: Int) in
      String(repeating: open, count: depth) + "up" + String(repeating: close, count: depth)
    }
    #expect(throws: Never.self) { try Parser.parse(text(199)) }
    let fault = #expect(throws: QueryFault.self) { try Parser.parse(text(5_000)) }
    #expect(fault?.reason == "nested deeper than 200 levels")
  }
}
