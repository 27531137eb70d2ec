import Basics
import Scratch
import Testing

@Suite struct ZoneTableTests {
  /// A file of version 1 with summer from second 1,000 to second 2,000.
  static let made: [UInt8] = {
    func four(_ number: Int32) -> [UInt8] {
      (0..<4).map { UInt8(truncatingIfNeeded: number >> Int32(24 - 8 * $0)) }
    }
    let counts = [0, 0, 0, 2, 2, 4].flatMap { four(Int32($0)) }
    let head = Array("TZif".utf8) + [0] + [UInt8](repeating: 0, count: 15) + counts
    let types = four(3_600) + [0, 0] + four(7_200) + [1, 0]
    return head + four(1_000) + four(2_000) + [1, 0] + types + Array("ABC\0".utf8)
  }()

  @Test(arguments: [(0, 3_600), (999, 3_600), (1_000, 7_200), (1_999, 7_200), (2_000, 3_600), (9_999, 3_600)])
  func `the offset is that of the last change before`(second: Int64, offset: Int64) throws {
    let table = try #require(ZoneTable(tzif: Self.made))
    #expect(table.zone(at: Instant(seconds: second)).offset == .seconds(offset))
  }

  @Test func `what is no table, or half of one, is none`() {
    for length in [0, 3, 43, 44, Self.made.count - 1] {
      #expect(ZoneTable(tzif: Array(Self.made.prefix(length))) == nil)
    }
    #expect(ZoneTable(tzif: Array("TZif".utf8) + [UInt8](repeating: 0xFF, count: 60)) == nil)
  }

  @Test func `the system's own tables are read`() throws {
    let file = bytes(of: "/usr/share/zoneinfo/Europe/Berlin")
    guard !file.isEmpty else { return }
    let table = try #require(ZoneTable(tzif: file))
    let (winter, summer) = (
      Instant(rfc3339: "2026-01-15T12:00:00Z")!, Instant(rfc3339: "2026-07-15T12:00:00Z")!
    )
    #expect(table.zone(at: winter).offset == .hours(1) && table.zone(at: summer).offset == .hours(2))
  }
}
