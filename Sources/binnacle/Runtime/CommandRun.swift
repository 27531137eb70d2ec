import Basics
import Console
import Glibc

/// One run of a runbook's command: a shell reads the text as it stands in the user's own file; what comes from outside,
/// the alert's labels, reaches it in the environment alone, as `LABEL_instance`.
struct CommandRun {
  private let command: RunbookCommand
  private let limit: Span

  /// How long a command may take, and how much it may say.
  static let longest = Span.seconds(20)
  private static let mostBytes = 64 * 1_024

  init(_ command: RunbookCommand, limit: Span = longest) {
    self.command = command
    self.limit = limit
  }

  /// Runs it to its end, or to that of its time, and tells what it said.
  func output() -> RunbookOutput {
    let start = Clock.uptime
    var ends: [Int32] = [-1, -1]
    // A pair of sockets, since a pipe cannot be kept from other children at once with its making.
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { return failed(errno) }
    defer { close(ends[0]) }
    let (child, code) = spawn(writingTo: ends[1])
    close(ends[1])
    guard let child else { return failed(code) }
    let (bytes, isOver) = read(ends[0], until: start + limit)
    let status = end(child, isOver: isOver, by: start + limit)
    return RunbookOutput(
      command, status: status, text: Self.text(bytes), took: Clock.uptime - start)
  }

  private func failed(_ code: Int32) -> RunbookOutput {
    RunbookOutput(command, status: 127, text: String(cString: strerror(code)))
  }

  /// Nothing a program says may give the terminal orders; a tab becomes a blank.
  private static func text(_ bytes: [UInt8]) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    let plain = text.replacing("\t", with: "  ").replacing("\r\n", with: "\n").printable
    return plain.hasSuffix("\n") ? String(plain.dropLast()) : plain
  }

  private func spawn(writingTo descriptor: Int32) -> (pid_t?, Int32) {
    var (actions, attributes) = (posix_spawn_file_actions_t(), posix_spawnattr_t())
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, descriptor, 1)
    posix_spawn_file_actions_adddup2(&actions, descriptor, 2)
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGINT, SIGTSTP, SIGTERM, SIGHUP, SIGWINCH, SIGCONT, SIGPIPE] {
      sigaddset(&signals, signal)
    }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    // A group of its own, so that what it starts ends with it.
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))
    var child: pid_t = 0
    let code = Self.withStrings(["/bin/sh", "-c", command.text]) { words in
      Self.withStrings(environment) { posix_spawn(&child, "/bin/sh", &actions, &attributes, words, $0) }
    }
    return (code == 0 ? child : nil, code)
  }

  private var environment: [String] {
    let kept = ["PATH", "HOME", "LANG", "LC_ALL", "USER"].compactMap { (name: String) -> String? in
      getenv(name).map { "\(name)=\(String(cString: $0))" }
    }
    let labels = command.labels.filter { !$0.value.contains("\0") }.map { "LABEL_\($0.key)=\($0.value)" }
    return kept + labels.sorted()
  }

  private static func withStrings<Result>(
    _ strings: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
  ) -> Result {
    var copies: [UnsafeMutablePointer<CChar>?] = strings.map { strdup($0) } + [nil]
    defer { for copy in copies { free(copy) } }
    return copies.withUnsafeMutableBufferPointer { body($0.baseAddress!) }
  }

  /// What comes until the end or until the time is over; what is too much is read and dropped.
  private func read(_ descriptor: Int32, until deadline: Span) -> (bytes: [UInt8], isOver: Bool) {
    var (bytes, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 8_192))
    while true {
      let left = (deadline - Clock.uptime).milliseconds
      var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let ready = left > 0 ? poll(&entry, 1, Int32(left)) : 0
      if ready < 0, errno == EINTR { continue }
      guard ready > 0 else { return (bytes, false) }
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return (bytes, true) }
      bytes += buffer[..<min(count, max(0, Self.mostBytes - bytes.count))]
    }
  }

  /// The exit status; nil for what had to be stopped. Whoever closes its output may still run on.
  private func end(_ child: pid_t, isOver: Bool, by deadline: Span) -> Int32? {
    var status: Int32 = 0
    var isStopped = !isOver
    while true {
      if isStopped { kill(-child, SIGKILL) }
      let found = waitpid(child, &status, isStopped ? 0 : WNOHANG)
      if found == child || found < 0 && errno != EINTR { break }
      if !isStopped {
        usleep(2_000)
        isStopped = Clock.uptime >= deadline
      }
    }
    guard !isStopped else { return nil }
    let signal = status & 0x7F
    return signal == 0 ? status >> 8 & 0xFF : 128 + signal
  }
}
