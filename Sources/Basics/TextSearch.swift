/// Looks for a text within others without regard to the case of Latin letters.
public struct TextSearch: Sendable {
  private let needle: [UInt8]

  public init(_ needle: String) { self.needle = needle.utf8.map(Self.lowered) }

  public var isEmpty: Bool { needle.isEmpty }

  private static func lowered(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }

  /// Whether the text stands somewhere in another.
  public func isFound(in text: String) -> Bool {
    guard let first = needle.first else { return true }
    var text = text
    return text.withUTF8 { bytes in
      guard bytes.count >= needle.count else { return false }
      return (0...(bytes.count - needle.count)).contains { start in
        Self.lowered(bytes[start]) == first
          && needle.indices.allSatisfy { Self.lowered(bytes[start + $0]) == needle[$0] }
      }
    }
  }

  /// How well the letters of the text can be found in another in their order; nil when they cannot. Letters at the
  /// beginnings of words and next to one another count for more, as people abbreviate.
  public func score(in text: String) -> Int? {
    var (score, place, run, isStart) = (0, 0, 0, true)
    for byte in text.utf8 {
      guard place < needle.count else { break }
      let letter = Self.lowered(byte)
      if letter == needle[place] {
        run += 1
        score += 1 + run + (isStart ? 6 : 0)
        place += 1
      } else {
        run = 0
      }
      isStart = !(0x30...0x39).contains(letter) && !(0x61...0x7A).contains(letter) && letter < 0x80
    }
    return place == needle.count ? score * 16 - text.utf8.count : nil
  }
}
