import Basics
import Glibc
import Model

/// A connection to an HTTP/1.1 server that is kept between pages. Nothing here blocks.
/// A class because it owns a socket.
final class HTTPConnection: Fetcher {
  private enum Stage {
    case idle, resolving, connecting, sending, receiving
  }

  private let request: PageRequest
  private var stage = Stage.idle
  private var socket: Int32 = -1
  private var addresses: [SocketAddress] = []
  private var attempt = 0
  private var unsent: ArraySlice<UInt8> = []
  private var response: ResponseReader
  /// Whether the connection has served before, so that the server may have closed it meanwhile.
  private var isReused = false

  init(_ request: PageRequest) {
    self.request = request
    response = ResponseReader(mostBytes: request.mostBytes)
  }

  deinit { close() }

  private func close() {
    if socket >= 0 { Glibc.close(socket) }
    socket = -1
  }

  func abandon() {
    close()
    stage = .idle
    response = ResponseReader(mostBytes: request.mostBytes)
  }

  func start(_ names: Names, at now: Moment) -> FetchOutcome? {
    do throws(FetchFault) {
      unsent = try requestBytes()[...]
      isReused = socket >= 0
      if isReused {
        stage = .sending
        try send()
      } else {
        try open(names, at: now)
      }
      return nil
    } catch { return failed(error) }
  }

  func wait(in polls: inout [pollfd]) {
    switch stage {
    case .idle, .resolving: return
    case .connecting, .sending: polls.append(pollfd(fd: socket, events: Int16(POLLOUT), revents: 0))
    case .receiving: polls.append(pollfd(fd: socket, events: Int16(POLLIN), revents: 0))
    }
  }

  func goOn(_ names: Names, _ buffer: UnsafeMutableRawBufferPointer, at now: Moment) -> FetchOutcome? {
    do throws(FetchFault) {
      switch stage {
      case .idle: return nil
      case .resolving: try open(names, at: now)
      case .connecting: try finishConnecting()
      case .sending: try send()
      case .receiving: return try receive(buffer).map { .success($0) }
      }
      return nil
    } catch  where error == .closed && isReused {
      // The server had closed what was kept: asked once more, from the beginning.
      abandon()
      return start(names, at: now)
    } catch { return failed(error) }
  }

  private func failed(_ fault: FetchFault) -> FetchOutcome {
    abandon()
    return .failure(fault)
  }

  private func requestBytes() throws(FetchFault) -> [UInt8] {
    let address = request.address
    let host = address.port == 80 ? String(address.authority.dropLast(3)) : address.authority
    let posted = request.form ?? request.document
    let method = request.method ?? (posted == nil ? "GET" : "POST")
    var text = "\(method) \(address.path.isEmpty ? "/" : address.path) HTTP/1.1\r\nHost: \(host)\r\n"
    text += "Accept: \(request.accept)\r\n"
    text += "Accept-Encoding: identity\r\nUser-Agent: binnacle\r\n"
    text += "X-Prometheus-Scrape-Timeout-Seconds: \(request.timeout.seconds)\r\n"
    if let credential = request.credential { text += "Authorization: \(try credential.header())\r\n" }
    if let posted {
      let type = request.form == nil ? "application/json" : "application/x-www-form-urlencoded"
      text += "Content-Type: \(type)\r\nContent-Length: \(posted.utf8.count)\r\n"
    }
    return Array((text + "\r\n" + (posted ?? "")).utf8)
  }
}

extension HTTPConnection {
  private func open(_ names: Names, at now: Moment) throws(FetchFault) {
    switch names.look(for: request.address.host, request.address.port, at: now) {
    case .pending: stage = .resolving
    case .failed(let words): throw .unknownHost(request.address.host, words)
    case .known(let found):
      (addresses, attempt) = (found, 0)
      try connect()
    }
  }

  /// Tries the addresses one after another.
  private func connect() throws(FetchFault) {
    var words = "no address"
    while attempt < addresses.count {
      let address = addresses[attempt]
      attempt += 1
      close()
      socket = Glibc.socket(
        address.family,
        Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
      guard socket >= 0 else { throw .unreachable(String(cString: strerror(errno))) }
      var yes: Int32 = 1
      setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
      if address.connect(socket) == 0 || errno == EINPROGRESS || errno == EINTR {
        stage = .connecting
        return
      }
      words = String(cString: strerror(errno))
    }
    throw .unreachable(words)
  }

  private func finishConnecting() throws(FetchFault) {
    var (code, size) = (Int32(0), socklen_t(MemoryLayout<Int32>.size))
    getsockopt(socket, SOL_SOCKET, SO_ERROR, &code, &size)
    if code != 0 {
      guard attempt < addresses.count else { throw .unreachable(String(cString: strerror(code))) }
      return try connect()
    }
    stage = .sending
    try send()
  }

  private func send() throws(FetchFault) {
    while !unsent.isEmpty {
      // A server that has gone must not end this program with a signal.
      let count = unsent.withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EAGAIN { return }
      guard count > 0 else {
        throw isReused ? .closed : .unreachable(String(cString: strerror(errno)))
      }
      unsent = unsent.dropFirst(count)
    }
    unsent = []
    stage = .receiving
  }

  private func receive(_ buffer: UnsafeMutableRawBufferPointer) throws(FetchFault) -> FetchedPage? {
    while true {
      let count = recv(socket, buffer.baseAddress, buffer.count, 0)
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EAGAIN { return nil }
      guard count >= 0 else {
        throw response.isEmpty ? .closed : .unreachable(String(cString: strerror(errno)))
      }
      if count == 0 {
        try response.end()
      } else {
        try response.take(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      }
      if response.isWhole { return try finish() }
      if count < buffer.count { return nil }
    }
  }

  private func finish() throws(FetchFault) -> FetchedPage {
    let (head, body) = (response.head, response.takeBody())
    if !response.canGoOn { close() }
    stage = .idle
    response = ResponseReader(mostBytes: request.mostBytes)
    return try FetchedPage(
      status: head.status, mediaType: head.mediaType, body: body, takesAnyStatus: request.takesAnyStatus)
  }
}
