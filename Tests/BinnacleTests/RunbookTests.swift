import Basics
import Canvas
import Engine
import Glibc
import Model
import Monitoring
import Scratch
import Simulation
import Testing

@testable import Console
@testable import binnacle

@MainActor @Suite struct RunbookTests {
  private nonisolated static let configuration = DataFiles.configuration(
    in: House.data, at: SampleScene.now, facts: false)

  @Test func `every shipped rule for hosts has a runbook`() {
    let books = Self.configuration.runbooks
    for rule in Self.configuration.rules.flatMap(\.rules) where rule.annotations["runbook"] == nil {
      guard Self.hostRules.contains(rule.name) else { continue }
      #expect(books.runbook(for: rule.name, annotation: nil) != nil, "\(rule.name)")
    }
    #expect(Self.hostRules.count > 20)
  }

  private static let hostRules: Set<String> = {
    let bytes = Files.bytes("\(House.root)/Data/rules/host.json") ?? []
    do { return Set(try RuleFile.groups(bytes, name: "host.json").flatMap(\.rules).map(\.name)) } catch {
      return []
    }
  }()

  @Test(arguments: configuration.runbooks.map(\.name))
  func `a runbook has the same steps and commands in both languages, and one title`(name: String) throws {
    let book = try #require(Self.configuration.runbooks.first { $0.name == name })
    let (english, chinese) = (Markdown(book.text.english), Markdown(book.text.chinese))
    #expect(english.steps == chinese.steps && english.steps > 2)
    #expect(english.code.map(\.tag) == chinese.code.map(\.tag))
    #expect(english.code.map(\.lines) == chinese.code.map(\.lines))
    #expect(book.text.english != book.text.chinese && book.title.english != name)
    #expect(!book.rules.isEmpty)
  }

  @Test(arguments: configuration.runbooks.map(\.name))
  func `a shell can read every command`(name: String) throws {
    let book = try #require(Self.configuration.runbooks.first { $0.name == name })
    for (tag, lines) in Markdown(book.text.english).code {
      #expect(tag == "check" || tag == "action")
      let output = run("sh -n -c \"$LABEL_text\"", ["text": lines.joined(separator: "\n")])
      #expect(output.status == 0, "\(lines) \(output.text)")
    }
  }

  // Commands as they are run.

  private func run(_ text: String, _ labels: [String: String] = [:], limit: Span = .seconds(20))
    -> RunbookOutput
  {
    CommandRun(
      RunbookCommand(runbook: "test", number: 0, text: text, isAction: false, labels: labels, incident: nil),
      limit: limit
    ).output()
  }

  @Test func `what a command says and how it ended is told`() {
    let output = run("echo one; echo two >&2; exit 3")
    #expect(output.text == "one\ntwo" && output.status == 3 && !output.isRunning)
    #expect(run("true").status == 0 && run("no-such-program-here").status == 127)
  }

  @Test func `a label is a value, whatever stands in it`() {
    let evil = "x; echo pwned `echo a` $(echo b) \" '"
    #expect(run("echo \"$LABEL_instance\"", ["instance": evil]).text == evil)
  }

  @Test func `nothing that a command says can give the terminal orders`() {
    let output = run(#"printf 'a\033[2Jb\tc\r\n\007d'"#)
    #expect(output.text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F || $0 == "\n" })
    #expect(output.text.contains("b  c"))
  }

  @Test func `a command that does not end is stopped, with what it has started`() {
    let folder = Scratch()
    let output = run("echo begun; (sleep 60; touch \(folder["late"])) & sleep 60", limit: .milliseconds(400))
    #expect(output.status == nil && output.text == "begun" && output.took < .seconds(5))
  }

  @Test func `what is too much is read and dropped`() {
    let output = run("head -c 3000000 /dev/zero | tr '\\0' x")
    #expect(output.status == 0 && output.text.utf8.count == 65_536)
  }

  // On the screen.

  private func page() throws -> Console { try House.console("runbook", .outage) }

  /// Steps down to a row that says something.
  private func select(_ words: String, in console: inout Console) {
    for _ in 0..<120 {
      if let row = console.currentRow(in: .runbook),
        let line = console.prepared[.runbook]?.line(row, 0, console.drawing), line.text.contains(words)
      {
        return
      }
      _ = console.update(.key(.character("j")), at: SampleScene.now)
    }
    Issue.record("no row says \(words)")
  }

  @Test func `Space ticks the step of the row for the incident it was opened for`() throws {
    var console = try page()
    select("[ ]", in: &console)
    let effects = console.update(.key(.character(" ")), at: SampleScene.now)
    guard case .submit(let draft)? = effects.first else {
      Issue.record("nothing was ordered")
      return
    }
    #expect(
      draft.verb == .tick && draft.address.kind == .incident && draft.fields["step"]?.hasSuffix("#1") == true)
  }

  @Test func `Enter runs a check at once, and shows what it said below`() throws {
    var console = try page()
    select("▸", in: &console)
    let effects = console.update(.key(.named(.enter)), at: SampleScene.now)
    guard case .run(let command)? = effects.first else {
      Issue.record("nothing was run")
      return
    }
    #expect(!command.isAction)
    let output = RunbookOutput(command, status: 0, text: "all is well here", took: .seconds(1))
    #expect(console.update(.ran(output), at: SampleScene.now).isEmpty)
    #expect(console.frame(Size(width: 100, height: 60)).frame.golden.contains("all is well here"))
  }

  @Test func `an action is asked about, ordered, then run, and its outcome is put to the incident`() throws {
    var console = try page()
    select("▲", in: &console)
    #expect(console.update(.key(.named(.enter)), at: SampleScene.now).isEmpty)
    let effects = console.update(.key(.character("y")), at: SampleScene.now)
    guard case .submit(let order)? = effects.first, case .run(let command)? = effects.last else {
      Issue.record("it was not ordered and run")
      return
    }
    #expect(order.verb == .run && command.isAction)
    let told = console.update(.ran(RunbookOutput(command, status: 1)), at: SampleScene.now)
    guard case .submit(let comment)? = told.first else {
      Issue.record("the outcome was not told")
      return
    }
    #expect(comment.verb == .comment && comment.address.kind == .incident)
  }

  @Test func `an action that is not agreed to is not run`() throws {
    var console = try page()
    select("▲", in: &console)
    _ = console.update(.key(.named(.enter)), at: SampleScene.now)
    #expect(console.update(.key(.character("n")), at: SampleScene.now).isEmpty)
  }
}
