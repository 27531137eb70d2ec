import Glibc

/// Another program that runs beside the tests until its last owner goes. What it says goes into a file.
/// A class because it owns the process.
public final class Peer: Sendable {
  private let process: pid_t

  /// Nil when the program does not start.
  public init?(_ program: String, _ words: [String], saysInto path: String) {
    var typed: [UnsafeMutablePointer<CChar>?] = ([program] + words).map { strdup($0) } + [nil]
    defer { for word in typed { free(word) } }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    var process: pid_t = 0
    guard posix_spawn(&process, program, &actions, nil, &typed, environ) == 0 else { return nil }
    self.process = process
  }

  deinit {
    kill(process, SIGKILL)
    waitpid(process, nil, 0)
  }
}

/// A real Prometheus server on a port of the loopback interface, with all it keeps in a directory of its own.
/// A class because it owns the process.
public final class RealPrometheus: Sendable {
  public static let isThere = access(program, X_OK) == 0
  public static let notice = "needs the program prometheus, which apt-get installs"
  private static let program = "/usr/bin/prometheus"

  private let folder = Scratch()
  private let peer: Peer
  public let port: Int

  /// - Parameters:
  ///   - jobs: `host:port` of what it scrapes every second beside itself, by the name of the job.
  ///   - rules: a rule file that it evaluates.
  public init?(port: Int, jobs: [String: String], rules: String? = nil) {
    let targets = jobs.merging(["prometheus": "127.0.0.1:\(port)"]) { first, _ in first }
    let pages = targets.sorted { $0.key < $1.key }.map { job, target in
      "- {job_name: \(job), static_configs: [{targets: ['\(target)']}]}"
    }
    var ruleFiles = ""
    if let rules { ruleFiles = "rule_files: ['\(folder.file("rules.json", rules))']\n" }
    let configuration = folder.file(
      "prometheus.yml",
      "global: {scrape_interval: 1s, scrape_timeout: 1s}\nscrape_configs:\n"
        + pages.joined(separator: "\n") + "\n" + ruleFiles)
    let peer = Peer(
      Self.program,
      [
        "--config.file=\(configuration)", "--storage.tsdb.path=\(folder["data"])",
        "--web.listen-address=127.0.0.1:\(port)", "--log.level=warn",
      ], saysInto: folder["log"])
    guard let peer else { return nil }
    self.peer = peer
    self.port = port
  }

  public var address: String { "http://127.0.0.1:\(port)" }

  /// What it has said, for whoever wonders why it does not answer.
  public var words: String { String(decoding: bytes(of: folder["log"]), as: UTF8.self) }
}
