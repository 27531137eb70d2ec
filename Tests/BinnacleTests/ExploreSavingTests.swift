import Basics
import Canvas
import Model
import Simulation
import Telemetry
import Testing

@testable import Console
@testable import binnacle

/// Saving from the Explore screen, and what is saved.
@MainActor @Suite struct ExploreSavingTests {
  private func drafts(_ keys: [Key], from name: String = "explore-graph") throws -> [Order.Draft] {
    var console = try House.console(name, .rush)
    let now = try House.scene(.rush).snapshot.at
    return keys.flatMap { console.update(.key($0), at: now) }.compactMap { effect in
      if case .submit(let draft) = effect { draft } else { nil }
    }
  }

  private func typed(_ text: String) -> [Key] { text.unicodeScalars.map { Key.character($0) } }

  @Test func `a panel is saved with its name, its screen and its expressions`() throws {
    let draft = try #require(
      try drafts([.character("P")] + typed("Load") + [.named(.tab), .named(.right), .named(.enter)]).first)
    #expect(draft.verb == .pin && draft.address == Address(.panel, "Load"))
    let panel = try #require(SavedPanel(title: "Load", fields: draft.fields))
    #expect(panel.screen == "nodes" && panel.expressions.count == 2 && panel.span == .minutes(5))
  }

  @Test func `a rule is saved with its condition, which nothing seen so far meets`() throws {
    let draft = try #require(try drafts([.character("R")] + typed("Hot") + [.named(.enter)]).first)
    #expect(draft.verb == .enact && draft.address == Address(.rule, "Hot"))
    #expect(draft.fields["for"] == "5m" && draft.fields["severity"] == "warning")
    #expect(
      draft.fields["condition"]?.hasPrefix("> ") == true && draft.fields["expression"] == "max(node_load1)")
  }

  @Test func `a form that cannot be meant is not sent`() throws {
    #expect(try drafts([.character("P"), .named(.enter)]).isEmpty)
    let nonsense = [Key.character("R")] + typed("Hot") + [.named(.tab), .control("u")] + typed("> )")
    #expect(try drafts(nonsense + [.named(.enter)]).isEmpty)
    let none = [Key.character("R")] + typed("Hot") + [.named(.tab), .control("u"), .named(.enter)]
    #expect(try drafts(none).isEmpty)
  }

  @Test func `a console that only reads saves nothing`() throws {
    var console = try House.console("explore-graph", .rush)
    console.setup.isReadOnly = true
    let now = try House.scene(.rush).snapshot.at
    _ = console.update(.key(.character("P")), at: now)
    #expect(console.overlay == nil)
    _ = console.update(.key(.character("i")), at: now)
    #expect(console.exploration.editing != nil)
  }

  @Test func `a saved panel lives on its screen, and opens again on Explore`() throws {
    let bridge = try House.console("bridge-panels", .rush)
    let text = bridge.frame(Size(width: 140, height: 44)).frame.text
    #expect(text.contains("Network in") && text.contains("MiB/s"))
    var console = try House.console("explore-table", .rush)
    let now = try House.scene(.rush).snapshot.at
    for key in [Key.named(.backTab), .named(.down), .named(.enter)] { _ = console.update(.key(key), at: now) }
    #expect(console.exploration.entries.first?.text.hasPrefix("topk(3") == true)
    #expect(console.exploration.isStacked)
  }
}

@Suite struct ExploreFigureTests {
  @Test(arguments: [
    ("node_memory_Mem_bytes", "bytes"), ("rate(net_bytes_total[1m])", "bytesPerSecond"),
    ("sum by (a) (rate(cpu_seconds_total[1m]))", "ratio"), ("a_bytes / b_bytes", "ratio"),
    ("count(a_bytes)", "plain"), ("histogram_quantile(0.9, rate(h_seconds_bucket[1m]))", "seconds"),
    ("rate(requests_total[1m])", "perSecond"), ("100 * x_bytes", "plain"),
    ("max_over_time(t_seconds[1h])", "seconds"),
    ("sum(", "plain"),
  ])
  func `the unit of a value follows from what was asked`(text: String, unit: String) {
    #expect("\(ValueUnit.of(text))" == unit)
  }

  @Test(arguments: [(0.0, 97.0), (40, 60), (-3, 5), (0, 0), (1e-9, 2e-9), (5, 5), (1e12, 3e12)])
  func `a scale holds all values between ticks that can be read`(least: Double, most: Double) {
    for isLogarithmic in [false, true] {
      let scale = Scale(least, most, ticks: 4, unit: .plain, isLogarithmic: isLogarithmic)
      #expect(scale.low < scale.high && scale.ticks.count >= 2 && scale.ticks.count < 14)
      if !scale.isLogarithmic { #expect(scale.low <= least && scale.high >= most) }
      #expect(scale.ticks.allSatisfy { (-0.001...1.001).contains(scale.height($0)) })
    }
  }

  @Test func `a scale without values still stands`() {
    let scale = Scale(.infinity, -.infinity, ticks: 4, unit: .bytes, isLogarithmic: true)
    #expect(scale.low < scale.high && scale.height(.nan).isNaN)
  }

  @Test func `buckets are parted, and counters become what was added`() throws {
    func line(_ bound: String, _ values: [Double]) -> ShownSeries {
      ShownSeries(
        identity: bound, letter: "A", labels: ["le": bound], values: values, figures: SeriesFigures(values),
        unit: .plain, telling: [:])
    }
    let map = try #require(
      BucketMap(
        [line("+Inf", [10, 14, 4]), line("0.5", [4, 5, 1]), line("0.1", [1, 1, 0])], isCounting: true))
    #expect(map.bounds == ["0.1", "0.5", "+Inf"])
    #expect(map.counts.map { Array($0.dropFirst()) } == [[0, 0], [1, 1], [3, 3]])
    #expect(map.cells(rows: 2, columns: 1).map(\.bound) == ["+Inf", "0.1"])
    #expect(BucketMap([line("", [1])], isCounting: true) == nil)
  }

  @Test func `between steps lines are drawn, over gaps they are not`() {
    #expect(Interpolation.filled([0, 1], to: 3) == [0, 0.5, 1])
    let gap = Interpolation.filled([0, .nan, 1], to: 9)
    #expect(gap[0] == 0 && gap[4].isNaN && gap[8] == 1)
    #expect(Interpolation.filled([1, 2, 3], to: 2) == [1, 2, 3])
  }
}
