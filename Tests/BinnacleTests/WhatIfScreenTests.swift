import Basics
import Canvas
import Model
import Scheduling
import Simulation
import Telemetry
import Testing

@testable import Console
@testable import binnacle

/// What-if on the console: the form, the page of the answer, and that nothing waits for it or is done by it.
@MainActor @Suite struct WhatIfScreenTests {
  private static let now = SampleScene.now

  private func console(_ language: Language = .english, isReadOnly: Bool = false) throws -> Console {
    let scene = try House.scene(.rush)
    var setup = House.setup(language)
    setup.isReadOnly = isReadOnly
    return try scene.console(at: .screen(.scheduler), setup)
  }

  private func press(_ keys: [Key], _ console: inout Console) -> [Effect] {
    keys.reduce(into: []) { $0 += console.update(.key($1), at: Self.now) }
  }

  private func keys(_ text: String) -> [Key] { text.unicodeScalars.map { Key.character($0) } }

  private func requests(_ effects: [Effect]) -> [WhatIfRequest] {
    effects.compactMap { if case .whatIf(let request) = $0 { request } else { nil } }
  }

  private func text(_ console: Console, _ width: Int = 120, _ height: Int = 40) -> String {
    console.frame(Size(width: width, height: height)).frame.text
  }

  @Test func `a question is typed, worked out beside the screen, and answered on a page of its own`() throws {
    var console = try console()
    let effects = press(keys("wlose region=eu-west") + [.named(.enter)], &console)
    let request = try #require(requests(effects).first)
    #expect(request.question.description == "lose region=eu-west")
    #expect(text(console).contains("Working it out for 0 s") && text(console).contains("nothing was done"))
    _ = console.update(.foreseen(request.answer()), at: Self.now)
    for words in ["lose region=eu-west", "go to a node", "is lost", "Mean load", "/h", "nothing was done"] {
      #expect(text(console).contains(words), "\(words)\n\(text(console))")
    }
    #expect(!effects.contains { if case .submit = $0 { true } else { false } })
    _ = press([.named(.escape)], &console)
    #expect(!text(console).contains("Mean load"))
  }

