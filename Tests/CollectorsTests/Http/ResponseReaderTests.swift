import Basics
import Testing

@testable import Collectors

@Suite struct ResponseReaderTests {
  private static func read(_ parts: [[UInt8]], most: Int = 1_000, ends: Bool = false) throws(FetchFault)
    -> ResponseReader
  {
    var reader = ResponseReader(mostBytes: most)
    for part in parts {
      let result = part.withUnsafeBytes { bytes in
        Result { () throws(FetchFault) in try reader.take(bytes) }
      }
      try result.get()
    }
    if ends { try reader.end() }
    return reader
  }

  private static func read(_ text: String, most: Int = 1_000, ends: Bool = false) throws(FetchFault)
    -> ResponseReader
  {
    try read([Array(text.utf8)], most: most, ends: ends)
  }

  private static func fault(_ text: String, most: Int = 1_000, ends: Bool = false) -> FetchFault? {
    do throws(FetchFault) {
      _ = try read(text, most: most, ends: ends)
      return nil
    } catch { return error }
  }

  private static let counted =
    "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 6\r\n\r\nup 1\n\n"
  private static let chunked =
    "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n"
    + "3\r\nup \r\n3;name=\"v\"\r\n1\n\n\r\n0\r\nTrailer: x\r\n\r\n"

  @Test(arguments: [counted, chunked, "HTTP/1.1 100 Continue\r\n\r\n" + counted])
  func `an answer is the same however its bytes are cut`(text: String) throws {
    let bytes = Array(text.utf8)
    for cut in 0...bytes.count {
      var reader = try Self.read([Array(bytes[..<cut]), Array(bytes[cut...])])
      #expect(reader.isWhole && reader.canGoOn)
      #expect(reader.head.status == 200 && reader.head.mediaType == "text/plain")
      #expect(reader.takeBody() == Array("up 1\n\n".utf8))
    }
    #expect(try Self.read(bytes.map { [$0] }).isWhole)
    #expect(try !Self.read([Array(bytes.dropLast())]).isWhole)
  }

  @Test func `a body without a length ends with its connection, which serves no more`() throws {
    let reader = try Self.read("HTTP/1.0 200 OK\r\n\r\nup 1\n", ends: true)
    #expect(reader.isWhole && !reader.canGoOn && reader.body == Array("up 1\n".utf8))
  }

  @Test(arguments: [
    ("HTTP/1.1 200 OK\r\nConnection: keep-alive, close\r\nContent-Length: 0\r\n\r\n", false),
    ("HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 0\r\n\r\n", true),
    ("HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n", false),
    ("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nmore", false),
    ("HTTP/1.1 200 OK\nContent-Length: 0\n\n", true), ("HTTP/1.1 204 No Content\r\n\r\n", true),
    (
      "HTTP/1.1 200 OK\r\nContent-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", false
    ),
  ])
  func `whether a connection serves for more follows from its answer`(text: String, canGoOn: Bool) throws {
    let reader = try Self.read(text)
    #expect(reader.isWhole && reader.canGoOn == canGoOn)
  }

  @Test(arguments: [
    ("SSH-2.0-OpenSSH_9.2\r\n", FetchFault.notHTTP), ("\u{16}\u{3}\u{1}", .notHTTP),
    ("HTTP/2 200\r\n\r\n", .notHTTP), ("HTTP/1.1 abc\r\n\r\n", .notHTTP),
    ("HTTP/1.1 200 OK\r\nno field\r\n\r\n", .notHTTP),
    ("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", .badLength),
    ("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n", .badLength),
    ("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", .badLength),
    ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", .badLength),
    ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n", .badLength),
    ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab", .badLength),
    ("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", .encoded("gzip, chunked")),
    ("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", .encoded("gzip")),
    ("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n", .tooLarge(10)),
    ("HTTP/1.1 200 OK\r\n\r\n12345678901", .tooLarge(10)),
    ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nb\r\n12345678901\r\n", .tooLarge(10)),
  ])
  func `what is wrong is told`(text: String, fault: FetchFault) {
    // The lengths are read before the line is over.
    #expect(Self.fault(text + (fault == .badLength ? "\r\n" : ""), most: 10) == fault)
  }

  @Test(arguments: [
    ("", FetchFault.closed), ("HTTP/1.1 200", .cutOff),
    ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nup", .cutOff),
    ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nup", .cutOff),
    ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", .cutOff),
  ])
  func `a connection that ends too early is told`(text: String, fault: FetchFault) {
    #expect(Self.fault(text, ends: true) == fault)
  }

  @Test func `a head without end is not read for ever`() {
    #expect(Self.fault("HTTP/1.1 200 OK\r\nX: " + String(repeating: "x", count: 70_000)) == .notHTTP)
    let line = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + String(repeating: "0", count: 9_000)
    #expect(Self.fault(line) == .badLength)
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `whatever comes is read or refused`(seed: UInt64) {
    var chance = Chance(seed: seed)
    for _ in 0..<300 {
      var bytes = Array((Bool.random(using: &chance) ? Self.counted : Self.chunked).utf8)
      for _ in 0..<Int.random(in: 1...4, using: &chance) {
        bytes[Int.random(in: 0..<bytes.count, using: &chance)] = UInt8.random(in: 0...255, using: &chance)
      }
      do throws(FetchFault) {
        let reader = try Self.read([bytes], most: 40, ends: true)
        #expect(reader.isWhole && reader.body.count <= 40, "seed \(seed)")
      } catch { #expect(!error.description.isEmpty) }
    }
  }
}
