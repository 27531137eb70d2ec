import Glibc
import Synchronization

/// Work that may hang, such as looking up a name or reading a file of a network: each piece on a thread of its own.
/// A class because its threads ring its bell.
final class Chores: Sendable {
  private struct State {
    var running = 0
    var waiting: [@Sendable () -> Void] = []
  }

  /// One piece of work on its way to its thread.
  private final class Errand: Sendable {
    let run: @Sendable () -> Void

    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  private let state = Mutex(State())
  let bell: Bell

  /// How many pieces run at once; the others wait for one of them to end.
  private static let most = 32

  init(_ bell: Bell) { self.bell = bell }

  /// Has the work done, and the bell rung when it is.
  func start(_ work: @escaping @Sendable () -> Void) {
    state.withLock { $0.waiting.append(work) }
    startNext()
  }

  private func startNext() {
    let next = state.withLock { state -> (@Sendable () -> Void)? in
      guard state.running < Self.most, !state.waiting.isEmpty else { return nil }
      state.running += 1
      return state.waiting.removeFirst()
    }
    guard let next else { return }
    let isStarted = Self.startThread { [self] in
      next()
      state.withLock { $0.running -= 1 }
      bell.ring()
      startNext()
    }
    guard !isStarted else { return }
    // The system gives no more threads: tried again with the next piece.
    state.withLock { state in
      state.running -= 1
      state.waiting.insert(next, at: 0)
    }
  }

  private static func startThread(_ run: @escaping @Sendable () -> Void) -> Bool {
    let errand = Unmanaged.passRetained(Errand(run))
    var (thread, attributes) = (pthread_t(), pthread_attr_t())
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    pthread_attr_setstacksize(&attributes, 1 << 19)
    let code = pthread_create(
      &thread, &attributes,
      { argument in
        // What was passed is what `passRetained` gave.
        Unmanaged<Errand>.fromOpaque(argument!).takeRetainedValue().run()
        return nil
      }, errand.toOpaque())
    if code != 0 { errand.release() }
    return code == 0
  }
}

/// Wakes a thread that waits for descriptors.
/// A class because it owns two of them.
final class Bell: Sendable {
  private let ends: [Int32]

  init() {
    var ends: [Int32] = [-1, -1]
    socketpair(
      AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0,
      &ends)
    self.ends = ends
  }

  deinit { for end in ends { close(end) } }

  /// The descriptor that can be read once the bell was rung.
  var descriptor: Int32 { ends[0] }

  func ring() {
    var byte: UInt8 = 1
    // A full buffer has been rung often enough.
    _ = send(ends[1], &byte, 1, Int32(MSG_NOSIGNAL))
  }

  func silence() {
    var buffer = [UInt8](repeating: 0, count: 256)
    while recv(ends[0], &buffer, buffer.count, 0) == buffer.count {}
  }
}

/// What threads leave for another to take.
/// A class because they share it, each access under its lock.
final class Inbox<Letter: Sendable>: Sendable {
  private let letters = Mutex<[Letter]>([])

  func put(_ letter: Letter) { letters.withLock { $0.append(letter) } }

  func take() -> [Letter] {
    letters.withLock { letters in
      defer { letters = [] }
      return letters
    }
  }
}
