import Glibc
import Terminal

/// Other programs that are given the terminal for a while.
enum Child {
  /// The user's shell, until it ends.
  static func shell(_ environment: [String: String]) {
    run(environment["SHELL"] ?? "/bin/sh", [])
  }

  /// A text in the user's pager.
  static func page(_ text: String, _ environment: [String: String]) {
    var template = Array("/tmp/binnacle-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { return }
    close(descriptor)
    let path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    _ = Files.write(text, to: path)
    let pager = environment["PAGER"].flatMap { $0.isEmpty ? nil : $0 } ?? "less"
    // A pager may be given with options, which only a shell takes apart as the user meant them.
    run("/bin/sh", ["-c", "\(pager) \"$1\"", "sh", path])
    unlink(path)
  }

  private static func run(_ program: String, _ arguments: [String]) {
    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // The child starts with signals as any program expects them.
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGINT, SIGTSTP, SIGTERM, SIGHUP, SIGWINCH, SIGCONT, SIGPIPE] {
      sigaddset(&signals, signal)
    }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    var child: pid_t = 0
    guard posix_spawnp(&child, program, nil, &attributes, &words, environ) == 0 else { return }
    // As in system(3): Ctrl-C is the child's. Ctrl-Z stops both, so that the shell has the terminal.
    let ours = [SIGINT, SIGQUIT, SIGTSTP]
    for signal in ours.dropLast() { Glibc.signal(signal, SIG_IGN) }
    SignalPipe.reset(SIGTSTP)
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    for signal in ours { SignalPipe.handle(signal) }
  }
}
