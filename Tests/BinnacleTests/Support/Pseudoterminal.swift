import Glibc
import Scratch
import Testing

/// A program in a terminal of its own, as a person would run it: keys go in, the screen is read off.
/// A class because it owns a process and a file descriptor.
final class Pseudoterminal {
  let process: pid_t
  private let master: Int32
  private(set) var screen: TerminalScreen
  /// Every byte that came, for what is not on the screen.
  private(set) var received: [UInt8] = []

  /// The program as built, beside the tests.
  static let program: String = {
    var buffer = [CChar](repeating: 0, count: 4_096)
    let length = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    let path = String(decoding: buffer.prefix(max(0, length)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return path.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/binnacle"
  }()

  /// - Parameters:
  ///   - folder: where the program keeps what it keeps.
  ///   - environment: what is to be other than usual.
  init(
    _ words: [String], in folder: Scratch, environment: [String: String] = [:], columns: Int = 120,
    rows: Int = 40
  ) throws {
    var settings = folder.environment
    settings.merge(environment) { $1 }
    screen = TerminalScreen(columns: columns, rows: rows)
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var (number, lock): (Int32, Int32) = (0, 0)
    try #require(ioctl(master, Self.unlock, &lock) == 0 && ioctl(master, Self.askNumber, &number) == 0)
    process = try Self.spawn([Self.program] + words, terminal: "/dev/pts/\(number)", settings)
    resize(columns: columns, rows: rows)
    _ = fcntl(master, F_SETFL, fcntl(master, F_GETFL) | O_NONBLOCK)
  }

  // TIOCSPTLCK and TIOCGPTN of Linux's tty_ioctl(4), which Swift does not see.
  private static let unlock: UInt = 0x4004_5431
  private static let askNumber: UInt = 0x8004_5430

  deinit {
    kill(process, SIGKILL)
    waitpid(process, nil, 0)
    close(master)
  }

  private static func spawn(_ words: [String], terminal: String, _ environment: [String: String]) throws
    -> pid_t
  {
    var (actions, attributes) = (posix_spawn_file_actions_t(), posix_spawnattr_t())
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    // A session of its own: the terminal it opens first becomes its own.
    posix_spawnattr_setflags(&attributes, Int16(0x80))
    posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var pid: pid_t = 0
    let result = CStrings.with(words) { arguments in
      CStrings.with(environment.map { "\($0.key)=\($0.value)" }) {
        posix_spawn(&pid, words[0], &actions, &attributes, arguments, $0)
      }
    }
    try #require(result == 0, "\(words[0]) does not start")
    return pid
  }

  func resize(columns: Int, rows: Int) {
    var size = winsize(
      ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    screen = TerminalScreen(columns: columns, rows: rows)
  }

  func type(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(master, bytes, bytes.count)
  }

  /// Reads what comes until something holds, or the patience is over. Returns whether it came to hold.
  @discardableResult
  func wait(seconds: Double = 20, until holds: (TerminalScreen) -> Bool) -> Bool {
    let end = Self.now + seconds
    while Self.now < end {
      if holds(screen) { return true }
      var entry = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
      _ = poll(&entry, 1, 50)
      if !take() { return holds(screen) }
    }
    return false
  }

  /// Whether the text comes to stand on the screen.
  func shows(_ text: String, seconds: Double = 20) -> Bool {
    wait(seconds: seconds) { $0.text.contains(text) }
  }

  /// Whether the program has ever sent these bytes.
  func has(sent text: String) -> Bool { received.firstRange(of: Array(text.utf8)) != nil }

  /// Takes in what has come; false when the terminal is closed.
  private func take() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = read(master, &buffer, buffer.count)
    if count < 0 { return errno == EAGAIN || errno == EINTR }
    received += buffer[..<count]
    screen.take(buffer[..<count])
    return count > 0
  }

  /// How the program ended; nil when it still runs after the patience is over.
  func end(seconds: Double = 10) -> Ending? {
    let end = Self.now + seconds
    var status: Int32 = 0
    while Self.now < end {
      _ = take()
      if waitpid(process, &status, WNOHANG) == process {
        let signal = status & 0x7F
        return signal == 0 ? .exit(status >> 8 & 0xFF) : .signal(signal)
      }
      usleep(10_000)
    }
    return nil
  }

  /// How a program ended.
  enum Ending: Equatable {
    case exit(Int32)
    case signal(Int32)
  }

  /// Whether the terminal is as a shell wants it: echoing, line by line.
  var isRestored: Bool {
    var settings = termios()
    guard tcgetattr(master, &settings) == 0 else { return false }
    return settings.c_lflag & UInt32(ECHO) != 0 && settings.c_lflag & UInt32(ICANON) != 0
  }

  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
