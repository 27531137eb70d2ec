import Canvas
import Terminal
import Testing

@Suite struct MouseAndPasteTests {
  private func inputs(_ text: String) -> [Input] {
    var decoder = InputDecoder()
    return decoder.feed(text.utf8)
  }

  @Test(arguments: [
    ("0;1;1M", Mouse.Act.press, 0, 0), ("0;1;1m", .release, 0, 0), ("32;10;20M", .drag, 9, 19),
    ("64;5;6M", .wheelUp, 4, 5), ("65;5;6M", .wheelDown, 4, 5), ("0;500;300M", .press, 499, 299),
    ("4;3;4M", .press, 2, 3), ("16;3;4M", .press, 2, 3), ("68;3;4M", .wheelUp, 2, 3),
  ])
  func `the mouse is read, with or without keys held`(body: String, act: Mouse.Act, x: Int, y: Int) {
    #expect(inputs("\u{1B}[<\(body)") == [.mouse(Mouse(act, at: Point(x: x, y: y)))])
  }

  @Test(arguments: [
    "1;1;1M", "2;1;1M", "35;1;1M", "66;1;1M", "67;1;1M", "64;1;1m", "0;0;1M", "0;1;0M", "0;1M", "0;-1;1M",
    ";;M", "9999999999999999999999;1;1M",
  ])
  func `other buttons and places that are not there are passed over`(body: String) {
    #expect(inputs("\u{1B}[<\(body)q") == [.key(.character("q"))])
  }

  @Test func `the old mouse protocol is passed over with its bytes`() {
    #expect(inputs("\u{1B}[M !!q") == [.key(.character("q"))])
  }

  @Test(arguments: [
    "", "one line", "two\nlines\r\n", "航海 🧭", "\u{1B}[A is no key here", "\u{1B}[201", "\u{3}", "half \u{1B}",
  ])
  func `what is pasted is one text and no keys`(text: String) {
    #expect(inputs("\u{1B}[200~\(text)\u{1B}[201~q") == [.paste(text), .key(.character("q"))])
  }

  @Test func `a paste waits for its end`() {
    var decoder = InputDecoder()
    #expect(decoder.feed("\u{1B}[200~one ".utf8) == [])
    #expect(decoder.flush() == [])
    #expect(decoder.feed("two\u{1B}[20".utf8) == [])
    #expect(decoder.feed("1~".utf8) == [.paste("one two")])
  }

  @Test func `a paste beyond a megabyte is not meant, and the next key is heard`() {
    var decoder = InputDecoder()
    var found = decoder.feed("\u{1B}[200~".utf8)
    let piece = [UInt8](repeating: 0x78, count: 64 * 1_024)
    for _ in 0..<20 { found += decoder.feed(piece) }
    found += decoder.feed("\u{1B}[201~q".utf8)
    #expect(found == [.key(.character("q"))])
  }

  @Test func `bytes in a paste that are no text are replaced`() {
    var decoder = InputDecoder()
    let found = decoder.feed(Array("\u{1B}[200~a".utf8) + [0xFF] + Array("b\u{1B}[201~".utf8))
    #expect(found == [.paste("a\u{FFFD}b")])
  }

  @Test(arguments: [("1", true), ("2", true), ("3", true), ("0", false), ("4", false)])
  func `a terminal says whether it holds back until a frame is whole`(answer: String, expected: Bool) {
    #expect(inputs("\u{1B}[?2026;\(answer)$y") == [.reply(.synchronisedOutput(expected))])
  }

  @Test(arguments: ["\u{7}", "\u{1B}\\"])
  func `a terminal tells its background`(end: String) {
    let wanted = Input.reply(.background(Colour(red: 0x1B, green: 0x1D, blue: 0x26)))
    #expect(inputs("\u{1B}]11;rgb:1b1b/1d1d/2626\(end)") == [wanted])
    #expect(inputs("\u{1B}]11;rgb:1b/1d/26\(end)") == [wanted])
  }

  @Test(arguments: ["11;rgb:1b/1d", "11;rgb:zz/00/00", "11;#112233", "10;rgb:00/00/00", "", "52;c;aGk="])
  func `an answer that is no background is passed over`(body: String) {
    #expect(inputs("\u{1B}]\(body)\u{7}q") == [.key(.character("q"))])
  }

  @Test func `every terminal's last answer is known`() {
    #expect(inputs("\u{1B}[?62;22c") == [.reply(.attributes)])
  }

  @Test(arguments: ["P>|kitty(0.35)", "_Gi=1;OK", "^x"])
  func `device strings are passed over`(body: String) {
    #expect(inputs("\u{1B}\(body)\u{1B}\\q") == [.key(.character("q"))])
  }
}
