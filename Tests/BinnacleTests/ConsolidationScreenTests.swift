import Basics
import Canvas
import Costs
import Model
import Scheduling
import Telemetry
import Testing

@testable import Console
@testable import binnacle

/// The question that stands before nodes are emptied.
@MainActor @Suite struct ConsolidationScreenTests {
  private static let now = SampleScene.now

  /// Three nodes of 4 cores, each with a unit of so many.
  private func snapshot(_ cores: [Double], executes: Bool = true) throws -> Snapshot {
    let watch = Snapshot.Watch(pid: 1, since: Self.now, isOurs: true, lastTick: Self.now)
    var snapshot = Snapshot(at: Self.now, watch: watch)
    snapshot.acts = ActsView(
      isExecuting: executes, settings: ActSettings(), holds: [:], migrations: [], stranded: [:],
      stillness: nil)
    let prices = #"""
      {"currency": "EUR", "as_of": "2026-03-01", "entries": [
        {"id": "all", "title": "all", "core_hour": "0.1", "gib_hour": "0.01", "source": "a test"}]}
      """#
    snapshot.costs.prices = try PriceBook(JSONReader.read(Array(prices.utf8), name: "prices"))
    snapshot.cluster.revision = 1
    for (place, cores) in cores.enumerated() {
      let name = "n\(place + 1)"
      var unit = UnitView(node: name, name: "unit-\(place)", since: Self.now - .hours(1))
      (unit.cores, unit.memory, unit.share) = (cores, 1e9, cores / 4)
      snapshot.units.append(unit)
      snapshot.nodes.append(NodeView(identifier: name, labels: [:], lastSeen: Self.now, trendLength: 1))
      var kind = NodeKind(cpu: 4_000, memory: 8_192)
      kind.price = 480
      snapshot.cluster.add(
        name, kind, .ready, units: .init(cores: cores, memory: 1e9), count: 1, measured: .init())
    }
    return snapshot
  }

  private func console(_ snapshot: Snapshot, _ language: Language = .english) -> Console {
    var console = Console(House.setup(language))
    _ = console.update(.snapshot(snapshot), at: Self.now)
    console.go(to: .screen(.scheduler))
    return console
  }

  private func press(_ character: Unicode.Scalar, _ console: inout Console) -> [Effect] {
    console.update(.key(.character(character)), at: Self.now)
  }

  private func text(_ console: Console, _ width: Int = 120, _ height: Int = 40) -> String {
    console.frame(Size(width: width, height: height)).frame.text
  }

  @Test(arguments: [(80, 24), (120, 40), (160, 50)], Language.allCases)
  func `it says how many nodes become empty, by how many moves and what they cost`(
    size: (Int, Int), language: Language
  ) throws {
    var console = console(try snapshot([0.5, 0.6, 1.5]), language)
    #expect(press("J", &console).isEmpty)
    let text = text(console, size.0, size.1).filter { $0 != " " }
    let words =
      language == .english
      ? ["Empty2nodesby2moves?", "0.96EURanhour", "n11unit0.48EURanhour", "n21unit"]
      : ["通过2次迁移腾空2个节点？", "每小时费用0.96EUR", "n11个单元每小时0.48EUR"]
    for word in words { #expect(text.contains(word), "\(word)") }
  }

  @Test func `a yes is one order, a no is none`() throws {
    var console = console(try snapshot([0.5, 0.6, 1.5]))
    _ = press("J", &console)
    #expect(press("n", &console).isEmpty)
    _ = press("J", &console)
    let effects = press("y", &console)
    guard case .submit(let draft) = effects.first, effects.count == 1 else {
      Issue.record("no order")
      return
    }
    #expect(draft.verb == .consolidate && draft.address == Address(.scheduler, "acts"))
  }

  @Test func `where nothing can be emptied there is no question but a sentence`() throws {
    var console = console(try snapshot([2.5, 2.6, 2.5]))
    #expect(press("J", &console).isEmpty && console.overlay == nil)
    #expect(text(console).contains("No node can be emptied now"))
    console = self.console(try snapshot([0.5, 0.6, 1.5], executes: false))
    #expect(press("J", &console).isEmpty && console.overlay == nil)
  }

  @Test func `the unit's page says what it asks and what of that is not understood`() throws {
    var view = try snapshot([0.5, 0.6, 1.5])
    view.units[0].priority = ServiceClass.interactive.priority
    view.units[0].needs = UnitNeeds(group: nil) { label in
      switch label {
      case .needs: "disk=fast"
      case .modality: "smell"
      case .priority, .apart, .spread: ""
      }
    }
    let text = text(console(view), 160, 50)
    #expect(text.contains("interactive  needs disk=fast"))
    #expect(text.contains("binnacle.modality=smell is not understood: text, visual, audio, fusion"))
  }
}
