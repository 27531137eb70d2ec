import Basics
import Canvas
import Model
import Scheduling
import Telemetry
import Testing

@testable import Console
@testable import binnacle

/// The Scheduler screen on a small house that stands as each test says.
@MainActor @Suite struct SchedulerScreenTests {
  nonisolated private static let now = SampleScene.now
  nonisolated private static let gibibyte = 1_073_741_824.0

  private struct Planted {
    let node: String
    let name: String
    var cores = 1.0
    var memory = 1.0
    var state = UnitView.State.running

    var view: UnitView {
      var unit = UnitView(node: node, name: name, since: SchedulerScreenTests.now - .minutes(12))
      (unit.share, unit.cores, unit.memory, unit.state) = (
        cores / 4, cores, memory * SchedulerScreenTests.gibibyte, state
      )
      return unit
    }
  }

  /// Three nodes of 4 cores and 8 GiB; of the third so many cores are busy.
  private func snapshot(
    _ units: [Planted], third busy: Double = 0, lost: Set<String> = []
  ) -> Snapshot {
    let watch = Snapshot.Watch(pid: 1, since: Self.now, isOurs: true, lastTick: Self.now)
    var snapshot = Snapshot(at: Self.now, watch: watch)
    snapshot.units = units.map(\.view).sorted(by: UnitView.isWorse)
    snapshot.cluster.revision = 1
    for name in ["n1", "n2", "n3"] {
      snapshot.nodes.append(NodeView(identifier: name, labels: [:], lastSeen: Self.now, trendLength: 1))
      let here = units.filter { $0.node == name }
      let used = ClusterView.Amount(
        cores: here.reduce(0) { $0 + $1.cores }, memory: here.reduce(0) { $0 + $1.memory } * Self.gibibyte)
      snapshot.cluster.add(
        name, NodeKind(cpu: 4_000, memory: 8_192), lost.contains(name) ? .lost : .ready, units: used,
        measured: .init(cores: name == "n3" ? busy : 0))
    }
    return snapshot
  }

  private func console(_ snapshot: Snapshot, _ language: Language = .english) -> Console {
    var console = Console(House.setup(language))
    _ = console.update(.snapshot(snapshot), at: Self.now)
    console.go(to: .screen(.scheduler))
    return console
  }

  private func text(_ console: Console, _ width: Int = 120, _ height: Int = 40) -> String {
    console.frame(Size(width: width, height: height)).frame.text
  }

  private func press(_ key: Key, _ console: inout Console) { _ = console.update(.key(key), at: Self.now) }

  @Test func `where nodes tell no container series, the screen says so`() {
    for (language, words) in [(Language.english, "nodes tell no container_*"), (.chinese, "节点未提供")] {
      let text = text(console(snapshot([]), language)).filter { $0 != " " }
      #expect(text.contains(words.filter { $0 != " " }))
    }
  }

  @Test(arguments: [(80, 24), (120, 40), (200, 60)], Language.allCases)
  func `every size and language says what is where, what comes of it and what is against a node`(
    size: (Int, Int), language: Language
  ) {
    let units = [
      Planted(node: "n1", name: "search", cores: 2), Planted(node: "n2", name: "cart", cores: 3.5),
    ]
    let text = text(console(snapshot(units), language), size.0, size.1).filter { $0 != " " }
    let words =
      language == .english
      ? ["search", "cart", "cartonn2", "wouldchoose", "n3", "CPU:1.5coresshort"]
      : ["search", "cart", "cart位于n2", "n3", "CPU：缺1.5核"]
    for word in words where word != "wouldchoose" || size.0 > 100 {
      let isThere = text.lowercased().contains(word.lowercased())
      #expect(isThere, "\(word)")
    }
  }

  @Test func `the unit of a lost node stands first and is given another place`() {
    let units = [
      Planted(node: "n1", name: "search", cores: 3), Planted(node: "n2", name: "cart", state: .lost),
    ]
    let text = text(console(snapshot(units, lost: ["n2"])))
    #expect(text.contains("✕  cart") && text.contains("its node is lost; would go to n3"))
    #expect(text.contains("the node is lost") && text.contains("1 is ruled out"))
  }

  @Test func `where nothing else fits the smallest change is told`() {
    let units = [
      Planted(node: "n1", name: "search", cores: 3.5), Planted(node: "n2", name: "cart", cores: 3),
    ]
    let text = text(console(snapshot(units, third: 2)))
    #expect(text.contains("stays: no node is better than n1"))
    #expect(text.contains("nowhere else: would fit with CPU 2 cores on n3"))
  }

