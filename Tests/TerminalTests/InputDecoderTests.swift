import Canvas
import Terminal
import Testing

@Suite struct InputDecoderTests {
  private func inputs(_ text: String) -> [Input] {
    var decoder = InputDecoder()
    return decoder.feed(text.utf8)
  }

  private func keys(_ text: String) -> [String] {
    inputs(text).map { if case .key(let key) = $0 { key.label } else { "\($0)" } }
  }

  @Test(arguments: [
    ("q", "q"), ("Q", "Q"), (" ", "Space"), ("~", "~"), ("\r", "Enter"), ("\n", "Enter"), ("\t", "Tab"),
    ("\u{7F}", "Backspace"), ("\u{8}", "Backspace"), ("\0", "C-Space"), ("\u{1}", "C-a"), ("\u{3}", "C-c"),
    ("\u{1A}", "C-z"), ("\u{1C}", "C-\\"), ("\u{1D}", "C-]"), ("\u{1E}", "C-^"), ("\u{1F}", "C-_"),
  ])
  func `a plain byte is its key`(bytes: String, key: String) { #expect(keys(bytes) == [key]) }

  @Test(arguments: [
    ("A", "Up"), ("B", "Down"), ("C", "Right"), ("D", "Left"), ("H", "Home"), ("F", "End"), ("P", "F1"),
    ("Q", "F2"),
    ("R", "F3"), ("S", "F4"), ("M", "Enter"),
  ])
  func `a key comes in application mode, and all but Enter in plain mode too`(final: String, key: String) {
    #expect(keys("\u{1B}O\(final)") == [key])
    if key != "Enter" { #expect(keys("\u{1B}[\(final)") == [key]) }
  }

  @Test(arguments: [
    (1, "Home"), (2, "Insert"), (3, "Delete"), (4, "End"), (5, "PgUp"), (6, "PgDn"), (7, "Home"), (8, "End"),
    (11, "F1"), (12, "F2"), (13, "F3"), (14, "F4"), (15, "F5"), (17, "F6"), (18, "F7"), (19, "F8"),
    (20, "F9"),
    (21, "F10"), (23, "F11"), (24, "F12"),
  ])
  func `a numbered key`(number: Int, key: String) { #expect(keys("\u{1B}[\(number)~") == [key]) }

  @Test(arguments: zip(["A", "B", "C", "D", "E"], ["F1", "F2", "F3", "F4", "F5"]))
  func `a function key of the Linux console`(final: String, key: String) {
    #expect(keys("\u{1B}[[\(final)") == [key])
  }

  @Test func `a tab backwards`() { #expect(keys("\u{1B}[Z") == ["S-Tab"]) }

  @Test(arguments: [
    (2, ""), (3, "M-"), (4, "M-"), (5, "C-"), (6, "C-"), (7, "C-M-"), (8, "C-M-"), (1, ""), (0, ""),
  ])
  func `modifiers follow xterm's number, shift left out`(number: Int, prefix: String) {
    #expect(keys("\u{1B}[1;\(number)A") == ["\(prefix)Up"])
    #expect(keys("\u{1B}[6;\(number)~") == ["\(prefix)PgDn"])
  }

  @Test(arguments: [
    ("\u{1B}x", "M-x"), ("\u{1B}!", "M-!"), ("\u{1B}\r", "M-Enter"), ("\u{1B}\u{7F}", "M-Backspace"),
  ])
  func `a key with alt comes behind an Esc`(bytes: String, key: String) { #expect(keys(bytes) == [key]) }

  @Test(arguments: ["é", "ß", "航", "🧭", "\u{10FFFF}", "\u{80}", "\u{301}"])
  func `a character is whole wherever it is cut`(character: String) {
    let bytes = Array(character.utf8)
    for cut in 0...bytes.count {
      var decoder = InputDecoder()
      let found = decoder.feed(bytes[..<cut]) + decoder.feed(bytes[cut...])
      #expect(found == character.unicodeScalars.map { .key(.character($0)) })
    }
  }

  @Test func `every sequence is whole wherever it is cut`() {
    let text =
      "a\u{1B}[1;5Aé\u{1B}OP\u{1B}[<0;3;4M\u{1B}[200~x\u{1B}y\u{1B}[201~\u{1B}]11;rgb:10/20/30\u{1B}\\\u{1B}[15~z"
    let (bytes, whole) = (Array(text.utf8), inputs(text))
    #expect(whole.count == 9)
    for cut in bytes.indices {
      var decoder = InputDecoder()
      #expect(decoder.feed(bytes[..<cut]) + decoder.feed(bytes[cut...]) == whole, "cut at \(cut)")
    }
    var decoder = InputDecoder()
    #expect(bytes.flatMap { decoder.feed([$0]) } == whole)
  }

  @Test func `a lone Esc is known when nothing follows`() {
    var decoder = InputDecoder()
    #expect(decoder.feed([0x1B]) == [])
    #expect(decoder.isWaiting)
    #expect(decoder.flush() == [.key(.named(.escape))])
    #expect(!decoder.isWaiting)
    #expect(decoder.flush() == [])
  }

  @Test(arguments: [("\u{1B}[", "M-["), ("\u{1B}O", "M-O")])
  func `what only looked like the start of a sequence was a key with alt`(bytes: String, key: String) {
    var decoder = InputDecoder()
    #expect(decoder.feed(bytes.utf8) == [])
    #expect(decoder.flush() == [Key(label: key).map(Input.key)].compactMap { $0 })
  }

  @Test func `two Escs are two Escs`() {
    var decoder = InputDecoder()
    #expect(decoder.feed([0x1B, 0x1B]) + decoder.flush() == [.key(.named(.escape)), .key(.named(.escape))])
  }

  @Test func `half a sequence is forgotten when nothing follows, and the next key is heard`() {
    var decoder = InputDecoder()
    #expect(decoder.feed("\u{1B}[1;5".utf8) == [])
    #expect(decoder.flush() == [])
    #expect(decoder.feed("q".utf8) == [.key(.character("q"))])
  }

  @Test func `a sequence broken off by Esc gives way to the next`() {
    #expect(keys("\u{1B}[1;\u{1B}[A") == ["Up"])
    #expect(keys("\u{1B}]11;rgb\u{1B}[A") == ["Up"])
  }

  @Test(arguments: [
    "\u{1B}[97;5u", "\u{1B}[27;5;97~", "\u{1B}[99~", "\u{1B}[?25h", "\u{1B}[I", "\u{1B}OX", "\u{1B}[>1;2c",
  ])
  func `a sequence nobody asked for is passed over`(bytes: String) {
    #expect(keys(bytes + "q") == ["q"])
  }

  @Test(
    arguments: [
      [0xFF], [0xC3], [0x80], [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80],
    ] as [[UInt8]])
  func `bytes that are no text are passed over`(bytes: [UInt8]) {
    var decoder = InputDecoder()
    #expect(decoder.feed(bytes + [0x71]) == [.key(.character("q"))])
  }
}
