import Basics
import Telemetry
import Testing

/// Pages with bytes changed at random.
@Suite struct ExpositionNoiseTests {
  private static let bytes = Array("{}\"\\=,# \n\t\r01e.+-_:INFnaN\u{0}é".utf8) + [0xFF]

  private func mutated(_ page: [UInt8], _ chance: inout Chance) -> [UInt8] {
    var page = page
    for _ in 0..<Int.random(in: 1...3, using: &chance) where !page.isEmpty {
      let place = Int.random(in: page.indices, using: &chance)
      let byte = Self.bytes.randomElement(using: &chance) ?? 0
      switch Int.random(in: 0...3, using: &chance) {
      case 0: page[place] = byte
      case 1: page.insert(byte, at: place)
      case 2: page.removeSubrange(place..<min(place + 3, page.count))
      default: page.swapAt(place, Int.random(in: page.indices, using: &chance))
      }
    }
    return page
  }

  @Test(arguments: 1...100 as ClosedRange<UInt64>)
  func `a page is read to the same end however it is read, and a fault lies within it`(seed: UInt64) throws {
    var chance = Chance(seed: seed)
    let format: ExpositionFormat = seed % 2 == 0 ? .text : .openMetrics
    let base = Array(ExpositionWriter.text(MetricFamily.random(&chance, in: format), in: format).utf8)
    for _ in 0..<10 {
      let page = mutated(base, &chance)
      var reader = ExpositionReader(source: [:], format: format)
      _ = try reader.read(base, at: .epoch)
      do {
        let families = try ExpositionParser.families(page, in: format)
        let values = try reader.read(page, at: .epoch).scrape.values
        #expect(values.count <= families.reduce(0) { $0 + $1.samples.count })
        let again = Array(ExpositionWriter.text(families, in: format).utf8)
        #expect(try ExpositionParser.families(again, in: format).map(\.shape) == families.map(\.shape))
      } catch {
        let lines = page.split(separator: 0x0A, omittingEmptySubsequences: false)
        #expect((1...lines.count + 1).contains(error.line))
        #expect(error.column >= 1 && error.column <= (lines.map(\.count).max() ?? 0) + 1)
      }
    }
  }
}