  @Test func `nobody moves for nothing: of nodes that are as good the unit's own is chosen`() {
    let units = [Planted(node: "n3", name: "cart", cores: 1)]
    let advice = PlacementAdvice(
      for: units[0].view, in: snapshot(units).cluster, by: PlacementAdvice.policies[0])
    #expect(advice?.verdict == .stays && advice?.rows.first?.node == "n3")
  }

  @Test func `a score stands with what it is made of`() throws {
    let units = [Planted(node: "n1", name: "search", cores: 2), Planted(node: "n1", name: "cart")]
    let view = snapshot(units)
    for policy in PlacementAdvice.policies {
      let advice = try #require(PlacementAdvice(for: view.units[0], in: view.cluster, by: policy))
      #expect(advice.choices.map(\.policy) == PlacementAdvice.policies)
      for row in advice.rows {
        let sum = row.terms.reduce(0) { $0 + $1.value }
        let score = try #require(row.score)
        #expect(abs(sum - Double(score)) <= 1, "\(policy)")
      }
    }
  }

  @Test func `a key looks at the next policy, Enter at the one selected`() {
    var console = console(snapshot([Planted(node: "n1", name: "search", cores: 2)]))
    #expect(text(console).contains("advice only  least-allocated"))
    press(.character("V"), &console)
    #expect(text(console).contains("advice only  most-allocated"))
    for key in [Key.named(.tab), .named(.tab), .character("G"), .named(.enter)] { press(key, &console) }
    #expect(text(console).contains("advice only  \(PlacementAdvice.policies.last ?? "")"))
  }

  @Test func `every command does something`() {
    for command in Command.allCases { #expect(Console.actions[command] != nil, "\(command)") }
  }

  @Test func `units move and nodes are drained, cordoned and let go by a key`() {
    var house = snapshot([Planted(node: "n1", name: "search", cores: 2)])
    house.acts = ActsView(
      isExecuting: true, settings: ActSettings(), holds: [:], migrations: [], stranded: [:], stillness: nil)
    let drafts: [(Unicode.Scalar, Order.Verb, String)] = [
      ("B", .cordon, "node/n1"), ("X", .pause, "scheduler/acts"),
    ]
    for (key, verb, address) in drafts {
      var console = console(house)
      let effects = console.update(.key(.character(key)), at: Self.now)
      guard case .submit(let draft) = effects.first else {
        Issue.record("\(key) orders nothing")
        continue
      }
      #expect(draft.verb == verb && draft.address.description == address)
    }
    let forms: [(Unicode.Scalar, Order.Verb, [String: String])] = [
      ("D", .drain, ["deadline": "10m"]), ("m", .migrate, ["target": ""]),
    ]
    for (key, verb, fields) in forms {
      var console = console(house)
      #expect(console.update(.key(.character(key)), at: Self.now).isEmpty)
      let effects = console.update(.key(.named(.enter)), at: Self.now)
      guard case .submit(let draft) = effects.first else {
        Issue.record("\(key) orders nothing")
        continue
      }
      #expect(draft.verb == verb && draft.fields == fields)
    }
  }

  @Test func `another unit has its own advice at once, and Enter opens its node`() {
    let units = [Planted(node: "n1", name: "search", cores: 2), Planted(node: "n2", name: "cart")]
    var console = console(snapshot(units))
    #expect(text(console).contains("search on n1"))
    for _ in 0..<2 { press(.character("j"), &console) }
    #expect(text(console).contains("cart on n2"))
    press(.named(.enter), &console)
    #expect(!text(console).contains("cart on n2") && text(console).contains("n2"))
  }

  @Test func `a unit whose node tells nothing of itself still gets advice`() {
    let advice = PlacementAdvice(
      for: Planted(node: "stranger", name: "cart").view, in: snapshot([]).cluster, by: "balanced")
    #expect(advice?.rows.count == 3 && advice?.rows.contains { $0.isHere } == false)
  }

  @Test func `the listing tells of each unit and of them all`() throws {
    let units = [Planted(node: "n1", name: "search", cores: 2), Planted(node: "n2", name: "cart")]
    let context = ListingContext(snapshot: snapshot(units), language: .english, zone: .utc)
    let document = try JSONReader.read(Array(Subject.units.json(context).utf8), name: "listing")
    let item = try #require(try document.required("items").items().first)
    #expect(try item.required("address").text() == "unit/n1/search")
    #expect(try item.required("node").text() == "node/n1" && item.required("state").text() == "running")
    #expect(try document.required("totals").required("cpu_ratio").number() == 0.25)
    #expect(Subject.units.commaSeparated(context).split(whereSeparator: \.isNewline).count == 3)
  }
}
