import Basics
import Glibc
import Model

/// How many curls run at once. Each takes some ten megabytes.
/// A class because all runs share it.
final class CurlSlots {
  private var free: Int

  init(_ count: Int = 12) { free = count }

  func take() -> Bool {
    guard free > 0 else { return false }
    free -= 1
    return true
  }

  func giveBack() { free += 1 }
}

/// A page asked for through the program `curl`, which knows HTTPS, authorities, client certificates and proxies. All it
/// is told, secrets among it, goes through its standard input and never stands in its arguments.
/// A class because it owns a child process with all its descendants.
final class CurlRun: Fetcher {
  private let request: PageRequest
  private let slots: CurlSlots
  private let program: String
  private var child: pid_t = 0
  private var isWaiting = false
  private var (output, complaints): (Int32, Int32) = (-1, -1)
  private var (page, words): ([UInt8], [UInt8]) = ([], [])

  /// How much of what it complains about is kept.
  private static let mostWords = 4_096
  /// What it writes after the page: the status and the media type, of which a server may choose the length.
  private static let longestTail = 4_096

  init(_ request: PageRequest, _ slots: CurlSlots, program: String = "curl") {
    self.request = request
    self.slots = slots
    self.program = program
  }

  deinit { abandon() }

  func abandon() {
    isWaiting = false
    for descriptor in [output, complaints] where descriptor >= 0 { close(descriptor) }
    (output, complaints) = (-1, -1)
    if child > 0 { _ = reap() }
    (page, words) = ([], [])
  }

  /// Ends the whole group and returns the status of its leader.
  private func reap() -> Int32 {
    kill(-child, SIGKILL)
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    child = 0
    slots.giveBack()
    return status
  }

  func start(_ names: Names, at now: Moment) -> FetchOutcome? {
    guard slots.take() else {
      isWaiting = true
      return nil
    }
    isWaiting = false
    do throws(FetchFault) {
      try spawn(Array(try CurlConfiguration.text(request).utf8))
      return nil
    } catch {
      if child == 0 { slots.giveBack() }
      abandon()
      return .failure(error)
    }
  }

  func wait(in polls: inout [pollfd]) {
    for descriptor in [output, complaints] where descriptor >= 0 {
      polls.append(pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0))
    }
  }

  func goOn(_ names: Names, _ buffer: UnsafeMutableRawBufferPointer, at now: Moment) -> FetchOutcome? {
    if isWaiting { return start(names, at: now) }
    read(&output, buffer) { page += $0 }
    read(&complaints, buffer) { if words.count < Self.mostWords { words += $0 } }
    if page.count > request.mostBytes + Self.longestTail {
      abandon()
      return .failure(.tooLarge(request.mostBytes))
    }
    guard output < 0, complaints < 0, child > 0 else { return nil }
    // It has closed all it writes to: it is ending, with a status that is settled.
    let status = reap()
    defer { abandon() }
    return Result { () throws(FetchFault) in try finish(status) }
  }

  private func read(
    _ descriptor: inout Int32, _ buffer: UnsafeMutableRawBufferPointer,
    _ take: (UnsafeRawBufferPointer) -> Void
  ) {
    guard descriptor >= 0 else { return }
    let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
    if count > 0 { return take(UnsafeRawBufferPointer(rebasing: buffer[..<count])) }
    if count < 0, errno == EAGAIN || errno == EINTR { return }
    close(descriptor)
    descriptor = -1
  }

  private func finish(_ status: Int32) throws(FetchFault) -> FetchedPage {
    guard status == 0 else {
      let said = String(decoding: words.split(separator: 0x0A).first ?? [], as: UTF8.self).printable
      throw .curl(said.isEmpty ? "curl failed with status \(status >> 8 & 0xFF)" : said)
    }
    guard let end = page.lastIndex(of: 0x0A) else { throw .notHTTP }
    let tail = String(decoding: page[(end + 1)...], as: UTF8.self)
    page.removeSubrange(end...)
    let parts = tail.split(separator: " ", maxSplits: 1)
    guard let code = parts.first.flatMap({ Int($0) }) else { throw .notHTTP }
    guard page.count <= request.mostBytes else { throw .tooLarge(request.mostBytes) }
    return try FetchedPage(
      status: code, mediaType: parts.count > 1 ? String(parts[1]) : "", body: page,
      takesAnyStatus: request.takesAnyStatus)
  }
}

