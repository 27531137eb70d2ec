import Glibc

/// Turns signals into something a poll can wait for. Also lets other threads wake the poll.
public enum SignalPipe {
  // Written once before handlers and threads that use it exist.
  nonisolated(unsafe) private static var ends: (read: Int32, write: Int32) = (-1, -1)

  /// What can come out of the pipe.
  public enum Event: Hashable, Sendable {
    case signal(Int32)
    /// Another thread has something.
    case wake
  }

  /// The end to poll.
  public static var descriptor: Int32 { ends.read }

  /// Opens the pipe and has these signals go through it.
  public static func open(for signals: [Int32]) {
    var pair: [Int32] = [0, 0]
    guard pipe(&pair) == 0 else { return }
    for end in pair {
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    ends = (pair[0], pair[1])
    for signal in signals { handle(signal) }
  }

  /// Has a signal go through the pipe, also after it was set back to stop the program.
  public static func handle(_ signal: Int32) {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { SignalPipe.take($0) }
    action.sa_flags = Int32(SA_RESTART)
    sigaction(signal, &action, nil)
    // Whoever started this program may have held the signal back, which is handed down.
    var set = sigset_t()
    sigemptyset(&set)
    sigaddset(&set, signal)
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
  }

  /// Notes a signal. Who is told to end, and again when there was time to, waits for a terminal that takes nothing and
  /// ends at once. Two signals in one go, as a closing terminal sends them, are one.
  private static func take(_ signal: Int32) {
    if signal == SIGTERM || signal == SIGHUP {
      var now = timespec()
      clock_gettime(CLOCK_MONOTONIC, &now)
      if toldToEnd == 0 { toldToEnd = now.tv_sec }
      if now.tv_sec - toldToEnd >= patience { CrashGuard.giveUp(128 + signal) }
    }
    send(UInt8(signal))
  }

  // Only handlers of signals touch it.
  nonisolated(unsafe) private static var toldToEnd = 0
  /// How many seconds the program is given to end by itself.
  private static let patience = 2

  /// Sets a signal to what it does by itself.
  public static func reset(_ signal: Int32) {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = SIG_DFL
    sigaction(signal, &action, nil)
  }

  /// Wakes the poll; safe from any thread.
  public static func wake() { send(0) }

  private static func send(_ byte: UInt8) {
    let saved = errno
    var byte = byte
    // When the pipe is full the poll is awake anyway.
    _ = write(ends.write, &byte, 1)
    errno = saved
  }

  /// Everything that has come.
  public static func drain() -> [Event] {
    var events: [Event] = []
    var buffer = [UInt8](repeating: 0, count: 256)
    while true {
      let count = read(ends.read, &buffer, buffer.count)
      guard count > 0 else { return events }
      for byte in buffer[..<count] {
        let event = byte == 0 ? Event.wake : .signal(Int32(byte))
        if !events.contains(event) { events.append(event) }
      }
    }
  }
}
