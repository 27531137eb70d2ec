import Glibc

/// Gives the terminal back when the program dies by a signal, then lets it die of that signal, its trace in a file.
public enum CrashGuard {
  /// What the handler needs, made before anything can go wrong: a handler may not allocate.
  private struct Kit {
    var restore: UnsafeMutablePointer<UInt8>
    var restoreCount: Int
    var termios: UnsafeMutablePointer<termios>
    var path: UnsafeMutablePointer<CChar>
    var isArmed: Bool
  }

  // Written on the main thread before handlers are installed, read by handlers only.
  nonisolated(unsafe) private static var kit: Kit?
  nonisolated(unsafe) private static let previous = UnsafeMutablePointer<sigaction>.allocate(capacity: 65)

  private static let signals = [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV]

  /// Arms the guard; `trace` is the file that a crash leaves its trace in.
  public static func arm(trace: String) {
    if kit == nil { prepare(trace: trace) }
    kit?.isArmed = true
  }

  /// The terminal is in order again.
  public static func disarm() { kit?.isArmed = false }

  private static func prepare(trace: String) {
    let restored = Array(Modes.restored.utf8)
    let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: restored.count)
    bytes.initialize(from: restored, count: restored.count)
    let settings = UnsafeMutablePointer<termios>.allocate(capacity: 1)
    settings.initialize(to: termios())
    tcgetattr(STDIN_FILENO, settings)
    kit = Kit(
      restore: bytes, restoreCount: restored.count, termios: settings, path: strdup(trace), isArmed: false)
    installStack()
    for signal in signals {
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { CrashGuard.crashed($0) }
      action.sa_flags = Int32(SA_ONSTACK) | Int32(SA_NODEFER)
      sigaction(signal, &action, previous + Int(signal))
    }
  }

  /// A stack of its own, so that even an overflow of the first can be dealt with.
  private static func installStack() {
    let size = 65_536
    var stack = stack_t(
      ss_sp: UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16), ss_flags: 0, ss_size: size)
    sigaltstack(&stack, nil)
  }

  /// Ends at once with the terminal's settings as they were; it takes no bytes, so none are sent.
  static func giveUp(_ status: Int32) {
    if let kit { tcsetattr(STDIN_FILENO, TCSANOW, kit.termios) }
    _exit(status)
  }

  private static func crashed(_ signal: Int32) {
    if let kit, kit.isArmed {
      _ = write(STDOUT_FILENO, kit.restore, kit.restoreCount)
      tcsetattr(STDIN_FILENO, TCSANOW, kit.termios)
      // Swift's own handler would ask on the terminal what to do; into a file it just writes.
      let file = open(kit.path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
      let nothing = open("/dev/null", O_RDONLY)
      dup2(nothing, STDIN_FILENO)
      if file >= 0 {
        dup2(file, STDOUT_FILENO)
        dup2(file, STDERR_FILENO)
      }
      self.kit?.isArmed = false
    }
    sigaction(signal, previous + Int(signal), nil)
    raise(signal)
  }
}
