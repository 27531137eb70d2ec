import Basics
import Telemetry
import Testing

@Suite struct ScrapeCodecTests {
  private func bits(_ values: [Double]?) -> [UInt64]? { values?.map(\.bitPattern) }

  @Test(arguments: [
    0.0, -0.0, 1, -1, 0.01, 12.34, 0.0001, 1e15, 9_007_199_254_740_991, 9_007_199_254_740_992, -9.1e18, 0.1,
    .pi,
    .nan, .signalingNaN, -.nan, Double(nan: 42, signaling: false), .infinity, -.infinity, Staleness.marker,
    .leastNonzeroMagnitude,
    .greatestFiniteMagnitude,
  ])
  func `any value comes back bit for bit`(value: Double) {
    let bytes = ScrapeCodec.encoded([value], after: nil)
    #expect(bits(ScrapeCodec.decoded(bytes, columns: 1, after: nil)) == [value.bitPattern])
  }

  @Test(arguments: 1...200 as ClosedRange<UInt64>)
  func `scrapes one after another come back bit for bit`(seed: UInt64) {
    var chance = Chance(seed: seed)
    let count = Int.random(in: 0...40, using: &chance)
    var (written, read): ([Double]?, [Double]?)
    for _ in 0..<6 {
      let values = (0..<count).map { index in
        chance.happens(0.5) ? written?[index] ?? 0 : Double.random(&chance)
      }
      let bytes = ScrapeCodec.encoded(values, after: written)
      read = ScrapeCodec.decoded(bytes, columns: count, after: read)
      #expect(bits(read) == values.map(\.bitPattern))
      written = values
    }
  }

  @Test func `what did not change takes one bit`() {
    let values = Array(repeating: 1.5, count: 80)
    #expect(ScrapeCodec.encoded(values, after: values).count == 11)
  }

  @Test(arguments: [(100.0, 101.0, 3), (0, 0.01, 3), (1e9, 1e9 + 15, 4), (0, 1e15, 11), (0, .pi, 11)])
  func `small differences take few bytes`(before: Double, now: Double, most: Int) {
    #expect(ScrapeCodec.encoded([now], after: [before]).count <= most)
  }

  @Test func `the bytes are those that version 1 promises`() {
    #expect(ScrapeCodec.encoded([0, 1, 0.05], after: nil) == [1, 0b110, 2 << 2, 10 << 2 | 1])
    #expect(ScrapeCodec.encoded([-1], after: nil) == [1, 1, 1 << 2])
    #expect(ScrapeCodec.encoded([-0.0], after: nil) == [1, 1, 3, 0, 0, 0, 0, 0, 0, 0, 0x80])
  }

  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func `bytes cut short or too long are refused`(seed: UInt64) {
    var chance = Chance(seed: seed)
    let values = (0..<10).map { _ in Double.random(&chance) }
    let bytes = ScrapeCodec.encoded(values, after: nil)
    for count in 0..<bytes.count {
      #expect(ScrapeCodec.decoded(Array(bytes[..<count]), columns: 10, after: nil) == nil)
    }
    #expect(ScrapeCodec.decoded(bytes + [0], columns: 10, after: nil) == nil)
  }

  @Test func `another version and another number of columns are refused`() {
    #expect(ScrapeCodec.decoded([2, 0], columns: 1, after: nil) == nil)
    #expect(ScrapeCodec.decoded([1, 0], columns: 1, after: [1, 2]) == nil)
    #expect(ScrapeCodec.decoded([], columns: 0, after: nil) == nil)
    #expect(ScrapeCodec.decoded([1], columns: 0, after: nil) == [])
  }

  @Test(arguments: 1...300 as ClosedRange<UInt64>)
  func `no bytes however odd stop the reading`(seed: UInt64) {
    var chance = Chance(seed: seed)
    let noise = (0..<24).map { _ in UInt8.random(in: 0...255, using: &chance) }
    let columns = Int.random(in: 0...16, using: &chance)
    let values = ScrapeCodec.decoded([1] + noise, columns: columns, after: nil)
    #expect(values == nil || values?.count == columns)
  }
}
