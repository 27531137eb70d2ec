import Basics
import Testing

@Suite struct JSONReaderTests {
  @Test(arguments: [
    ("null", "null"), ("true", "true"), ("false", "false"), ("0", "0"), ("-1.5e2", "-150"), ("\"\"", "\"\""),
    ("[]", "[]"), ("{}", "{}"),
    ("[1,[2,{\"a\":[]}]]", "[1,[2,{\"a\":[]}]]"), (" \t\r\n[ 1 , 2 ] ", "[1,2]"),
    ("{\"b\":1,\"a\":2}", "{\"b\":1,\"a\":2}"),
    ("\u{FEFF}[1]", "[1]"), ("\u{A0}1\u{2028}", "1"),
  ])
  func `JSON is read and its keys keep their order`(text: String, plain: String) throws {
    #expect(try compact(text) == plain)
  }

  @Test(
    arguments: [
      ("[1,]", "[1]"), ("{\"a\":1,}", "{\"a\":1}"), ("{a:1,$b_2:2,键:3}", "{\"a\":1,\"$b_2\":2,\"键\":3}"),
      ("'it''s'", nil), ("'it\\'s'", "\"it's\""),
      ("// a\n1 // b", "1"), ("/* a * / */ 1 /**/", "1"), ("+1", "1"), (".5", "0.5"), ("5.", "5"),
      ("5.e2", "500"), ("0x1F", "31"), ("-0XfF", "-255"),
      ("Infinity", "null"), ("-NaN", "null"), ("\"a\\\nb\"", "\"ab\""), ("\"a\\\r\nb\"", "\"ab\""),
      ("'\"'", "\"\\\"\""), ("[/* in */]", "[]"), ("{'a':1}", "{\"a\":1}"),
    ] as [(String, String?)])
  func `JSON5 is read too`(text: String, plain: String?) throws {
    #expect(plain == nil ? complaint(Array(text.utf8)) != nil : try compact(text) == plain)
  }

  @Test(arguments: [
    (#""\n\t\r\b\f\v\0""#, "\n\t\r\u{8}\u{C}\u{B}\0"), (#""\"\\\/\'""#, "\"\\/'"), (#""\u00e9\u6f22""#, "é漢"),
    (#""\ud83d\ude80""#, "🚀"),
    (#""\x41\xe9""#, "Aé"), (#""\z""#, "z"), ("\"漢🚀\"", "漢🚀"), (#""a\u0000b""#, "a\0b"),
    ("\"\u{7F}\"", "\u{7F}"),
  ])
  func `escapes stand for characters`(text: String, value: String) throws {
    #expect(try node(text).text() == value)
  }

  @Test(arguments: [
    ("", "1:1: expected a value, found the end of the text"),
    ("  \n ", "2:2: expected a value, found the end of the text"),
    ("[1 2]", "1:4: expected ',' or ']'"), ("[1", "1:3: expected ',' or ']'"),
    ("[,]", "1:2: expected a value"), ("{,}", "1:2: expected a key"),
    ("{\"a\" 1}", "1:6: expected ':' after the key \"a\""), ("{\"a\":}", "1:6: expected a value"),
    ("{1:2}", "1:3: expected a key"),
    ("{\"a\":1 \"b\":2}", "1:8: expected ',' or '}'"),
    ("{\n \"a\": 1,\n \"a\": 2}", "3:2: the key \"a\" stands here twice"),
    ("1 2", "1:3: expected the end of the text"),
    ("nul", "1:1: expected a value"), ("True", "1:1: expected a value"), ("1.2.3", "1:1: expected a value"),
    ("--1", "1:1: expected a value"), ("1e", "1:1: expected a value"),
    ("0x", "1:1: expected a value"), (".", "1:1: expected a value"), ("012", "1:1: expected a value"),
    ("-00.5", "1:1: expected a value"), ("٥", "1:1: expected a value"),
    ("\"open", "1:1: this text is never closed"), ("[\"open\\", "1:2: this text is never closed"),
    ("\"a\nb\"", "1:3: a control character must be written as an escape"),
    ("/* open", "1:1: this comment is never closed"), ("[1] /", "1:5: expected a value"),
    ("\"漢字\" x", "1:6: expected the end of the text"),
    (#"["\u12"]"#, "1:5: expected 4 hexadecimal digits"),
    (#""\u+123""#, "1:4: expected 4 hexadecimal digits"), (#""\x-0""#, "1:4: expected 2 hexadecimal digits"),
    (#""\ud83d""#, "1:2: half a surrogate pair"), (#""\ud83dx""#, "1:2: half a surrogate pair"),
    (#""\ude80""#, "1:2: half a surrogate pair"), (#""\ud83d\u0041""#, "1:2: half a surrogate pair"),
    ("\0", "1:1: expected a value"), ("[\0]", "1:2: expected a value"),
  ])
  func `what is wrong is named with line and column`(text: String, reason: String) {
    #expect(complaint(Array(text.utf8)) == reason)
  }

  @Test(
    arguments: [
      [0x22, 0xFF, 0x22], [0x22, 0xC3, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
      [0x22, 0x5C, 0x6E, 0xC0, 0x80, 0x22],
    ] as [[UInt8]])
  func `a text that is not UTF-8 is refused`(bytes: [UInt8]) {
    #expect(complaint(bytes) == "1:1: this text is not valid UTF-8")
  }

  @Test(arguments: [("[", "]"), ("{a:", "}")]) func `nesting ends at 200 levels`(open: String, close: String)
  {
    let text = { (depth: Int) in
      String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
    }
    #expect(complaint(Array(text(200).utf8)) == nil)
    #expect(
      complaint(Array(text(201).utf8)) == "1:\(200 * open.utf8.count + 1): nested deeper than 200 levels")
    #expect(
      complaint(Array(String(repeating: open, count: 100_000).utf8))?.hasSuffix(
        "nested deeper than 200 levels") == true)
  }

  @Test(arguments: 1...300 as ClosedRange<UInt64>)
  func `no bytes however odd stop the reader`(seed: UInt64) {
    var chance = Chance(seed: seed)
    let alphabet =
      Array("{}[]:,\"'\\/*+-.0123456789eExunltrafs \n\tNI$_\u{A0}\u{2028}é".utf8) + [0xFF, 0xC2, 0xE2, 0]
    let bytes = (0..<20).map { _ in alphabet.randomElement(using: &chance) ?? 0 }
    #expect(complaint(bytes).map { !$0.isEmpty } ?? true)
  }
}
