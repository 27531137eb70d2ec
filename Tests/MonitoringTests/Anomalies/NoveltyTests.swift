import Glibc
import Testing

@testable import Monitoring

@Suite struct NoveltyTests {
  private func distance(_ values: [Float], span: Int, memory: Int = 256) -> Double? {
    var settings = AnomalySettings()
    settings.memory = memory
    var (novelty, recent) = (Novelty(span: span, settings: settings), RecentValues(capacity: memory))
    for value in values {
      recent.append(value)
      recent.withValues { novelty.advance($0) }
    }
    return novelty.distance(after: recent.count)
  }

  @Test func `what has been before is near and what has not is far`() throws {
    let saw = (0..<200).map { Float($0 % 25) / 10 }
    let usual = try #require(distance(saw, span: 12))
    let broken = try #require(distance(saw.dropLast(6) + [Float](repeating: 0.9, count: 6), span: 12))
    #expect(usual < broken - 1)
  }

  @Test func `the distance of a single point is that to the nearest value of the past`() throws {
    let found = try #require(distance([Float](repeating: 1, count: 100) + [4], span: 1))
    let least = AnomalySettings().resolution
    #expect((found - 0.5 * log(9 + least * least)).magnitude < 1e-6)
  }

  @Test func `there is no distance before there is a past`() {
    #expect(distance([Float](repeating: 1, count: 30), span: 12) == nil)
    #expect(distance([Float](repeating: 1, count: 60), span: 12) != nil)
  }

  @Test func `no more lags are kept than the memory has`() {
    var settings = AnomalySettings()
    settings.memory = 100
    var (novelty, recent) = (Novelty(span: 12, settings: settings), RecentValues(capacity: 150))
    for value in 0..<3_000 {
      recent.append(Float(value % 7))
      recent.withValues { novelty.advance($0) }
    }
    #expect(novelty.sums.count == 100)
  }

  @Test func `no more values are kept than there is room for`() {
    var recent = RecentValues(capacity: 100)
    for value in 0..<10_000 { recent.append(Float(value)) }
    #expect(recent.count == 100)
    recent.withValues { #expect(Array($0) == (0..<100).map { 9_999 - Float($0) }) }
  }

  @Test func `values stand newest first however many there were`() {
    var recent = RecentValues(capacity: 7)
    for value in 1...40 {
      recent.append(Float(value))
      let wanted = (max(1, value - 6)...value).reversed().map(Float.init)
      recent.withValues { #expect(Array($0) == wanted) }
    }
  }
}
