import Basics
import Canvas
import Foundation
import Model
import Simulation
import Telemetry
import Testing

@testable import Console
@testable import binnacle

/// What a person does on the Explore screen. On the main actor, since a scene's store is for one thread.
@MainActor @Suite struct ExploreTests {
  private nonisolated static let size = Size(width: 120, height: 36)

  /// A console on the Explore screen whose questions are answered from a few nodes.
  private struct Desk {
    var console: Console
    let source: any SeriesSource
    let now: Instant
    var requests: [QueryRequest] = []
    var orders: [Order.Draft] = []
    var stopped: [String] = []
    var answers = true

    @MainActor init(_ name: String = "explore", answers: Bool = true) throws {
      let scene = try House.scene(.rush)
      console = try House.console(name, .rush)
      source = scene.source
      now = scene.snapshot.at
      self.answers = answers
    }

    mutating func press(_ keys: Key...) { for key in keys { feed(.key(key)) } }
    mutating func type(_ text: String) { for scalar in text.unicodeScalars { press(.character(scalar)) } }

    mutating func feed(_ event: Event, at later: Span = .zero) {
      for effect in console.update(event, at: now + later) {
        switch effect {
        case .query(let request):
          requests.append(request)
          if answers { feed(.queried(request.answer(from: source)), at: later) }
        case .submit(let draft): orders.append(draft)
        case .stopQuery(let slot): stopped.append(slot)
        default: break
        }
      }
    }

    /// Asks as a person does who wants no completion.
    mutating func ask(_ text: String) {
      press(.named(.enter), .control("u"))
      type(text)
      if !console.openCandidates.isEmpty { press(.named(.escape)) }
      press(.named(.enter))
    }

    var text: String { console.frame(ExploreTests.size).frame.text }
    var editing: String? { console.exploration.editing?.editor.text }
    func row(of text: String) -> Int? {
      console.frame(ExploreTests.size).frame.text.split(separator: "\n", omittingEmptySubsequences: false)
        .firstIndex { $0.contains(text) }
    }
  }

  @Test func `the screen begins with three examples that work, one key each`() throws {
    for key in [Key.Name.f2, .f3, .f4] {
      var desk = try Desk()
      #expect(desk.text.contains("F2") && desk.text.contains("F4"))
      desk.press(.named(key))
      #expect(!desk.console.exploration.shown.series.isEmpty)
      #expect(desk.text.contains("Last") && desk.text.contains("now"))
    }
  }

  @Test func `while one types every letter goes to the line, and Esc gives the keys back`() throws {
    var desk = try Desk()
    desk.press(.named(.enter))
    desk.type("9q?0LT: 1")
    #expect(desk.editing == "9q?0LT: 1" && desk.console.place == .screen(.explore))
    #expect(desk.text.contains("Esc leave"))
    desk.press(.named(.escape), .named(.escape))
    #expect(desk.editing == nil)
    desk.type("9")
    #expect(desk.console.place == .screen(.log))
  }

  @Test func `completions come from live data, fit better the better they begin, and Tab takes one`() throws {
    var desk = try Desk()
    desk.press(.named(.enter))
    desk.type("node_lo")
    #expect(desk.console.openCandidates.first?.text == "node_load1")
    desk.press(.named(.tab))
    #expect(desk.editing == "node_load1")
    desk.type("{reg")
    #expect(desk.console.openCandidates.map(\.text) == ["region"])
    desk.press(.named(.tab))
    desk.type("=\"")
    #expect(desk.console.openCandidates.count > 1)
    desk.press(.named(.down), .named(.down), .named(.enter))
    let region = try #require(try desk.source.labelValues(of: "region", nil).dropFirst().first)
    #expect(desk.editing == "node_load1{region=\"\(region)\"")
    desk.type("} o")
    #expect(desk.console.openCandidates.map(\.text).prefix(3) == ["or", "on", "offset"])
  }

  @Test func `a function comes with its bracket and tells how it is written`() throws {
    var desk = try Desk()
    desk.press(.named(.enter))
    desk.type("irat")
    desk.press(.named(.tab))
    #expect(desk.editing == "irate(")
    #expect(desk.text.contains("irate(range vector) → instant vector"))
  }

  @Test func `Esc first closes the completions, then leaves`() throws {
    var desk = try Desk()
    desk.press(.named(.enter))
    desk.type("nod")
    #expect(!desk.console.openCandidates.isEmpty)
    desk.press(.named(.escape))
    #expect(desk.console.openCandidates.isEmpty && desk.editing == "nod")
    desk.press(.named(.escape))
    #expect(desk.editing == nil)
  }

  @Test func `what was asked can be stepped back to, and what was being typed comes again`() throws {
    var desk = try Desk()
    for text in ["up", "node_load1"] { desk.ask(text) }
    desk.press(.named(.enter), .control("u"))
    desk.type("1")
    desk.press(.named(.up))
    #expect(desk.editing == "node_load1")
    desk.press(.named(.up))
    #expect(desk.editing == "up")
    desk.press(.named(.down), .named(.down))
    #expect(desk.editing == "1")
  }

