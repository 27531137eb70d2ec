import Glibc
import Synchronization

/// Serves pages of metrics on a port of this machine, on the one thread that runs it, to measure who asks for them.
/// A class because two threads share it.
final class PageServer: Sendable {
  let port: Int
  private let listener: Int32
  private let state = Mutex((microseconds: 0.0, isStopped: false))

  init?(targets: Int) {
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard listener >= 0, let port = Self.bind(listener, backlog: targets) else { return nil }
    self.port = port
  }

  /// Listens on a free port of the loopback interface.
  static func bind(_ socket: Int32, backlog: Int) -> Int? {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.bind(socket, $0, size) == 0 && listen(socket, Int32(backlog)) == 0
          && getsockname(socket, $0, &size) == 0
      }
    }
    return isBound ? Int(UInt16(bigEndian: address.sin_port)) : nil
  }

  /// The processor time that serving has taken.
  var microseconds: Double { state.withLock { $0.microseconds } }

  func stop() { state.withLock { $0.isStopped = true } }

  /// Serves until stopped. Call on a thread of its own.
  func run() {
    var polls = [pollfd(fd: listener, events: Int16(POLLIN), revents: 0)]
    var (buffer, turn) = ([UInt8](repeating: 0, count: 4_096), 0)
    while !state.withLock({ $0.isStopped }) {
      _ = poll(&polls, nfds_t(polls.count), 100)
      for place in polls.indices.dropFirst() where polls[place].revents != 0 {
        guard recv(polls[place].fd, &buffer, buffer.count, 0) > 0 else {
          close(polls[place].fd)
          polls[place].fd = -1
          continue
        }
        turn += 1
        let page = Self.page(turn)
        _ = page.withUnsafeBytes { send(polls[place].fd, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      }
      if polls[0].revents != 0, case let connection = accept(listener, nil, nil), connection >= 0 {
        polls.append(pollfd(fd: connection, events: Int16(POLLIN), revents: 0))
      }
      state.withLock { $0.microseconds = Stopwatch.threadMicroseconds }
    }
    for poll in polls where poll.fd >= 0 { close(poll.fd) }
  }

  /// An answer with fifty series, of which the numbers change.
  private static func page(_ turn: Int) -> [UInt8] {
    var text = ""
    for family in 0..<5 {
      let name = "node_bench_part\(family)_bytes_total"
      text += "# HELP \(name) Bytes that went through part \(family).\n# TYPE \(name) counter\n"
      for device in 0..<10 {
        text += "\(name){device=\"veth\(device)\",direction=\"in\"} \(turn * 977 + device)\n"
      }
    }
    let head =
      "HTTP/1.1 200 OK\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\n"
      + "Date: Sat, 14 Mar 2026 09:26:00 GMT\r\nContent-Length: \(text.utf8.count)\r\n\r\n"
    return Array((head + text).utf8)
  }
}
