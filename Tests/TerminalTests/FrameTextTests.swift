import Basics
import Canvas
import Testing

@testable import Terminal

@Suite struct FrameTextTests {
  private let theme = Theme(
    name: "t", title: Bilingual("t"), variant: .dark, partner: nil,
    looks: [
      .base: Look(ink: Colour(0xFFFFFF)), .act: Look(ink: Colour(0xFF0000), emphasis: [.bold, .underline]),
      .ground: Look(ground: Colour(0x000000)),
    ])

  private func frame(_ text: String, ink: Role = .base, width: Int = 12) -> Frame {
    var painter = Painter(size: Size(width: width, height: 1), glyphs: .unicode)
    painter.write(text.ink(ink), in: painter.bounds)
    return painter.frame
  }

  @Test func `without colours a frame is its text alone`() {
    #expect(FrameText.text(frame("hello"), theme: theme, depth: .none) == "hello\n")
  }

  @Test(arguments: [
    (ColourDepth.truecolour, "0;1;4;38;2;255;0;0;48;2;0;0;0"), (.many, "0;1;4;38;5;196;48;5;16"),
    (.sixteen, "0;1;4;91"), (.eight, "0;1;4;31"),
  ])
  func `each depth has its own sequences`(depth: ColourDepth, codes: String) {
    let text = FrameText.text(frame("x", ink: .act, width: 1), theme: theme, depth: depth)
    #expect(text == "\u{1B}[\(codes)mx\u{1B}[0m\n")
  }

  @Test func `a look is named once for all cells that share it`() {
    let text = FrameText.text(frame("hello"), theme: theme, depth: .truecolour)
    #expect(text.split(separator: "\u{1B}").count == 2)
  }

  @Test func `the ground may be left to what the text is written on`() {
    let text = FrameText.text(frame("x", width: 1), theme: theme, depth: .truecolour, paintsGround: false)
    #expect(text == "\u{1B}[0;38;2;255;255;255mx\u{1B}[0m\n")
  }

  @Test func `a wide character is written once and takes two columns`() {
    #expect(FrameText.text(frame("航海", width: 4), theme: theme, depth: .none) == "航海\n")
    #expect(FrameText.text(frame("航海", width: 3), theme: theme, depth: .none).columns <= 4)
  }

  @Test func `combining marks stay with their letter`() {
    let text = FrameText.text(frame("e\u{301}x"), theme: theme, depth: .eight)
    #expect(text.contains("e\u{301}x"))
  }

  @Test(
    arguments: ["\u{1B}]0;owned\u{7}", "\r\n\t", "\u{9B}31m", "\u{202E}abc", "\0", "\u{85}", "\u{7F}"],
    ColourDepth.allCases)
  func `control characters never reach the output`(text: String, depth: ColourDepth) {
    let written = FrameText.text(frame("a" + text + "b", width: 20), theme: theme, depth: depth)
    // What the frame itself sends is taken out: its own looks and the end of its row.
    let plain = written.replacing(/\u{1B}\[[0-9;]*m/, with: "").dropLast()
    #expect(
      plain.unicodeScalars.allSatisfy {
        $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value) && $0 != "\u{202E}"
      })
    #expect(plain.hasPrefix("a"))
  }

  @Test func `a frame of no size is no text`() {
    #expect(FrameText.text(Frame(size: Size(width: 0, height: 0)), theme: theme, depth: .truecolour) == "")
  }

  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
    ("foobar", "Zm9vYmFy"), ("航\u{1B}", "6IiqGw=="),
  ])
  func `what is copied goes to the clipboard in base 64`(text: String, code: String) {
    #expect(Modes.copied(text) == "\u{1B}]52;c;\(code)\u{7}")
  }

  @Test func `everything that is turned on is turned off again`() {
    for mode in ["1000", "1002", "1006", "2004", "2026", "1049"] {
      #expect(Modes.restored.contains("\u{1B}[?\(mode)l"), "\(mode)")
    }
    #expect(Modes.restored.contains("\u{1B}[?25h"))
  }
}
