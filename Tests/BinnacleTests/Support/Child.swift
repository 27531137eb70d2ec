import Glibc
import Testing

/// Some other program that runs as long as the test. A class because it has to be ended.
final class Child {
  private let process: pid_t

  init(_ path: String) throws {
    var pid: pid_t = 0
    let result = CStrings.with([path]) { posix_spawn(&pid, path, nil, nil, $0, nil) }
    try #require(result == 0, "\(path) does not start")
    process = pid
  }

  deinit {
    kill(process, SIGKILL)
    waitpid(process, nil, 0)
  }
}
