import Basics
import Canvas
import Glibc
import Terminal
import Testing

/// What the screen sends, each in a process and a pseudo-terminal of its own.
@Suite(.enabled(if: access("/lib/terminfo/x/xterm-256color", R_OK) == 0, "needs ncurses' own entries"))
struct ScreenTests {
  @Test func `only the cells that changed are sent`() async {
    await #expect(processExitsWith: .success) {
      let terminal = try PseudoTerminal()
      _ = try terminal.sent("the wind is calm")
      let change = try terminal.sent("the wind is cold")
      #expect(PseudoTerminal.words(change) == "old")
    }
  }

  @Test func `a frame that is the same sends nothing at all`() async {
    await #expect(processExitsWith: .success) {
      let terminal = try PseudoTerminal()
      _ = try terminal.sent("the wind is calm")
      #expect(try terminal.sent("the wind is calm") == "")
    }
  }

  @Test func `a wide character is sent whole when it changes, and when half of it is covered`() async {
    await #expect(processExitsWith: .success) {
      let terminal = try PseudoTerminal()
      _ = try terminal.sent("航海日志")
      #expect(PseudoTerminal.words(try terminal.sent("航空日志")) == "空")
      #expect(PseudoTerminal.words(try terminal.sent("航a日志")).hasPrefix("a"))
      #expect(PseudoTerminal.words(try terminal.sent("航空日志")).contains("空"))
    }
  }

  @Test func `control characters in what is shown never reach the terminal`() async {
    await #expect(processExitsWith: .success) {
      let terminal = try PseudoTerminal()
      _ = try terminal.sent("")
      let text = try terminal.sent("a\u{1B}]0;owned\u{7}\u{9B}b\r\n")
      #expect(!text.contains("\u{1B}]") && !text.contains("\u{7}") && !text.contains("\u{9B}"))
      #expect(PseudoTerminal.words(text).contains("]0;owned"))
    }
  }

  @Test func `a terminal that only knows ASCII is sent nothing else`() async {
    await #expect(processExitsWith: .success) {
      let terminal = try PseudoTerminal(onlyASCII: true)
      let text = try terminal.sent("é航x│")
      #expect(text.utf8.allSatisfy { $0 < 0x80 })
      #expect(PseudoTerminal.words(text).contains("???x?"))
    }
  }

  @Test func `a terminal that can holds back until the frame is whole`() async {
    await #expect(processExitsWith: .success) {
      let terminal = try PseudoTerminal()
      _ = try terminal.sent("calm")
      terminal.screen.isSynchronised = true
      let text = try terminal.sent("cold")
      #expect(text.hasPrefix("\u{1B}[?2026h") && text.hasSuffix("\u{1B}[?2026l"))
    }
  }

  @Test func `closing turns everything off that was turned on`() async {
    await #expect(processExitsWith: .success) {
      let terminal = try PseudoTerminal()
      _ = try terminal.sent("calm")
      terminal.screen.close()
      let text = try terminal.received()
      for mode in ["1000", "1002", "1006", "2004", "1049"] {
        #expect(text.contains("\u{1B}[?\(mode)l"), "\(mode)")
      }
    }
  }

  @Test func `an unknown terminal is refused by its name`() async {
    await #expect(processExitsWith: .success) {
      let theme = Theme.plain
      #expect(throws: Screen.Fault.unknownTerminal("")) {
        _ = try Screen(theme: theme, environment: [:], depth: nil, onlyASCII: false, mouse: false)
      }
    }
  }
}
