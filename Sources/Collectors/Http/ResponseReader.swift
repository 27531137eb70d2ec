/// Reads one answer of an HTTP/1.1 server as its bytes come (RFC 9112): head, then a body of told length, in chunks, or
/// up to the connection's end.
struct ResponseReader {
  /// What is still to come.
  private enum Stage {
    case head
    case counted(Int)
    case chunked(ChunkReader)
    case untilEnd
    case whole
  }

  private(set) var head = ResponseHead()
  private(set) var body: [UInt8] = []
  private var stage = Stage.head
  private var headBytes: [UInt8] = []
  private let mostBytes: Int

  private static let longestHead = 65_536

  /// - Parameter mostBytes: the largest body that is taken.
  init(mostBytes: Int) { self.mostBytes = mostBytes }

  var isWhole: Bool {
    if case .whole = stage { true } else { false }
  }

  /// Whether nothing at all has come.
  var isEmpty: Bool {
    if case .head = stage { headBytes.isEmpty } else { false }
  }

  /// Whether the connection serves for another request. What came after the answer was not asked for.
  private(set) var canGoOn = true

  /// Takes bytes in.
  mutating func take(_ bytes: UnsafeRawBufferPointer) throws(FetchFault) {
    var rest = bytes[...]
    while !rest.isEmpty {
      switch stage {
      case .head: try takeHead(&rest)
      case .counted(let left): try takeCounted(&rest, left)
      case .chunked(var chunks):
        let isEnd = try chunks.take(&rest, into: &body, upTo: mostBytes)
        stage = isEnd ? .whole : .chunked(chunks)
      case .untilEnd: try append(&rest, rest.count)
      case .whole:
        canGoOn = false
        return
      }
    }
  }

  /// The server has closed the connection.
  mutating func end() throws(FetchFault) {
    canGoOn = false
    switch stage {
    case .whole: return
    case .untilEnd: stage = .whole
    case .head: throw headBytes.isEmpty ? .closed : .cutOff
    case .counted, .chunked: throw .cutOff
    }
  }

  /// The body, taken out.
  mutating func takeBody() -> [UInt8] {
    defer { body = [] }
    return body
  }

  private mutating func append(_ rest: inout Slice<UnsafeRawBufferPointer>, _ count: Int) throws(FetchFault) {
    guard body.count + count <= mostBytes else { throw .tooLarge(mostBytes) }
    body += UnsafeRawBufferPointer(rebasing: rest.prefix(count))
    rest = rest.dropFirst(count)
  }

  private mutating func takeCounted(_ rest: inout Slice<UnsafeRawBufferPointer>, _ left: Int)
    throws(FetchFault)
  {
    let count = min(left, rest.count)
    try append(&rest, count)
    stage = left == count ? .whole : .counted(left - count)
  }

  /// Takes the bytes of the head up to the empty line.
  private mutating func takeHead(_ rest: inout Slice<UnsafeRawBufferPointer>) throws(FetchFault) {
    while let byte = rest.popFirst() {
      headBytes.append(byte)
      if byte == 0x0A, headBytes.endsHead { return try begin() }
      guard headBytes.count < Self.longestHead else { throw .notHTTP }
    }
    // Whatever speaks another language is told by its first bytes.
    let start = Array("HTTP/".utf8)
    guard headBytes.starts(with: start.prefix(headBytes.count)) else { throw .notHTTP }
  }

  private mutating func begin() throws(FetchFault) {
    head = try ResponseHead(headBytes)
    headBytes = []
    // Interim answers are followed by the one that counts.
    if (100..<200).contains(head.status) { return }
    canGoOn = head.keepsAlive
    if head.status == 204 || head.status == 304 {
      stage = .whole
    } else if head.isChunked {
      stage = .chunked(ChunkReader())
    } else if let length = head.length {
      guard length <= mostBytes else { throw .tooLarge(mostBytes) }
      body.reserveCapacity(length)
      stage = length == 0 ? .whole : .counted(length)
    } else {
      canGoOn = false
      stage = .untilEnd
    }
  }
}

extension [UInt8] {
  /// Whether the bytes end with an empty line; a bare line feed is taken for a line's end too.
  fileprivate var endsHead: Bool {
    let last = suffix(4)
    return last.elementsEqual([0x0D, 0x0A, 0x0D, 0x0A]) || last.suffix(2).elementsEqual([0x0A, 0x0A])
  }
}
