import Basics
import Glibc

/// Why a notification could not be brought.
public enum MessengerFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// The program cannot be started; the system's words.
  case noProgram(String, String)
  /// The program did not end in time and was ended.
  case timedOut(Span)
  /// The program ended with a status other than 0, or by a signal; what it said last.
  case failed(status: Int32, signal: Int32, words: String)
  /// A file cannot be written; the system's words.
  case unwritable(String, String)
  /// The policy has no such receiver or channel any more.
  case noChannel(String)

  public var description: String {
    switch self {
    case .noProgram(let program, let words): "\(program) cannot be run: \(words)"
    case .timedOut(let span): "no end within \(span.prometheus)"
    case .failed(let status, let signal, let words):
      (signal == 0 ? "ended with status \(status)" : "ended by signal \(signal)")
        + (words.isEmpty ? "" : ": \(words)")
    case .unwritable(let path, let words): "\(path): \(words)"
    case .noChannel(let name): "there is no channel \(name) any more"
    }
  }
}

/// A program that is given a text and must end well and in time. Whoever runs one waits for it.
public struct ProgramRun: Sendable {
  public let words: [String]
  /// All it has in its environment beside the path.
  public var environment: [String: String] = [:]
  public var timeout = Span.seconds(10)

  /// How much of what it says is kept.
  private static let mostWords = 4_096

  public init(_ words: [String]) { self.words = words }

  /// Runs it with these bytes on its standard input.
  public func run(_ input: [UInt8]) throws(MessengerFault) {
    var ends: [Int32] = [-1, -1]
    guard
      socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0, &ends) == 0
    else { throw .noProgram(words[0], String(cString: strerror(errno))) }
    let (ours, theirs) = (ends[0], ends[1])
    defer { close(ours) }
    var child: pid_t = 0
    let code = launch(theirs, &child)
    close(theirs)
    guard code == 0 else { throw .noProgram(words[0], String(cString: strerror(code))) }
    _ = fcntl(ours, F_SETFL, O_NONBLOCK)
    var talk = Talk(ours, input, until: Self.now + timeout)
    let isOver = talk.hold()
    let status = Self.reap(child, by: isOver ? Self.now + .seconds(1) : Self.now)
    guard isOver, let status else { throw .timedOut(timeout) }
    guard status == 0 else {
      throw .failed(status: status >> 8 & 0xFF, signal: status & 0x7F, words: talk.lastWords)
    }
  }

  /// The time since the machine started; no time of day is asked for here.
  private static var now: Span {
    var now = timespec()
    clock_gettime(CLOCK_BOOTTIME, &now)
    return Span(milliseconds: Int64(now.tv_sec) * 1_000 + Int64(now.tv_nsec) / 1_000_000)
  }

  /// Waits for the end up to a time; then the whole group is ended. Nil when it had to be.
  private static func reap(_ child: pid_t, by deadline: Span) -> Int32? {
    var status: Int32 = 0
    while true {
      let found = waitpid(child, &status, WNOHANG)
      if found == child {
        // What it has left behind goes with it.
        kill(-child, SIGKILL)
        return status
      }
      if found < 0, errno != EINTR { return nil }
      guard now < deadline else { break }
      usleep(1_000)
    }
    kill(-child, SIGKILL)
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    return nil
  }
}

extension ProgramRun {
  /// What is said to a program and what it says, over one pair of descriptors.
  private struct Talk {
    private let descriptor: Int32
    private var input: ArraySlice<UInt8>
    private let deadline: Span
    private var said: [UInt8] = []

    init(_ descriptor: Int32, _ input: [UInt8], until deadline: Span) {
      self.descriptor = descriptor
      self.input = input[...]
      self.deadline = deadline
    }

    /// The last line it said.
    var lastWords: String {
      let lines = said.split { $0 == 0x0A || $0 == 0x0D }
      return String(decoding: lines.last ?? [], as: UTF8.self).printable
    }

    /// Talks until the program has closed its side; false when time is over.
    mutating func hold() -> Bool {
      if input.isEmpty { shutdown(descriptor, Int32(SHUT_WR)) }
      while true {
        let left = (deadline - ProgramRun.now).milliseconds
        guard left > 0 else { return false }
        let events = Int16(POLLIN) | (input.isEmpty ? 0 : Int16(POLLOUT))
        var polls = [pollfd(fd: descriptor, events: events, revents: 0)]
        guard poll(&polls, 1, Int32(clamping: left)) >= 0 || errno == EINTR else { return false }
        if polls[0].revents & Int16(POLLOUT) != 0 { say() }
        if polls[0].revents & Int16(POLLIN | POLLHUP | POLLERR) != 0, !listen() { return true }
      }
    }

    private mutating func say() {
      let count = input.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      if count < 0, errno == EAGAIN || errno == EINTR { return }
      // A program that does not listen any more shows by its status whether that was right.
      input = count > 0 ? input.dropFirst(count) : []
      if input.isEmpty { shutdown(descriptor, Int32(SHUT_WR)) }
    }

    /// Takes what is said; false when that was the end.
    private mutating func listen() -> Bool {
      var buffer = [UInt8](repeating: 0, count: 4_096)
      let count = recv(descriptor, &buffer, buffer.count, 0)
      if count < 0 { return errno == EAGAIN || errno == EINTR }
      guard count > 0 else { return false }
      said += buffer[..<count]
      if said.count > ProgramRun.mostWords { said.removeFirst(said.count - ProgramRun.mostWords) }
      return true
    }
  }

  /// Starts the program with one descriptor for its standard ones, in a process group of its own.
  private func launch(_ standard: Int32, _ child: inout pid_t) -> Int32 {
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    let own = ["PATH": getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin", "LANG": "C.UTF-8"]
    var variables: [UnsafeMutablePointer<CChar>?] =
      own.merging(environment) { $1 }.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } + [
        nil
      ]
    defer { for text in arguments + variables { free(text) } }
    var (actions, attributes) = (posix_spawn_file_actions_t(), posix_spawnattr_t())
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for place: Int32 in 0...2 { posix_spawn_file_actions_adddup2(&actions, standard, place) }
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
    return posix_spawnp(&child, words[0], &actions, &attributes, &arguments, &variables)
  }
}
