import Glibc
import Scratch
import Testing

/// What a person does in the real program besides looking.
@Suite(.serialized) struct ConsoleActsTests {
  private func started(
    _ words: [String] = [], in folder: Scratch, environment: [String: String] = [:], columns: Int = 120,
    rows: Int = 40
  ) throws -> Pseudoterminal {
    let terminal = try Pseudoterminal(
      words, in: folder, environment: environment, columns: columns, rows: rows)
    #expect(terminal.shows("binnacle") || terminal.shows("Bridge"), "\(terminal.screen.text)")
    return terminal
  }

  @Test func `the palette finds a command by a few letters, help tells the keys`() throws {
    let folder = Scratch()
    let terminal = try started(in: folder)
    terminal.type(":")
    #expect(terminal.shows("Commands"))
    terminal.type("roadm\r")
    #expect(terminal.shows("Timeline"))
    terminal.type("?")
    #expect(terminal.wait { $0.text.contains("Help") || $0.text.contains("Keys") })
  }

  @Test func `a question is asked of this host, and saved as a panel and as a rule`() throws {
    let folder = Scratch()
    let terminal = try started(in: folder)
    terminal.type("8")
    #expect(terminal.shows("PromQL"))
    terminal.type("\r")
    #expect(terminal.shows("Tab complete"))
    terminal.type("node_load1\u{1B}")
    terminal.type("\r")
    #expect(terminal.shows("1 series"), "\(terminal.screen.text)")
    terminal.type("P")
    #expect(terminal.shows("On screen"))
    terminal.type("Load here\r")
    #expect(terminal.wait { !$0.text.contains("On screen") })
    terminal.type("9")
    #expect(terminal.shows("Load here"), "\(terminal.screen.text)")
    terminal.type("8")
    #expect(terminal.shows("1 series"))
    terminal.type("R")
    #expect(terminal.shows("For at least"))
    terminal.type("TooLoaded\r")
    terminal.type("9")
    #expect(terminal.shows("TooLoaded"), "\(terminal.screen.text)")
    terminal.type("q")
    #expect(terminal.end() == .exit(0))
    let rules = try Run("check", "rules", "\(folder.path)/data/binnacle/data/rules/saved.json", in: folder)
    #expect(rules.status == 0, "\(rules.output)\(rules.complaints)")
  }

  @Test func `the language changes while it runs`() throws {
    let folder = Scratch()
    let terminal = try started(in: folder)
    terminal.type("L")
    #expect(terminal.shows("节点负载"))
    terminal.type("L")
    #expect(terminal.shows("Node load"))
  }

  @Test func `a theme that is changed shows at once, and a bad one is a message`() throws {
    let folder = Scratch()
    mkdir(folder["themes"], 0o700)
    let good = ##"{"title": {"en": "Mine", "zh": "我的"}, "variant": "dark", "roles": {"base": "#112233"}}"##
    _ = folder.file("themes/mine.json", good)
    let terminal = try started(
      ["--themes", folder["themes"], "--theme", "mine"], in: folder, environment: ["COLORTERM": "truecolor"])
    #expect(terminal.wait { _ in terminal.has(sent: "38;2;17;34;51") })
    _ = folder.file("themes/mine.json", good.replacing("#112233", with: "#445566"))
    #expect(terminal.wait { _ in terminal.has(sent: "38;2;68;85;102") })
    _ = folder.file("themes/mine.json", "{\"title\": ")
    #expect(terminal.shows("mine.json:1:"), "\(terminal.screen.text)")
    terminal.type("q")
    #expect(terminal.end() == .exit(0))
  }

  @Test func `a click opens what it points at`() throws {
    let folder = Scratch()
    let terminal = try started(in: folder)
    #expect(terminal.wait { _ in terminal.has(sent: "\u{1B}[?1006h") })
    let row = try #require(terminal.screen.row(of: "3 Alerts"))
    let column = try #require(terminal.screen.column(of: "3 Alerts"))
    terminal.type("\u{1B}[<0;\(column + 1);\(row + 1)M\u{1B}[<0;\(column + 1);\(row + 1)m")
    #expect(terminal.shows("Expression"), "\(terminal.screen.text)")
  }

  @Test func `suspended it gives the terminal back, and continues where it was`() throws {
    let folder = Scratch()
    let terminal = try started(in: folder)
    terminal.type("6")
    #expect(terminal.shows("Timeline"))
    kill(terminal.process, SIGTSTP)
    // Nobody watches over this session, so the stop itself may pass in a moment: what was sent tells.
    #expect(terminal.wait { _ in terminal.has(sent: "\u{1B}[?1049l") })
    kill(terminal.process, SIGCONT)
    #expect(terminal.wait { $0.isAlternate && $0.text.contains("Timeline") })
    terminal.type("q")
    #expect(terminal.end() == .exit(0))
  }

  @Test func `the demo plays without touching the store`() throws {
    let folder = Scratch()
    let terminal = try started(["demo", "rush", "--nodes", "30"], in: folder)
    #expect(terminal.shows("30 nodes"), "\(terminal.screen.text)")
    terminal.type("2")
    #expect(terminal.shows("simulated"))
    terminal.type("q")
    #expect(terminal.end() == .exit(0))
    #expect(!folder.names.contains("data"))
  }

  @Test func `the demo has lived through what was before it began`() throws {
    let terminal = try started(["demo", "cpu", "--nodes", "3"], in: Scratch())
    terminal.type("3")
    #expect(terminal.shows("ProcessorSaturated"), "\(terminal.screen.text)")
    #expect(terminal.shows("open"), "\(terminal.screen.text)")
    terminal.type("9")
    #expect(terminal.shows("new node"), "\(terminal.screen.text)")
    #expect(!terminal.screen.text.contains("node silent"))
    terminal.type("q")
    #expect(terminal.end() == .exit(0))
  }

  @Test(arguments: [(20, 5), (19, 4), (59, 15), (500, 120)])
  func `it lives in a window of any size`(columns: Int, rows: Int) throws {
    let folder = Scratch()
    let terminal = try Pseudoterminal([], in: folder, columns: columns, rows: rows)
    #expect(
      terminal.wait { screen in ["node", "alert", "CPU"].contains { screen.text.contains($0) } },
      "\(terminal.screen.text)")
    terminal.type("q")
    #expect(terminal.end() == .exit(0))
  }

  @Test(arguments: ["dumb", "", "nosuchterminal"])
  func `a terminal without a screen is refused in words`(name: String) throws {
    let folder = Scratch()
    let terminal = try Pseudoterminal([], in: folder, environment: ["TERM": name])
    #expect(terminal.end() == .exit(1))
    #expect(terminal.has(sent: "TERM=xterm-256color") && !terminal.has(sent: "\u{1B}"))
  }

  @Test func `a name from outside cannot give the terminal orders`() throws {
    let folder = Scratch()
    let script = folder.file("evil\u{1B}]0;owned\u{7}\u{1B}[2Jx", "#!/bin/sh\nwhile :; do :; done\n")
    chmod(script, 0o700)
    let child = try Child(script)
    let terminal = try started(in: folder, columns: 300)
    terminal.type("2")
    #expect(terminal.shows("Load per core"))
    terminal.type("\r")
    #expect(terminal.wait { $0.text.contains("owned") }, "\(terminal.screen.text)")
    #expect(!terminal.has(sent: "]0;owned\u{7}"))
    withExtendedLifetime(child) {}
  }
}
