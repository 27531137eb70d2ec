import Terminal
import Testing

@Suite struct ColourDepthTests {
  private func depth(_ environment: [String: String], _ colours: Int) -> ColourDepth {
    ColourDepth.detected(environment, colours: colours)
  }

  @Test(arguments: [
    (-1, ColourDepth.none), (0, .none), (2, .none), (8, .eight), (16, .sixteen), (88, .sixteen), (256, .many),
    (0x100_0000, .many),
  ])
  func `the terminal's description counts`(colours: Int, expected: ColourDepth) {
    #expect(depth(["TERM": "any"], colours) == expected)
  }

  @Test(arguments: ["truecolor", "24bit"])
  func `COLORTERM promises all colours, unless the terminal has none`(promise: String) {
    #expect(depth(["TERM": "xterm-256color", "COLORTERM": promise], 256) == .truecolour)
    #expect(depth(["TERM": "dumb", "COLORTERM": promise], -1) == .none)
  }

  @Test(arguments: ["", "yes", "256", "TRUECOLOR "])
  func `any other promise is none`(promise: String) {
    #expect(depth(["TERM": "xterm-256color", "COLORTERM": promise], 256) == .many)
  }

  @Test(arguments: [
    "xterm-direct", "xterm-kitty", "alacritty", "xterm-ghostty", "wezterm", "foot", "foot-extra",
  ])
  func `terminals known for all colours have them`(name: String) {
    #expect(depth(["TERM": name], 256) == .truecolour)
  }

  @Test func `NO_COLOR rules over everything, unless it is empty`() {
    let rich = ["TERM": "xterm-kitty", "COLORTERM": "truecolor"]
    #expect(depth(rich.merging(["NO_COLOR": "1"]) { $1 }, 256) == .none)
    #expect(depth(rich.merging(["NO_COLOR": "0"]) { $1 }, 256) == .none)
    #expect(depth(rich.merging(["NO_COLOR": ""]) { $1 }, 256) == .truecolour)
  }

  @Test func `depths are in order`() { #expect(ColourDepth.allCases == ColourDepth.allCases.sorted()) }
}