extension CurlRun {
  /// Two connected descriptors, ours first. Made in one call so that no other child inherits them.
  private func pair() throws(FetchFault) -> (ours: Int32, theirs: Int32) {
    var ends: [Int32] = [-1, -1]
    guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0, &ends) == 0
    else {
      throw .curl("curl cannot be run: \(String(cString: strerror(errno)))")
    }
    _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
    return (ends[0], ends[1])
  }

  private func spawn(_ configuration: [UInt8]) throws(FetchFault) {
    var opened: [Int32] = []
    defer { for descriptor in opened { close(descriptor) } }
    var ends: [(ours: Int32, theirs: Int32)] = []
    for _ in 0..<3 {
      let pair = try pair()
      ends.append(pair)
      opened += [pair.ours, pair.theirs]
    }
    let code = Self.launch(program, ends.map(\.theirs), &child)
    guard code == 0 else {
      child = 0
      throw .curl(
        code == ENOENT
          ? "HTTPS needs the program curl, which is not installed"
          : "curl cannot be run: \(String(cString: strerror(code)))")
    }
    // What is told fits into what a socket holds; a child that does not read it shows by its status.
    _ = configuration.withUnsafeBytes { send(ends[0].ours, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    (output, complaints) = (ends[1].ours, ends[2].ours)
    opened.removeAll { $0 == output || $0 == complaints }
  }

  private static let words: [String] = ["curl", "-q", "--config", "-"]

  /// Starts the program with these descriptors for its standard ones, in a process group of its own.
  private static func launch(_ program: String, _ standard: [Int32], _ child: inout pid_t) -> Int32 {
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var (actions, attributes) = (posix_spawn_file_actions_t(), posix_spawnattr_t())
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (place, descriptor) in standard.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(place))
    }
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var (defaults, mask) = (sigset_t(), sigset_t())
    sigemptyset(&mask)
    sigfillset(&defaults)
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    posix_spawnattr_setsigmask(&attributes, &mask)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    return posix_spawnp(&child, program, &actions, &attributes, &arguments, environ)
  }
}

/// What curl is told, in the language of its configuration files.
enum CurlConfiguration {
  static func text(_ request: PageRequest) throws(FetchFault) -> String {
    var address = request.address
    if address.path.isEmpty { address.path = "/" }
    var lines = [
      "silent", "show-error", "globoff", "proto = \"=http,https\"", "url = \(quoted(address.description))",
      "header = \(quoted("Accept: \(request.accept)"))", "header = \"Accept-Encoding: identity\"",
      "header = \"X-Prometheus-Scrape-Timeout-Seconds: \(request.timeout.seconds)\"",
      "user-agent = \"binnacle\"",
      // This program itself ends it in time; should this program be gone, it ends alone.
      "max-time = \(request.timeout.seconds + 1)",
      "write-out = \"\\n%{http_code} %{content_type}\"",
    ]
    if let form = request.form { lines.append("data-raw = \(quoted(form))") }
    if let document = request.document {
      lines += ["header = \"Content-Type: application/json\"", "data-raw = \(quoted(document))"]
    }
    if let method = request.method { lines.append("request = \(quoted(method))") }
    if let credential = request.credential {
      lines.append("header = \(quoted("Authorization: \(try credential.header())"))")
    }
    let files = request.certificates
    for (option, path) in [
      ("cacert", files.authorityFile), ("cert", files.certificateFile), ("key", files.keyFile),
    ] {
      if let path { lines.append("\(option) = \(quoted(path))") }
    }
    return lines.map { "\($0)\n" }.joined()
  }

  /// A text in quotes; see "-K, --config" in curl(1).
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\"": result += "\\\""
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
