import Basics

/// What an answer says of itself before its body.
struct ResponseHead {
  private(set) var status = 0
  private(set) var mediaType = ""
  /// Bytes of the body, where told.
  private(set) var length: Int?
  private(set) var isChunked = false
  private(set) var keepsAlive = true

  init() {}

  /// Reads status line and fields.
  init(_ bytes: [UInt8]) throws(FetchFault) {
    let lines = bytes.split(separator: 0x0A).map { line in
      String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
    }
    guard let first = lines.first, first.hasPrefix("HTTP/1.") else { throw .notHTTP }
    let words = first.split(separator: " ", maxSplits: 2)
    guard words.count > 1, words[1].utf8.count == 3, let status = Int(words[1]) else { throw .notHTTP }
    self.status = status
    keepsAlive = words[0] != "HTTP/1.0"
    for line in lines.dropFirst() where !line.isEmpty {
      guard let colon = line.firstIndex(of: ":") else { throw .notHTTP }
      try take(line[..<colon].lowercased(), Self.trimmed(line[line.index(after: colon)...]))
    }
    // A length beside chunks is how requests are smuggled: such a connection is not used again (RFC 9112, 6.3).
    if isChunked, length != nil { keepsAlive = false }
  }

  private mutating func take(_ name: String, _ value: String) throws(FetchFault) {
    switch name {
    case "content-type": mediaType = value
    case "content-length":
      guard value.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let length = Int(value),
        self.length == nil || self.length == length
      else { throw .badLength }
      self.length = length
    case "transfer-encoding":
      guard value.lowercased() == "chunked", !isChunked else { throw .encoded(value.printable) }
      isChunked = true
    case "content-encoding":
      let coding = value.lowercased()
      guard coding == "identity" || coding.isEmpty else { throw .encoded(value.printable) }
    case "connection":
      let tokens = value.lowercased().split(separator: ",").map { Self.trimmed($0) }
      if tokens.contains("close") {
        keepsAlive = false
      } else if tokens.contains("keep-alive") {
        keepsAlive = true
      }
    default: break
    }
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    var rest = Substring(text).drop(while: isBlank)
    while let last = rest.last, isBlank(last) { rest.removeLast() }
    return String(rest)
  }
}
