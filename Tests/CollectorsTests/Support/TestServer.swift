import Glibc
import Scratch
import Synchronization

@testable import Collectors

/// A server on a port of this machine whose answers a test writes. Each connection has a thread of its own.
/// A class because its threads share it.
final class TestServer: Sendable {
  /// What was asked.
  struct Question: Sendable {
    let path: String
    let text: String
    /// Counts the questions of one connection, and the connections, from 1.
    let number: Int
    let connection: Int
  }

  /// What a connection does.
  enum Act: Sendable {
    case send(String)
    case close
    /// Says nothing more, and keeps the connection.
    case hang
  }

  let port: Int
  private let listener: Int32
  private let chores = Chores(Bell())
  private let seen = Mutex((connections: 0, questions: [Question]()))

  init(_ answer: @escaping @Sendable (Question) -> [Act]) {
    (listener, port) = FreePort.listener()
    let listener = listener
    chores.start { [weak self] in
      while case let connection = accept(listener, nil, nil), connection >= 0 {
        self?.serve(connection, answer)
      }
      close(listener)
    }
  }

  deinit { shutdown(listener, Int32(SHUT_RDWR)) }

  var address: String { "http://127.0.0.1:\(port)" }
  var questions: [Question] { seen.withLock { $0.questions } }
  var connections: Int { seen.withLock { $0.connections } }

  private func serve(_ connection: Int32, _ answer: @escaping @Sendable (Question) -> [Act]) {
    let place = seen.withLock { seen in
      seen.connections += 1
      return seen.connections
    }
    chores.start { [weak self] in
      defer { close(connection) }
      var number = 0
      while let text = Self.question(connection) {
        number += 1
        let path = text.split(separator: " ").dropFirst().first.map(String.init) ?? ""
        let question = Question(path: path, text: text, number: number, connection: place)
        self?.seen.withLock { $0.questions.append(question) }
        for act in answer(question) where !Self.carryOut(act, connection) { return }
      }
    }
  }

  private static func question(_ connection: Int32) -> String? {
    var (text, buffer) = ("", [UInt8](repeating: 0, count: 4_096))
    while !isWhole(text) {
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      text += String(decoding: buffer[..<count], as: UTF8.self)
    }
    return text
  }

  /// Whether head and body have come.
  private static func isWhole(_ text: String) -> Bool {
    guard let head = text.utf8.firstRange(of: "\r\n\r\n".utf8) else { return false }
    let field = text.utf8.firstRange(of: "Content-Length: ".utf8)
    let digits = field.map { text.utf8[$0.upperBound...].prefix { (0x30...0x39).contains($0) } }
    let length = digits.flatMap { Int(Substring($0)) } ?? 0
    return text.utf8.distance(from: head.upperBound, to: text.utf8.endIndex) >= length
  }

  /// Whether the connection goes on.
  private static func carryOut(_ act: Act, _ connection: Int32) -> Bool {
    switch act {
    case .send(let text):
      var bytes = Array(text.utf8)[...]
      while !bytes.isEmpty {
        let count = bytes.withUnsafeBytes { send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        guard count > 0 else { return false }
        bytes = bytes.dropFirst(count)
      }
      return true
    case .close: return false
    case .hang:
      // Until the other side has gone.
      var byte: UInt8 = 0
      return recv(connection, &byte, 1, 0) > 0
    }
  }
}

/// Answers as servers write them.
enum Answer {
  static let page = "# TYPE load gauge\nload{instance=\"own\"} 1.5\nload{cpu=\"1\"} 2\n"

  static func ok(_ body: String, type: String = "text/plain; version=0.0.4", more: String = "") -> String {
    "HTTP/1.1 200 OK\r\nContent-Type: \(type)\r\n\(more)Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
  }
}
