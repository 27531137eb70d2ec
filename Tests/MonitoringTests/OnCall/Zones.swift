import Basics

/// A zone as a file of the time zone database has it: offsets in hours, each from an instant on.
func zone(_ first: Int, _ changes: [(from: String, hours: Int)] = []) -> ZoneTable {
  func bytes(_ number: Int64, _ count: Int) -> [UInt8] {
    (0..<count).reversed().map { UInt8(truncatingIfNeeded: number >> (8 * Int64($0))) }
  }
  let offsets: [Int] = [first] + changes.map(\.hours)
  var types: [UInt8] = []
  for offset in offsets { types += bytes(Int64(offset * 3_600), 4) + [0, 0] }
  let times = changes.compactMap { Instant(rfc3339: $0.from) }.map { $0.milliseconds / 1_000 }
  func block(_ width: Int) -> [UInt8] {
    var block = Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15)
    for count in [0, 0, 0, times.count, offsets.count, 1] { block += bytes(Int64(count), 4) }
    for time in times { block += bytes(time, width) }
    block += times.indices.map { UInt8($0 + 1) }
    return block + types + [0]
  }
  return ZoneTable(tzif: block(4) + block(8))!
}

/// Three places as they are in 2026.
enum Place {
  static let berlin = zone(
    1, [("2026-03-29T01:00:00Z", 2), ("2026-10-25T01:00:00Z", 1)])
  static let newYork = zone(
    -5, [("2026-03-08T07:00:00Z", -4), ("2026-11-01T06:00:00Z", -5)])
  static let shanghai = zone(8)

  static let all = ["Europe/Berlin": berlin, "America/New_York": newYork, "Asia/Shanghai": shanghai]
}

func at(_ text: String) -> Instant { Instant(rfc3339: text)! }
