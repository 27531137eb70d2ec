import Glibc
import Scratch
import Testing

/// The real program in a real terminal.
@Suite(.serialized) struct ConsoleSessionTests {
  @Test func `it starts, shows every dashboard, and gives the terminal back`() throws {
    let folder = Scratch()
    let terminal = try Pseudoterminal([], in: folder)
    #expect(terminal.shows("Community KPIs"))
    #expect(terminal.screen.isAlternate)
    for (key, text) in [
      ("2", "Processor"), ("3", "What is broken"), ("5", "Target path"), ("6", "Timeline"),
      ("7", "Indicators"),
      ("9", "Orders"), ("0", "Themes"), ("1", "Needs you"),
    ] {
      terminal.type(key)
      #expect(terminal.shows(text), "key \(key) does not show \(text)\n\(terminal.screen.text)")
    }
    terminal.type("q")
    #expect(terminal.end() == .exit(0))
    #expect(terminal.isRestored && !terminal.screen.isAlternate && terminal.screen.isCursorShown)
    #expect(!terminal.screen.tracksMouse)
  }

  @Test func `a milestone is edited, and stays so`() throws {
    let folder = Scratch()
    let terminal = try Pseudoterminal([], in: folder)
    #expect(terminal.shows("Community KPIs"))
    terminal.type("6/B-1.2\r")
    #expect(terminal.wait { $0.text.contains("B-1.2") && !$0.text.contains("B-1.3") })
    terminal.type("i")
    #expect(terminal.shows("Tab next field"))
    terminal.type("\t40\r")
    #expect(terminal.wait { $0.text.contains("40 %") && !$0.text.contains("Tab next field") })
    terminal.type("q")
    #expect(terminal.end() == .exit(0))

    let again = try Pseudoterminal([], in: folder)
    again.type("6/B-1.2\r")
    #expect(again.shows("40 %"))
  }

  @Test func `a storm of resizes ends in a whole picture`() throws {
    let folder = Scratch()
    let terminal = try Pseudoterminal([], in: folder)
    #expect(terminal.shows("Community KPIs"))
    for round in 0..<100 {
      terminal.resize(columns: 20 + round * 37 % 180, rows: 5 + round * 23 % 55)
      kill(terminal.process, SIGWINCH)
      usleep(10_000)
    }
    terminal.resize(columns: 120, rows: 40)
    terminal.type("\u{0C}")
    #expect(terminal.wait { $0.text.contains("Community KPIs") && $0.text.contains("quit") })
    terminal.type("q")
    #expect(terminal.end() == .exit(0))
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGINT])
  func `a signal that ends it leaves the terminal as it was`(signal: Int32) throws {
    let folder = Scratch()
    let terminal = try Pseudoterminal([], in: folder)
    #expect(terminal.shows("Community KPIs"))
    kill(terminal.process, signal)
    #expect(terminal.end() != nil)
    #expect(terminal.isRestored)
  }

  @Test func `all colours of a terminal take no memory of their own`() throws {
    let folder = Scratch()
    let terminal = try Pseudoterminal([], in: folder, environment: ["COLORTERM": "truecolor"])
    #expect(terminal.shows("this console"))
    let status = String(decoding: bytes(of: "/proc/\(terminal.process)/status"), as: UTF8.self)
    let resident = status.split(separator: "\n").first { $0.hasPrefix("VmRSS") }
    let kibibytes = try #require(resident?.split(separator: " ").compactMap { Int($0) }.first)
    #expect(kibibytes < 100_000)
    #expect(
      terminal.received.count > 0 && String(decoding: terminal.received, as: UTF8.self).contains("38;2;"))
  }

  @Test func `a second console looks on, and takes the watch over when the first is killed`() throws {
    let folder = Scratch()
    let first = try Pseudoterminal([], in: folder)
    #expect(first.shows("this console"))
    let second = try Pseudoterminal([], in: folder)
    #expect(second.shows("process \(first.process)"), "\(second.screen.text)")
    kill(first.process, SIGKILL)
    #expect(second.shows("this console", seconds: 5), "\(second.screen.text)")
  }
}
