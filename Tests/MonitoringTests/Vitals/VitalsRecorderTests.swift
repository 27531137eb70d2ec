import Basics
import Monitoring
import Telemetry
import Testing

@Suite struct VitalsRecorderTests {
  private let node: Labels = ["instance": "edge-17", "job": "node"]
  private let now = Instant(seconds: 1_773_480_000)

  private func vitals(_ values: [Vital: Float]) -> Vitals {
    values.reduce(into: Vitals()) { $0[$1.key] = $1.value }
  }

  private func series(_ scrape: Scrape?) -> [String: Double] {
    guard let scrape else { return [:] }
    return Dictionary(uniqueKeysWithValues: zip(scrape.layout.columns.map(\.name), scrape.values))
  }

  @Test func `each vital a node tells is a series of its own with the node's labels`() throws {
    var recorder = VitalsRecorder()
    let recorded = recorder.scrape(of: node, vitals([.cpu: 0.25, .netIn: 1_200]), at: now)
    let scrape = try #require(recorded)
    #expect(series(scrape) == ["node:cpu:ratio": 0.25, "node:network_received:bytes_per_second": 1_200])
    #expect(
      scrape.layout.columns[0].labels(in: scrape.source) == node.setting("__name__", to: "node:cpu:ratio"))
    #expect(scrape.source.areMarked && scrape.source.areOfVitals && scrape.source.unmarked == node)
    #expect(!node.areOfVitals)
  }

  @Test func `the names of the series are told apart and are those of recording rules`() {
    let names = Vital.allCases.map(\.metric)
    #expect(Set(names).count == names.count)
    for name in names {
      #expect(name.split(separator: ":").count == 3 && name.hasPrefix("node:"))
      #expect(name.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "_" || $0 == ":" })
      #expect(Vital.isMetric(name))
    }
    #expect(!Vital.isMetric("node_load1"))
  }

  @Test(
    arguments: [
      (.cpu, 1.0 / 3, 0.3333), (.load, 12.34567, 12.3457), (.netFaults, 0.126, 0.13), (.diskRead, 12.6, 13),
    ]
      as [(Vital, Float, Double)])
  func `a value is a short decimal`(vital: Vital, value: Float, recorded: Double) {
    var recorder = VitalsRecorder()
    let scrape = recorder.scrape(of: node, vitals([vital: value]), at: now)
    #expect(scrape?.values == [recorded])
  }

  @Test func `a vital that is not told any more has ended, and may come again`() throws {
    var recorder = VitalsRecorder()
    _ = recorder.scrape(of: node, vitals([.cpu: 0.25, .memory: 0.5]), at: now)
    let gone = recorder.scrape(of: node, vitals([.cpu: 0.25, .memory: .nan]), at: now)
    #expect(Staleness.isMarker(try #require(series(gone)["node:memory_used:ratio"])))
    let back = recorder.scrape(of: node, vitals([.cpu: 0.25, .memory: 0.75]), at: now)
    #expect(series(back)["node:memory_used:ratio"] == 0.75)
    #expect(gone?.layout === back?.layout)
  }

  @Test func `nodes that tell the same share a layout`() {
    var recorder = VitalsRecorder()
    let first = recorder.scrape(of: node, vitals([.cpu: 0.25, .memory: 0.5]), at: now)
    let second = recorder.scrape(of: ["instance": "b"], vitals([.cpu: 1, .memory: 1]), at: now)
    let third = recorder.scrape(of: ["instance": "c"], vitals([.cpu: 1]), at: now)
    #expect(first?.layout === second?.layout && first?.layout !== third?.layout)
  }

  @Test func `who tells nothing is not recorded, and who is gone is ended once`() {
    var recorder = VitalsRecorder()
    let (nothing, early) = (recorder.scrape(of: node, Vitals(), at: now), recorder.end(of: node, at: now))
    #expect(nothing == nil && early == nil)
    _ = recorder.scrape(of: node, vitals([.cpu: 0.25]), at: now)
    let (end, again) = (recorder.end(of: node, at: now), recorder.end(of: node, at: now))
    #expect(end?.layout.columns.isEmpty == true && again == nil)
  }

  @Test func `what was recorded comes back as vitals`() throws {
    var recorder = VitalsRecorder()
    let told = vitals([.cpu: 0.25, .temperature: 61.5])
    let recorded = recorder.scrape(of: node, told, at: now)
    let scrape = try #require(recorded)
    let back = Vitals(recorded: scrape.values, scrape.layout)
    for vital in Vital.allCases {
      #expect(back[vital] == told[vital] || back[vital].isNaN && told[vital].isNaN)
    }
    #expect(!back.areUnknown && Vitals().areUnknown)
  }
}