  @Test func `the page tells why the selected unit goes where it goes`() throws {
    var console = try console()
    let request = try #require(
      requests(press(keys("wdrain region=eu-west") + [.named(.enter)], &console)).first)
    _ = console.update(.foreseen(request.answer()), at: Self.now)
    _ = press([.character("G")], &console)
    let step = try #require(try request.answer().result.get().moves.last)
    #expect(text(console).contains("scored \(Figures.grouped(Int(step.grounds.score)))"), "\(text(console))")
    #expect(text(console).contains(step.grounds.terms[0].name.english))
  }

  @Test func `on the Nodes screen the question is about the selected or marked nodes`() throws {
    var console = try console()
    _ = press([.character("2"), .character("w")], &console)
    let first = try #require(console.prepared[.nodes]?.arrangement.identities.first)
    #expect(text(console).contains("lose \(first)"))
    _ = press([.named(.escape), .character(" "), .character(" "), .character("w")], &console)
    let second = try #require(console.prepared[.nodes]?.arrangement.identities[1])
    #expect(text(console).contains("lose \(first), \(second)"))
  }

  @Test func `a question that makes no sense stays in the form and is told of`() throws {
    for (language, words) in [(Language.english, "cannot be understood"), (.chinese, "无法理解")] {
      var console = try console(language)
      #expect(requests(press(keys("wexplode everything") + [.named(.enter)], &console)).isEmpty)
      let shown = text(console).filter { $0 != " " }
      #expect(shown.contains(words.filter { $0 != " " }) && shown.contains("explodeeverything"))
    }
  }

  @Test func `what does not exist is told of on the page`() throws {
    var console = try console()
    let request = try #require(requests(press(keys("wlose node-999") + [.named(.enter)], &console)).first)
    _ = console.update(.foreseen(request.answer()), at: Self.now)
    #expect(text(console).contains("there is no node \"node-999\""))
  }

  @Test func `units that cannot leave are told apart from those that nothing runs`() throws {
    var console = try console()
    let typed = keys("wdrain region=eu-west, region=us-east, region=us-west; grow 1.6x") + [.named(.enter)]
    let request = try #require(requests(press(typed, &console)).first)
    _ = console.update(.foreseen(request.answer()), at: Self.now)
    #expect(text(console).contains("cannot leave") && text(console).contains("→ stays"), "\(text(console))")
    #expect(!text(console).contains("nowhere"))
  }

  @Test func `an answer to an earlier question comes too late`() throws {
    var console = try console()
    let first = try #require(requests(press(keys("wgrow 1.5x") + [.named(.enter)], &console)).first)
    let again = keys("w") + [.control("u")] + keys("grow 2x") + [.named(.enter)]
    let second = try #require(requests(press(again, &console)).first)
    _ = console.update(.foreseen(second.answer()), at: Self.now)
    _ = console.update(.foreseen(first.answer()), at: Self.now)
    #expect(text(console).contains("grow 2x") && !text(console).contains("grow 1.5x"))
  }

  @Test(arguments: [
    (Language.english, "Working it out for 7 s", "Stopped after 7 s"), (.chinese, "已用 7 秒", "在 7 秒后中止"),
  ])
  func `Esc stops what is being worked out and stays, and goes back after that`(
    language: Language, working: String, stopped: String
  ) throws {
    var console = try console(language)
    func shown() -> String { text(console).filter { $0 != " " } }
    let request = try #require(requests(press(keys("wgrow 1.5x") + [.named(.enter)], &console)).first)
    _ = console.update(.tick, at: Self.now + .seconds(7))
    #expect(console.isForeseeing && shown().contains(working.filter { $0 != " " }), "\(shown())")
    let effects = console.update(.key(.named(.escape)), at: Self.now + .seconds(7))
    #expect(effects.contains { if case .stopWhatIf = $0 { true } else { false } })
    _ = console.update(.tick, at: Self.now + .seconds(60))
    #expect(!console.isForeseeing && shown().contains(stopped.filter { $0 != " " }), "\(shown())")
    _ = console.update(.foreseen(request.answer()), at: Self.now + .seconds(61))
    #expect(shown().contains(stopped.filter { $0 != " " }), "an answer that nobody waits for")
    _ = console.update(.key(.named(.escape)), at: Self.now + .seconds(62))
    #expect(console.place == .screen(.scheduler))
  }

  @Test
  func `the rows of an answer are made ready once, and anew where they are sorted, filtered or spoken anew`()
    throws
  {
    var console = try console()
    let request = try #require(
      requests(press(keys("wlose region=eu-west") + [.named(.enter)], &console)).first)
    _ = console.update(.foreseen(request.answer()), at: Self.now)
    let snapshot = try #require(console.snapshot)
    let list = try #require(Console.lists[.whatIf])
    let context = console.context(of: snapshot)
    var state = ListState()
    let first = list.prepared(snapshot, context, state, after: nil)
    let marker = AnyList.Prepared.marked(first)
    #expect(list.prepared(snapshot, context, state, after: marker).total == -1)
    #expect(list.prepared(snapshot, context, state, after: marker, keepsOrder: true).total == -1)
    state.filter = "eu-west"
    #expect(list.prepared(snapshot, context, state, after: marker).total == first.total)
    (state.filter, state.isReversed) = ("", true)
    #expect(list.prepared(snapshot, context, state, after: marker).total == first.total)
    let frozen = list.prepared(snapshot, context, state, after: marker, keepsOrder: true)
    #expect(frozen.arrangement.order == first.arrangement.order)
    // The order that was kept under a menu is not taken for the one that was asked for.
    let sorted = list.prepared(snapshot, context, state, after: frozen)
    #expect(sorted.arrangement.order == first.arrangement.order.reversed())
    var other = context
    other.whatIf = WhatIfAnswer(number: 99, result: request.answer().result)
    #expect(list.prepared(snapshot, other, ListState(), after: marker).total == first.total)
  }

  @Test func `one may ask where nothing may be changed`() throws {
    var console = try console(isReadOnly: true)
    #expect(requests(press(keys("wgrow 1.5x") + [.named(.enter)], &console)).count == 1)
  }

  @Test func `the policy is chosen in the form, and the one in force stands there first`() throws {
    var console = try console()
    let typed = keys("wgrow 1.5x") + [.named(.tab), .named(.right), .named(.enter)]
    let request = try #require(requests(press(typed, &console)).first)
    #expect(request.policy == PlacementAdvice.policies[1])
  }

  @Test(arguments: [(0, 0), (19, 4), (40, 10), (59, 15), (80, 24), (120, 40), (200, 60)], Language.allCases)
  func `the page draws at any size`(size: (Int, Int), language: Language) throws {
    var console = try console(language)
    let request = try #require(
      requests(press(keys("wlose region=eu-west") + [.named(.enter)], &console)).first)
    for _ in 0..<2 {
      let frame = console.frame(Size(width: size.0, height: size.1)).frame
      #expect(frame.size == Size(width: size.0, height: size.1))
      _ = console.update(.foreseen(request.answer()), at: Self.now)
    }
  }
}

extension AnyList.Prepared {
  /// The same, to be known again by a count that no list has.
  fileprivate static func marked(_ prepared: Self) -> Self {
    var prepared = prepared
    prepared.total = -1
    return prepared
  }
}
