import Basics
import Testing

@Suite struct JSONValueTests {
  @Test(
    arguments: [
      (JSONValue.null, "null"), (true, "true"), (5, "5"), (.number(0.1), "0.1"), (.number(.nan), "null"),
      (.number(-.infinity), "null"), ("x", "\"x\""), ([], "[]"), ([:], "{}"),
      ([1, ["a": .null]], "[1,{\"a\":null}]"), (.integer(.min), "-9223372036854775808"),
      (.optional(nil as String?), "null"), (.optional(2.5), "2.5"),
      ("q\"\\\n\t\r\u{1}\u{7F}\u{9B}漢", "\"q\\\"\\\\\\n\\t\\r\\u0001\\u007f\\u009b漢\""),
      ("a\r\nb", "\"a\\r\\nb\""),
    ] as [(JSONValue, String)])
  func `a value is written on one line`(value: JSONValue, text: String) {
    #expect(value.compact == text)
  }

  @Test func `a value is written over lines for people`() {
    let value: JSONValue = ["b": [1, 2], "a": [:], "c": []]
    #expect(value.pretty == "{\n  \"b\": [\n    1,\n    2\n  ],\n  \"a\": {},\n  \"c\": []\n}")
  }

  @Test(arguments: 1...200 as ClosedRange<UInt64>)
  func `what is written reads back the same`(seed: UInt64) throws {
    var chance = Chance(seed: seed)
    let value = Self.random(&chance, depth: 4)
    #expect(try compact(value.compact) == value.compact)
    #expect(try compact(value.pretty) == value.compact)
  }

  private static func random(_ chance: inout Chance, depth: Int) -> JSONValue {
    switch Int.random(in: depth > 0 ? 0...6 : 0...4, using: &chance) {
    case 0: return .null
    case 1: return .flag(chance.happens(0.5))
    case 2: return .number(Double(bitPattern: chance.next()))
    case 3: return .integer(.random(in: -1_000_000...1_000_000, using: &chance))
    case 4: return .text(text(&chance))
    case 5: return .array((0..<3).map { _ in random(&chance, depth: depth - 1) })
    default:
      return .object((0..<3).map { (key: "\($0)" + text(&chance), value: random(&chance, depth: depth - 1)) })
    }
  }

  private static func text(_ chance: inout Chance) -> String {
    var view = String.UnicodeScalarView()
    for _ in 0..<5 { view.append(Unicode.Scalar(UInt32.random(in: 0...0x2_FFFF, using: &chance)) ?? "x") }
    return String(view)
  }
}
