import Basics
import Canvas
import Console
import Simulation
import Testing

@testable import binnacle

@MainActor @Suite struct DrawingTests {
  nonisolated static let sizes = [
    (0, 0), (1, 1), (3, 2), (19, 4), (20, 5), (59, 15), (60, 16), (79, 23), (81, 25), (110, 30), (150, 12),
    (200, 60), (300, 5), (7, 120), (513, 90),
  ].map { Size(width: $0.0, height: $0.1) }

  @Test(arguments: PlaceName.names, Language.allCases)
  func `every screen draws at any size`(name: String, language: Language) throws {
    let console = try House.console(name, .outage, language)
    for size in Self.sizes { #expect(console.frame(size).frame.size == size) }
  }

  @Test(arguments: PlaceName.names)
  func `nothing but letters goes beyond ASCII where plain signs are asked for`(name: String) throws {
    let console = try House.console(name, .rush, .english, .ascii)
    let frame = console.frame(Size(width: 120, height: 40)).frame
    let signs = frame.cells.filter { !$0.isTail && $0.scalar > 0x7E }.compactMap { Unicode.Scalar($0.scalar) }
    #expect(signs.allSatisfy { $0.properties.isAlphabetic })
  }

  @Test(arguments: PlaceName.names, Sample.allCases.filter { $0 != .tide })
  func `no control character ever reaches a cell`(name: String, sample: Sample) throws {
    let frame = try House.console(name, sample, .chinese).frame(Size(width: 200, height: 60)).frame
    let controls = frame.cells.map(\.scalar).filter { ($0 < 0x20 && $0 != 0) || (0x7F...0x9F).contains($0) }
    #expect(controls.isEmpty)
  }

  @Test func `the same seed draws the same picture to the cell`() throws {
    let size = Size(width: 120, height: 40)
    let pictures = try (0..<2).map { _ in
      let scene = try SampleScene(.rush, nodes: 12, seed: 7, steps: 12, data: House.data)
      return try scene.console(at: .screen(.nodes), House.setup(.english)).frame(size).frame
    }
    #expect(pictures[0] == pictures[1])
  }

  @Test func `ten thousand nodes are drawn`() throws {
    let scene = try SampleScene(.calm, nodes: 10_000, steps: 1, data: House.data)
    let console = try scene.console(at: .screen(.nodes), House.setup(.english))
    let text = console.frame(Size(width: 200, height: 60)).frame.text
    #expect(text.contains("10000"))
  }
}
