import Basics
import Canvas
import Foundation
import Model
import Scheduling
import Telemetry
import Testing

@testable import Console
@testable import binnacle

/// What people see of what the scheduler learns and proposes.
@MainActor @Suite struct LearningScreenTests {
  private static let now = SampleScene.now

  /// A house of two nodes, one of them with a unit, in which the third generation chooses.
  private static func house(_ change: (inout ActsView) -> Void = { _ in }) -> Snapshot {
    let watch = Snapshot.Watch(pid: 1, since: now, isOurs: true, lastTick: now)
    var snapshot = Snapshot(at: now, watch: watch)
    snapshot.units = [UnitView(node: "n1", name: "search", since: now)]
    for name in ["n1", "n2"] {
      snapshot.nodes.append(NodeView(identifier: name, labels: [:], lastSeen: now, trendLength: 1))
      snapshot.cluster.add(
        name, NodeKind(cpu: 4_000, memory: 8_192), .ready, units: .init(), measured: .init())
    }
    snapshot.acts = ActsView(
      isExecuting: true, settings: ActSettings(), holds: [:], migrations: [], stranded: [:], stillness: nil)
    snapshot.acts.settings.policy = "v3"
    snapshot.acts.learning.ways = ["general", "bursty"].enumerated().map { place, name in
      LearningView.Way(
        name: name, isServing: place == 0, isChallenger: place == 1, tries: 80 + place, expected: 0.953)
    }
    change(&snapshot.acts)
    return snapshot
  }

  private static func text(_ snapshot: Snapshot, _ size: Size, _ language: Language = .english) -> String {
    var console = Console(House.setup(language))
    _ = console.update(.snapshot(snapshot), at: now)
    console.go(to: .screen(.scheduler))
    return console.frame(size).frame.text
  }

  private static let proposal: LayoutProposal = {
    var (before, after) = (Outcome(), Outcome())
    (before.cost, after.cost) = (2_500, 2_000)
    (before.nodeHours, before.unevenness, after.nodeHours, after.unevenness) = (10, 1.2, 10, 0.7)
    let gain = LayoutGain(before: before, after: after, moves: 1)
    return LayoutProposal([.init(unit: "search", from: "n1", to: "n2")], gain, startsAt: now + .seconds(45))
  }()

  @Test func `the screen says which way serves, how often each was tried and what it may cost`() {
    let english = Self.text(Self.house(), Size(width: 200, height: 60))
    for words in ["v3 goes by the way “general”", "81", "0.953", "serves", "on trial"] {
      #expect(english.contains(words), "\(words)")
    }
    let chinese = Self.text(Self.house(), Size(width: 200, height: 60), .chinese)
    #expect(chinese.contains("v3 采用“通用”方案") && chinese.contains("突发") && chinese.contains("试用中"))
  }

  @Test func `where nothing is learned there is nothing of it on the screen`() {
    let plain = Self.text(Self.house { $0.settings.policy = "best-fit" }, Size(width: 200, height: 60))
    #expect(!plain.contains("Ways to weigh"))
  }

  @Test func `a proposal tells how many units move, what that saves and how long there is to say no`() {
    let snapshot = Self.house { $0.learning.proposal = Self.proposal }
    let words = "1 move gains 0.70 an hour: nodes in use cost 0.50 less, unevenness 12 % → 7 %"
    #expect(Self.proposal.words.english == words)
    let text = Self.text(snapshot, Size(width: 160, height: 50))
    let told = ["1 move gains 0.70 an hour  in 45 s, Z stops it", "nodes in use cost 0.50 less"]
    for line in told { #expect(text.contains(line), "\(line)") }
  }

  @Test func `what a proposal says is what is kept of it`() throws {
    let text = Self.proposal.value.compact
    #expect(try LayoutProposal(JSONReader.read(Array(text.utf8), name: "proposal")) == Self.proposal)
  }

  @Test func `a guardrail that was hit is on the screen and on the bridge`() {
    let violation = Violation.cost(12_000, most: 9_000)
    let snapshot = Self.house { $0.settings.fallBack = .init(violation, since: Self.now - .minutes(3)) }
    let text = Self.text(snapshot, Size(width: 200, height: 60))
    #expect(text.contains("v1 for v3") && text.contains("nodes cost 12.00 an hour, 9.00 are allowed"))
    var console = Console(House.setup(.chinese))
    _ = console.update(.snapshot(snapshot), at: Self.now)
    console.go(to: .screen(.bridge))
    #expect(console.frame(Size(width: 200, height: 60)).frame.text.contains("v1 已接替 v3"))
  }

  @Test func `the listing tells of each way and of how the scheduler acts`() throws {
    let snapshot = Self.house { $0.settings.fallBack = .init(.moves(50, most: 48), since: Self.now) }
    let context = ListingContext(snapshot: snapshot, language: .english, zone: .utc)
    let document = try JSONReader.read(Array(Subject.scheduler.json(context).utf8), name: "listing")
    let way = try #require(try document.required("items").items().first)
    #expect(try way.required("way").text() == "general" && way.required("serves").flag())
    #expect(try way.required("tries").integer() == 80)
    let acting = try document.required("scheduler")
    #expect(try acting.required("policy").text() == "v3")
    #expect(try acting.required("policy_in_force").text() == "v1")
    #expect(try acting.required("fell_back").text().hasPrefix("50 moves within an hour"))
  }

  @Test func `guardrails are read from the configuration, and a wrong one is refused with its place`() throws
  {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).json").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    func load(_ text: String) throws -> Guardrails {
      try Data("{\"guardrails\": \(text)}".utf8).write(to: URL(fileURLWithPath: path))
      return try UserConfiguration.load(path).guardrails
    }
    let read = try load("{\"movesPerHour\": 12, \"costPerHour\": 9.5, \"worsening\": 0.25}")
    #expect(read.movesPerHour == 12 && read.costCap == 9_500 && read.worsening == 0.25)
    #expect(try load("{}") == Guardrails())
    #expect(throws: Complaint.self) { try load("{\"movesPerHour\": -1}") }
    #expect(throws: Complaint.self) { try load("{\"moves\": 1}") }
  }
}
