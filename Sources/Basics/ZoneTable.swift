/// How far the time of a place runs ahead of UTC, and since when: what a file of the time zone database holds
/// (RFC 9636, TZif).
public struct ZoneTable: Sendable, Hashable {
  private let transitions: [Int64]
  /// The offset behind each transition, in seconds.
  private let offsets: [Int32]
  /// The offset before the first.
  private let first: Int32

  /// Nil where the bytes are no such file.
  public init?(tzif bytes: [UInt8]) {
    guard let head = Header(bytes, at: 0) else { return nil }
    // From version 2 on the same stands once more with eight bytes for a time.
    if head.version >= 0x32, let long = Header(bytes, at: 44 + head.length(4)) {
      self.init(bytes, at: 88 + head.length(4), long, width: 8)
    } else {
      self.init(bytes, at: 44, head, width: 4)
    }
  }

  private init?(_ bytes: [UInt8], at start: Int, _ head: Header, width: Int) {
    guard head.types > 0, bytes.count >= start + head.length(width) else { return nil }
    func number(_ place: Int, _ size: Int) -> Int64 {
      let raw = bytes[place..<(place + size)].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      return size == 4 ? Int64(Int32(truncatingIfNeeded: raw)) : Int64(bitPattern: raw)
    }
    let kinds = start + head.times * width
    let types = kinds + head.times
    let known = (0..<head.types).map { Int32(number(types + $0 * 6, 4)) }
    var offsets: [Int32] = []
    for place in 0..<head.times {
      let kind = Int(bytes[kinds + place])
      guard kind < known.count else { return nil }
      offsets.append(known[kind])
    }
    transitions = (0..<head.times).map { number(start + $0 * width, width) }
    self.offsets = offsets
    first = known[0]
  }

  /// The zone at an instant; after the last transition it stays as it is.
  public func zone(at instant: Instant) -> Zone {
    let second = instant.rounded(downTo: .seconds(1)).milliseconds / 1_000
    var (low, high) = (0, transitions.count)
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle] <= second { low = middle + 1 } else { high = middle }
    }
    return Zone(offset: .seconds(Int64(low == 0 ? first : offsets[low - 1])))
  }

  /// The counts at the head of a block of data.
  private struct Header {
    let version: UInt8
    let times: Int
    let types: Int
    private let rest: (isUTC: Int, isStandard: Int, leaps: Int, letters: Int)

    init?(_ bytes: [UInt8], at start: Int) {
      guard bytes.count >= start + 44, bytes[start..<(start + 4)].elementsEqual("TZif".utf8) else {
        return nil
      }
      func count(_ place: Int) -> Int {
        let from = start + 20 + place * 4
        return bytes[from..<(from + 4)].reduce(0) { $0 << 8 | Int($1) }
      }
      version = bytes[start + 4]
      rest = (count(0), count(1), count(2), count(5))
      (times, types) = (count(3), count(4))
      guard max(times, types, rest.leaps, rest.letters) < 1 << 20 else { return nil }
    }

    /// How many bytes the data takes whose times are so wide.
    func length(_ width: Int) -> Int {
      times * (width + 1) + types * 6 + rest.letters + rest.leaps * (width + 4) + rest.isStandard + rest.isUTC
    }
  }
}
