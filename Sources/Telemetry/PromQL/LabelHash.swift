/// The hash by which `limit_ratio` takes a steady share of series: xxHash64 over the labels, each text behind its
/// length, as Prometheus stores and hashes them.
enum LabelHash {
  /// Whether a series belongs to a share; a negative share is the rest of the positive one.
  static func isWithin(_ ratio: Double, _ labels: Labels) -> Bool {
    let offset = Double(hash(of: labels)) / Double(UInt64.max)
    return ratio >= 0 ? offset < ratio : offset >= 1 + ratio
  }

  private static func hash(of labels: Labels) -> UInt64 {
    var bytes: [UInt8] = []
    for label in labels {
      for text in [label.name, label.value] {
        append(size: text.utf8.count, to: &bytes)
        bytes += text.utf8
      }
    }
    return xxHash64(bytes)
  }

  private static func append(size: Int, to bytes: inout [UInt8]) {
    guard size >= 255 else { return bytes.append(UInt8(size)) }
    bytes += [255, UInt8(size & 0xFF), UInt8(size >> 8 & 0xFF), UInt8(size >> 16 & 0xFF)]
  }

  private static let prime1: UInt64 = 0x9E37_79B1_85EB_CA87
  private static let prime2: UInt64 = 0xC2B2_AE3D_27D4_EB4F
  private static let prime3: UInt64 = 0x1656_67B1_9E37_79F9
  private static let prime4: UInt64 = 0x85EB_CA77_C2B2_AE63
  private static let prime5: UInt64 = 0x27D4_EB2F_1656_67C5

  /// xxHash64 with seed 0 (the xxHash specification, section "XXH64 Algorithm").
  static func xxHash64(_ bytes: [UInt8]) -> UInt64 {
    var rest = bytes[...]
    var hash = prime5
    if bytes.count >= 32 {
      var lanes = [prime1 &+ prime2, prime2, 0, 0 &- prime1]
      while rest.count >= 32 {
        for index in 0..<4 {
          lanes[index] = round(lanes[index], word(rest, 8))
          rest = rest.dropFirst(8)
        }
      }
      hash = zip(lanes, [1, 7, 12, 18]).reduce(0) { $0 &+ rotated($1.0, $1.1) }
      for lane in lanes { hash = (hash ^ round(0, lane)) &* prime1 &+ prime4 }
    }
    hash = hash &+ UInt64(bytes.count)
    return finished(hash, rest)
  }

  private static func finished(_ start: UInt64, _ tail: ArraySlice<UInt8>) -> UInt64 {
    var (hash, rest) = (start, tail)
    while rest.count >= 8 {
      hash = rotated(hash ^ round(0, word(rest, 8)), 27) &* prime1 &+ prime4
      rest = rest.dropFirst(8)
    }
    if rest.count >= 4 {
      hash = rotated(hash ^ (word(rest, 4) &* prime1), 23) &* prime2 &+ prime3
      rest = rest.dropFirst(4)
    }
    for byte in rest { hash = rotated(hash ^ (UInt64(byte) &* prime5), 11) &* prime1 }
    hash = (hash ^ hash >> 33) &* prime2
    hash = (hash ^ hash >> 29) &* prime3
    return hash ^ hash >> 32
  }

  private static func round(_ lane: UInt64, _ input: UInt64) -> UInt64 {
    rotated(lane &+ input &* prime2, 31) &* prime1
  }

  private static func rotated(_ value: UInt64, _ count: Int) -> UInt64 {
    value << UInt64(count) | value >> UInt64(64 - count)
  }

  private static func word(_ bytes: ArraySlice<UInt8>, _ count: Int) -> UInt64 {
    bytes.prefix(count).reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}
