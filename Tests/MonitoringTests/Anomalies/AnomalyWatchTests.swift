import Basics
import Monitoring
import Telemetry
import Testing

@Suite struct AnomalyWatchTests {
  private let start = Instant.epoch
  private var settings: AnomalySettings {
    var settings = AnomalySettings()
    settings.memory = 400
    return settings
  }

  @Test func `each series has a past of its own`() {
    var watch = AnomalyWatch(settings: settings)
    var alone = AnomalyDetector(settings)
    let values = SeriesSketch(count: 500).changed(400..<401) { $0 + 30 }
    for (place, value) in values.enumerated() {
      let now = start + .minutes(Int64(place))
      _ = watch.score(7, of: ["__name__": "constant"], at: now)
      #expect(watch.score(value, of: ["__name__": "noise"], at: now) == alone.score(value))
    }
    #expect(watch.count == 2)
  }

  @Test func `there are never more series than there is room for`() {
    var watch = AnomalyWatch(capacity: 3, idle: .hours(1), settings: settings)
    let answers = (0..<10).map { watch.score(1, of: ["shard": "\($0)"], at: start) }
    #expect(answers.map { $0 != nil } == [true, true, true] + [Bool](repeating: false, count: 7))
    #expect(watch.count == 3)
  }

  @Test func `a series that has fallen silent makes room`() {
    var watch = AnomalyWatch(capacity: 1, idle: .hours(1), settings: settings)
    _ = watch.score(1, of: ["shard": "a"], at: start)
    #expect(watch.score(1, of: ["shard": "b"], at: start + .hours(1)) == nil)
    #expect(watch.score(1, of: ["shard": "b"], at: start + .hours(1) + .seconds(1)) == 0)
    #expect(watch.count == 1)
  }

  @Test func `series nobody asks about are forgotten`() {
    var watch = AnomalyWatch(settings: settings)
    for shard in ["a", "b", "c"] { _ = watch.score(1, of: ["shard": shard], at: start) }
    watch.retain { $0["shard"] == "b" }
    #expect(watch.count == 1)
  }
}
