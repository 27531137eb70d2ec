import Basics
import Monitoring
import Testing

@Suite struct AnomalyDetectorTests {
  /// A smaller memory keeps the tests quick and changes nothing else.
  private static var quick: AnomalySettings {
    var settings = AnomalySettings()
    settings.memory = 600
    return settings
  }

  private func scores(_ values: [Double?]) -> [Double] {
    var detector = AnomalyDetector(Self.quick)
    return values.map { detector.score($0) }
  }

  /// The places where an anomaly begins.
  private func anomalies(_ values: [Double?]) -> [Int] {
    scores(values).enumerated().filter { $0.element >= AnomalyDetector.threshold }.map(\.offset)
  }

  @Test(arguments: 1...4) func `a spike is found the moment it is there`(seed: UInt64) {
    let values = SeriesSketch(count: 900, seed: seed).changed(700..<701) { $0 + 30 }
    #expect(anomalies(values).contains(700))
  }

  @Test(arguments: 1...4) func `a level shift is found within three points`(seed: UInt64) {
    let values = SeriesSketch(count: 900, seed: seed).changed(700..<900) { $0 + 12 }
    let found = anomalies(values).filter { (700..<703).contains($0) }
    #expect(!found.isEmpty)
  }

  @Test func `a level the series keeps is told once`() {
    let values = SeriesSketch(count: 1_400).changed(700..<1_400) { $0 + 12 }
    #expect(anomalies(values).filter { $0 >= 700 }.count <= 2)
  }

  @Test(arguments: 1...4) func `a season that is known is no anomaly`(seed: UInt64) {
    let values = SeriesSketch(count: 2_000, noise: 1, season: (points: 144, height: 40), seed: seed).values
    #expect(anomalies(values).filter { $0 > 500 }.count <= 3, "one in five hundred may surprise")
  }

  @Test func `a value that is usual at another hour is found`() {
    let day = SeriesSketch(count: 1_400, noise: 1, season: (points: 144, height: 40))
    // The crest of the wave is held where it should fall.
    let values = day.changed(1_188..<1_230) { _ in 139 }
    let found = anomalies(values)
    #expect(found.contains { (1_188..<1_260).contains($0) }, "\(found)")
  }

  @Test func `noise that grows is found`() {
    let values = SeriesSketch(count: 1_000).changed(700..<1_000) { 100 + ($0 - 100) * 4 }
    #expect(anomalies(values).contains { (700..<730).contains($0) })
  }

  @Test(arguments: 1...4) func `a line that goes flat at a usual value is found`(seed: UInt64) {
    let values = SeriesSketch(count: 1_000, noise: 5, seed: seed).changed(700..<1_000) { _ in 100 }
    #expect(anomalies(values).contains { (700..<750).contains($0) })
  }

  @Test(arguments: [0.0, 45, -3, 1e12]) func `a series that never changes is never anomalous`(level: Double) {
    #expect(scores([Double](repeating: level, count: 800)).allSatisfy { $0 < AnomalyDetector.threshold })
  }

  @Test(arguments: [0.0, 45, 1e9]) func `the first change of a constant series is found`(level: Double) {
    let values = [Double](repeating: level, count: 600) + [level * 1.5 + 1]
    #expect(anomalies(values) == [600])
  }

  @Test func `what is missing scores nothing and teaches nothing`() {
    let values = SeriesSketch(count: 900).changed(700..<701) { $0 + 30 }
    var holed: [Double?] = values
    holed.insert(contentsOf: [nil, .nan, .infinity, -.infinity, nil], at: 600)
    let (whole, broken) = (scores(values), scores(holed))
    #expect(broken[600..<605].allSatisfy { $0 == 0 })
    #expect(Array(broken[..<600] + broken[605...]) == whole)
  }

  @Test func `nothing is judged before there is a past`() {
    let values = SeriesSketch(count: 150).changed(100..<101) { $0 * 1_000 }
    #expect(scores(values).allSatisfy { $0 == 0 })
  }

  @Test func `after an anomaly it rests`() {
    let values = SeriesSketch(count: 900).changed(700..<710) { $0 + 30 }
    let scores = scores(values)
    #expect(scores[700] >= AnomalyDetector.threshold)
    #expect(scores[701..<(700 + AnomalySettings().rest)].allSatisfy { $0 == 0 })
  }

  @Test func `scores lie between 0 and 1 whatever comes`() {
    var chance = Chance(seed: 3)
    let wild = (0..<1_200).map { _ in
      Double(bitPattern: chance.next())
    }
    let huge: [Double] = [.greatestFiniteMagnitude, -.greatestFiniteMagnitude, .leastNonzeroMagnitude, 0]
    let scores = scores(wild + huge + huge)
    #expect(scores.allSatisfy { (0...1).contains($0) })
  }

  @Test func `the unit of a series makes no difference`() {
    let values = SeriesSketch(count: 900, level: 40).changed(700..<701) { $0 + 30 }
    // A power of two, so that nothing is rounded.
    #expect(scores(values) == scores(values.map { $0 * 1_024 }))
  }

  @Test func `the same series has the same scores, also in a copy`() {
    let values = SeriesSketch(count: 700).values
    #expect(scores(values) == scores(values))
    var detector = AnomalyDetector(Self.quick)
    for value in values { _ = detector.score(value) }
    var copy = detector
    #expect(detector.score(170) == copy.score(170))
  }
}
