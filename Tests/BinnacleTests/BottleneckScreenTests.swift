import Basics
import Canvas
import Console
import Engine
import Model
import Monitoring
import Simulation
import Store
import Testing

@testable import binnacle

/// A node that is held up, on its page and in the listing.
@MainActor @Suite struct BottleneckScreenTests {
  private static let start = Instant(rfc3339: "2026-03-14T09:00:00Z")!
  private static var known: [Scenario: Snapshot] = [:]

  /// A fleet ten minutes on, on which something was planted after five.
  private static func snapshot(_ scenario: Scenario) throws -> Snapshot {
    if let snapshot = known[scenario] { return snapshot }
    var configuration = DataFiles.configuration(in: House.data, at: start, facts: false)
    (configuration.zone, configuration.keepsScrapes) = (.utc, false)
    let engine = Engine(store: try Store(), configuration: configuration)
    var fleet = ScenarioFleet(scenario, nodes: 2, seed: 2, intensity: 0.6, start: start)
    var snapshot = Snapshot(at: start, watch: .init(pid: 1, since: start, isOurs: true, lastTick: start))
    for step in 0...40 {
      let now = start + .seconds(15) * Int64(step)
      let beat = Beat(pid: 1, boot: "test", uptime: now - start)
      snapshot = engine.advance(to: now, beat: beat, taking: fleet.observations(at: now))
    }
    known[scenario] = snapshot
    return snapshot
  }

  private func console(_ scenario: Scenario, _ language: Language) throws -> (
    console: Console, view: BottleneckView
  ) {
    let snapshot = try Self.snapshot(scenario)
    let view = try #require(snapshot.bottlenecks.first)
    var console = Console(House.setup(language))
    _ = console.update(.snapshot(snapshot), at: snapshot.at)
    console.go(to: .node(view.node))
    _ = console.update(.tick, at: snapshot.at)
    return (console, view)
  }

  @Test(arguments: Language.allCases)
  func `the bridge names what holds a node up before any alert tells of it`(language: Language) throws {
    var (console, view) = try console(.hotUnit, language)
    console.go(to: .screen(.bridge))
    _ = console.update(.tick, at: Self.start)
    let text = console.frame(Size(width: 200, height: 60)).frame.text.filter { $0 != " " }
    for words in [view.node, view.bottleneck.title[language]] {
      #expect(text.contains(words.filter { $0 != " " }), "\(words)")
    }
  }

  @Test(arguments: [Scenario.disk, .memory], Language.allCases)
  func `the page of a node names its bottleneck, its figures and what would help`(
    scenario: Scenario, language: Language
  ) throws {
    let (console, view) = try console(scenario, language)
    for size in [Size(width: 80, height: 24), Size(width: 120, height: 40), Size(width: 200, height: 60)] {
      let text = console.frame(size).frame.text.filter { $0 != " " }
      for words in [
        view.bottleneck.title[language], view.bottleneck.evidence[0].text,
        view.bottleneck.suggestions[0].title[language],
      ] {
        let isThere = text.contains(words.filter { $0 != " " })
        #expect(isThere, "\(size) \(words)")
      }
    }
  }

  @Test func `the page says why it is not something else`() throws {
    let (console, _) = try console(.memory, .english)
    #expect(console.frame(Size(width: 120, height: 40)).frame.text.contains("(comes of Memory)"))
  }

  @Test func `the page of a node that is held up draws at any size`() throws {
    let (console, _) = try console(.disk, .chinese)
    for size in DrawingTests.sizes { #expect(console.frame(size).frame.size == size) }
  }

  @Test func `a suggestion is applied only after a yes, as an order with what is foreseen`() throws {
    var (console, view) = try console(.disk, .english)
    let now = Self.start + .minutes(10)
    #expect(!Self.submits(console.update(.key(.character("A")), at: now)))
    let text = console.frame(Size(width: 120, height: 40)).frame.text
    #expect(text.contains("Do what is suggested?") && text.contains("U' ="))
    let effects =
      console.update(.key(.character("y")), at: now) + console.update(.key(.named(.enter)), at: now)
    let drafts = effects.compactMap { effect in if case .submit(let draft) = effect { draft } else { nil } }
    let suggestion = view.bottleneck.suggestions[0]
    #expect(drafts == [Order.Draft(.apply, view.address(of: suggestion), suggestion.effect.fields)])
  }

  private static func submits(_ effects: [Effect]) -> Bool {
    effects.contains { if case .submit = $0 { true } else { false } }
  }

  @Test func `a node that is well offers nothing to apply`() throws {
    let snapshot = try Self.snapshot(.disk)
    let well = try #require(
      snapshot.nodes.first { node in !snapshot.bottlenecks.contains { $0.node == node.identifier } })
    var console = Console(House.setup(.english))
    _ = console.update(.snapshot(snapshot), at: snapshot.at)
    console.go(to: .node(well.identifier))
    #expect(!Self.submits(console.update(.key(.character("A")), at: snapshot.at)))
    let text = console.frame(Size(width: 120, height: 40)).frame.text
    #expect(!text.contains("Bottleneck") && text.contains("no suggestion here"))
  }

  @Test func `the listing carries the evidence, the grounds and what is foreseen`() throws {
    let context = ListingContext(snapshot: try Self.snapshot(.disk), language: .english, zone: .utc)
    let document = try JSONReader.read(Array(Subject.bottlenecks.json(context).utf8), name: "listing")
    let item = try #require(try document.required("items").items().first)
    #expect(try item.required("resource").text() == "disk")
    #expect(try item.required("evidence").items().count == 3)
    #expect(try item.required("checks").items()[0].required("holds").flag())
    let suggestion = try item.required("suggestions").items()[0]
    #expect(try suggestion.required("address").text().hasPrefix("suggestion/"))
    #expect(try suggestion.required("provenance").text() == "forecast")
    #expect(Subject.bottlenecks.commaSeparated(context).split(whereSeparator: \.isNewline).count > 1)
  }

  @Test func `the demonstrations are listed, with every shortage that can be planted`() {
    for language in Language.allCases {
      let text = DemoStory.listing(language)
      for scenario in Scenario.allCases { #expect(text.contains(scenario.rawValue)) }
    }
    #expect(DemoStory(named: "hot-unit") != nil && DemoStory(named: "empty") == nil)
  }
}
