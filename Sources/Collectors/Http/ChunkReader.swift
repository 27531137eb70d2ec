/// Takes a body in chunks apart (RFC 9112, 7.1).
struct ChunkReader {
  /// What comes next.
  private enum Stage {
    case size
    case data(Int)
    /// The line's end behind the data.
    case dataEnd
    /// The fields after the last chunk, up to an empty line.
    case trailer
  }

  private var stage = Stage.size
  private var line: [UInt8] = []
  private static let longestLine = 8_192

  /// Takes bytes and returns whether the body is whole. What follows it is left.
  mutating func take(
    _ rest: inout Slice<UnsafeRawBufferPointer>, into body: inout [UInt8], upTo most: Int
  ) throws(FetchFault) -> Bool {
    while !rest.isEmpty {
      if case .data(let left) = stage {
        let count = min(left, rest.count)
        guard body.count + count <= most else { throw .tooLarge(most) }
        body += UnsafeRawBufferPointer(rebasing: rest.prefix(count))
        rest = rest.dropFirst(count)
        stage = left == count ? .dataEnd : .data(left - count)
      } else if let text = try nextLine(&rest), try finish(text) {
        return true
      }
    }
    return false
  }

  private mutating func nextLine(_ rest: inout Slice<UnsafeRawBufferPointer>) throws(FetchFault) -> String? {
    while let byte = rest.popFirst() {
      if byte == 0x0A {
        defer { line = [] }
        return String(decoding: line.last == 0x0D ? line.dropLast() : line[...], as: UTF8.self)
      }
      line.append(byte)
      guard line.count < Self.longestLine else { throw .badLength }
    }
    return nil
  }

  /// Whether the line was the last.
  private mutating func finish(_ text: String) throws(FetchFault) -> Bool {
    switch stage {
    case .size:
      let digits = text.prefix { $0 != ";" && $0 != " " }
      guard digits.utf8.count <= 15, digits.first != "-", digits.first != "+",
        let size = Int(digits, radix: 16)
      else { throw .badLength }
      stage = size == 0 ? .trailer : .data(size)
    case .dataEnd:
      guard text.isEmpty else { throw .badLength }
      stage = .size
    case .trailer: return text.isEmpty
    case .data: break
    }
    return false
  }
}
