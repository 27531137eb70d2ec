import Basics
import Glibc
import Synchronization

/// A thread of its own for work that must not keep the screen waiting.
enum Worker {
  private final class Body {
    let run: @Sendable () -> Void
    let niceness: Int32

    init(_ run: @escaping @Sendable () -> Void, niceness: Int32) {
      self.run = run
      self.niceness = niceness
    }
  }

  /// Has the calling thread yield to others. On Linux niceness is a thread's own.
  static func beNice(_ niceness: Int32 = 10) {
    setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, niceness)
  }

  /// Starts the work on a new thread that yields to the screen's.
  static func start(niceness: Int32 = 10, _ run: @escaping @Sendable () -> Void) {
    let body = Unmanaged.passRetained(Body(run, niceness: niceness))
    var thread = pthread_t()
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    pthread_attr_setstacksize(&attributes, 1 << 20)
    let code = pthread_create(
      &thread, &attributes,
      { argument in
        let body = Unmanaged<Body>.fromOpaque(argument!).takeRetainedValue()
        Worker.beNice(body.niceness)
        body.run()
        return nil
      }, body.toOpaque())
    pthread_attr_destroy(&attributes)
    precondition(code == 0, "the system gives no more threads")
  }
}

/// A value that is made on a thread of its own, and waited for where it is needed.
final class Later<Value: Sendable>: Sendable {
  private let box = Mailbox<Value>()
  private let made = Mutex<Value?>(nil)

  init(_ make: @escaping @Sendable () -> Value) {
    Worker.start(niceness: 0) { [box] in box.put(make()) }
  }

  var value: Value {
    made.withLock { made in
      if let known = made { return known }
      let value = box.take()[0]
      made = value
      return value
    }
  }
}

/// Letters from threads to a thread that waits for them.
/// @unchecked Sendable: the letters are only touched with the lock held.
final class Mailbox<Letter>: @unchecked Sendable {
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let bell = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var letters: [Letter] = []
  private var isRung = false

  init() {
    pthread_mutex_init(lock, nil)
    var attributes = pthread_condattr_t()
    pthread_condattr_init(&attributes)
    // Waiting must not depend on a clock that can be set.
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    pthread_cond_init(bell, &attributes)
    pthread_condattr_destroy(&attributes)
  }

  deinit {
    pthread_cond_destroy(bell)
    pthread_mutex_destroy(lock)
    bell.deallocate()
    lock.deallocate()
  }

  /// - Parameter quietly: whether nobody need be woken for it; it is taken with the next letter, or when the taker's
  ///   time is over.
  func put(_ letter: Letter, quietly: Bool = false) {
    pthread_mutex_lock(lock)
    letters.append(letter)
    if !quietly {
      isRung = true
      pthread_cond_signal(bell)
    }
    pthread_mutex_unlock(lock)
  }

  /// Whether everything has been taken.
  var isEmpty: Bool {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    return letters.isEmpty
  }

  /// Everything that has come; waits to be woken up to a time, without one for ever.
  func take(waitingUpTo limit: Span? = nil) -> [Letter] {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    if let limit {
      var until = timespec()
      clock_gettime(CLOCK_MONOTONIC, &until)
      let nanoseconds = Int64(until.tv_nsec) + limit.milliseconds * 1_000_000
      until.tv_sec += time_t(nanoseconds / 1_000_000_000)
      until.tv_nsec = Int(nanoseconds % 1_000_000_000)
      while !isRung, pthread_cond_timedwait(bell, lock, &until) == 0 {}
    } else {
      while !isRung { pthread_cond_wait(bell, lock) }
    }
    isRung = false
    defer { letters.removeAll(keepingCapacity: true) }
    return letters
  }
}