  @Test func `a fault is marked under the very character, also behind Chinese text`() throws {
    let desk = try Desk("explore-fault")
    let row = try #require(desk.row(of: "华东"))
    let lines = desk.text.split(separator: "\n", omittingEmptySubsequences: false)
    let (line, mark) = (lines[row], lines[row + 1])
    let start = try #require(mark.firstIndex(of: "^"))
    let wrong = try #require(line.range(of: "[5m)")?.upperBound)
    #expect(mark[..<start].columns == line[..<wrong].columns - 1, "\(line)\n\(mark)")
    #expect(mark.contains("expected \"]\""))
  }

  @Test func `an end that is only unfinished is no fault until it is asked`() throws {
    var desk = try Desk()
    desk.press(.named(.enter))
    desk.type("sum(")
    #expect(!desk.text.contains("^"))
    desk.press(.named(.enter))
    #expect(desk.text.contains("^") && desk.editing == "sum(")
  }

  @Test func `several expressions are drawn together, and each can be switched off`() throws {
    var desk = try Desk()
    desk.press(.named(.f2), .character("+"))
    desk.type("max(node_load1)")
    desk.press(.named(.enter))
    #expect(Set(desk.console.exploration.shown.series.map(\.letter)) == ["A", "B"])
    #expect(
      Set(desk.console.exploration.shown.series.compactMap(\.sign)).count
        == desk.console.exploration.shown.series.count { $0.sign != nil })
    desk.press(.character("f"))
    #expect(Set(desk.console.exploration.shown.series.map(\.letter)) == ["A"])
    desk.press(.character("-"))
    #expect(desk.console.exploration.entries.map(\.letter) == ["A"])
  }

  @Test func `the window and the step say what is asked for`() throws {
    var desk = try Desk()
    desk.press(.named(.f2), .character("]"), .character("t"), .character("t"))
    guard case .range(_, let from, let to, let step)? = desk.requests.last?.subject else {
      return #expect(Bool(false), "a range was asked for")
    }
    #expect(to - from == .minutes(15) && step == .seconds(5))
    #expect(to.rounded(downTo: step) == to && to <= desk.now)
  }

  @Test func `to compare asks for the same at another time`() throws {
    var desk = try Desk()
    desk.press(.named(.f2), .character("C"), .character("C"))
    let windows = desk.requests.suffix(2).compactMap { request -> Instant? in
      if case .range(_, _, let to, _) = request.subject { to } else { nil }
    }
    let own = desk.requests.compactMap { request -> Instant? in
      if case .range(_, _, let to, _) = request.subject, request.slot == "A" { to } else { nil }
    }
    #expect(try #require(own.last) - (try #require(windows.last)) == .days(1))
    #expect(desk.requests.last?.slot == "A~")
  }

  @Test func `nothing is asked twice while an answer is fresh, and again when it is not`() throws {
    var desk = try Desk()
    desk.press(.named(.f2))
    let count = desk.requests.count
    desk.feed(.tick)
    desk.feed(.key(.named(.down)), at: .milliseconds(500))
    #expect(desk.requests.count == count)
    desk.feed(.key(.named(.down)), at: .seconds(40))
    #expect(desk.requests.count > count)
  }

  @Test func `a question on its way can be stopped, and its late answer is dropped`() throws {
    var desk = try Desk(answers: false)
    desk.press(.named(.f2))
    #expect(desk.text.contains("Working it out"))
    desk.press(.named(.escape))
    #expect(desk.stopped == ["A"] && desk.text.contains("stopped"))
    let request = try #require(desk.requests.last { $0.slot == "A" })
    desk.feed(.queried(request.answer(from: desk.source)))
    #expect(desk.console.exploration.shown.series.isEmpty)
    desk.answers = true
    desk.press(.named(.enter), .named(.enter))
    #expect(!desk.console.exploration.shown.series.isEmpty)
  }

  @Test func `an answer to an older question is dropped`() throws {
    var desk = try Desk(answers: false)
    desk.press(.named(.f2))
    let old = try #require(desk.requests.last { $0.slot == "A" })
    desk.press(.named(.f3))
    desk.feed(.queried(old.answer(from: desk.source)))
    #expect(desk.console.exploration.answers["A"] == nil)
  }

  @Test func `empty, working, failed and without data are different looks`() throws {
    var looks: Set<String> = []
    looks.insert(try Desk().text)
    var working = try Desk(answers: false)
    working.press(.named(.f2))
    looks.insert(working.text)
    for text in ["absent_metric", "sum(", "node_load1 + on () group_left () node_load1"] {
      var desk = try Desk()
      desk.ask(text)
      looks.insert(desk.text)
    }
    #expect(looks.count == 5)
  }
}

extension SampleScene {
  /// What its questions are answered from.
  var source: any SeriesSource { SampleHistogram.beside(engine, at: snapshot.at) }
}
