import Glibc
import Scratch
import Testing

/// `binnacle watch` as it runs in a folder. What it says goes into a file there.
/// A class because it has to be ended.
final class Watching {
  private let process: pid_t
  private var hasEnded = false

  init(in folder: Scratch) throws {
    var pid: pid_t = 0
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 1, folder["out"], O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    let result = CStrings.with([Pseudoterminal.program, "watch"]) { arguments in
      CStrings.with(folder.environment.map { "\($0.key)=\($0.value)" }) {
        posix_spawn(&pid, Pseudoterminal.program, &actions, nil, arguments, $0)
      }
    }
    try #require(result == 0)
    process = pid
  }

  func end(by signal: Int32 = SIGTERM) {
    guard !hasEnded else { return }
    hasEnded = true
    kill(process, signal)
    waitpid(process, nil, 0)
  }

  deinit { end(by: SIGKILL) }
}
