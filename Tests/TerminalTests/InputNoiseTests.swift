import Basics
import Canvas
import Terminal
import Testing

/// Anything may come from a terminal: nothing may crash, and a person is heard again afterwards.
@Suite struct InputNoiseTests {
  private static let pieces: [[UInt8]] = [
    [0x1B], [0x1B, 0x5B], [0x1B, 0x4F], [0x1B, 0x5D], Array("\u{1B}[200~".utf8), Array("\u{1B}[201~".utf8),
    Array("\u{1B}[<0;".utf8), Array("99999999999999999999".utf8), Array(";-9223372036854775808".utf8),
    Array("A~Mmcuy$".utf8),
    [0xE8, 0x88], [0x07], [0x1B, 0x5C], Array("?2026;".utf8), Array("11;rgb:/".utf8),
  ]

  private func noise(_ chance: inout Chance) -> [UInt8] {
    (0..<60).flatMap { _ -> [UInt8] in
      chance.next() % 2 == 0
        ? Self.pieces[Int(chance.next() % UInt64(Self.pieces.count))]
        : [UInt8(truncatingIfNeeded: chance.next())]
    }
  }

  @Test(arguments: 1...300 as ClosedRange<UInt64>)
  func `noise does no harm, and the end of it is heard`(seed: UInt64) {
    var chance = Chance(seed: seed)
    var decoder = InputDecoder()
    for byte in noise(&chance) {
      _ = decoder.feed([byte])
      if chance.next() % 16 == 0 { _ = decoder.flush() }
    }
    // Whatever is open is ended: a paste, a string, a sequence.
    _ = decoder.feed("\u{1B}[201~\u{1B}\\".utf8) + decoder.flush()
    #expect(decoder.feed("q".utf8).last == .key(.character("q")), "seed \(seed)")
  }

  @Test(arguments: 1...100 as ClosedRange<UInt64>)
  func `noise means the same in one piece and byte by byte`(seed: UInt64) {
    var chance = Chance(seed: seed)
    let bytes = noise(&chance)
    var (whole, single) = (InputDecoder(), InputDecoder())
    let first = whole.feed(bytes) + whole.flush()
    let second = bytes.flatMap { single.feed([$0]) } + single.flush()
    #expect(first == second, "seed \(seed)")
  }

  @Test(arguments: [
    "\u{1B}[1;-9223372036854775808A", "\u{1B}[1;9223372036854775807A", "\u{1B}[1;99999999999999999999A",
  ])
  func `a modifier beyond all measure does no harm`(bytes: String) {
    var decoder = InputDecoder()
    #expect(decoder.feed(bytes.utf8).count == 1)
  }

  @Test(arguments: ["\u{1B}[", "\u{1B}]", "\u{1B}P"])
  func `a sequence without an end is given up, and the next key is heard`(start: String) {
    var decoder = InputDecoder()
    #expect(decoder.feed(Array(start.utf8) + [UInt8](repeating: 0x31, count: 400)) == [])
    #expect(decoder.feed("q".utf8) == [.key(.character("q"))])
  }
}
