import Basics
import Glibc
import Model
import Scratch
import Telemetry
import Testing

@testable import Collectors

/// The real node_exporter, read by the real loop.
@Suite struct RealExporterTests {
  private static let program = "/usr/bin/prometheus-node-exporter"
  private static let isThere = access(program, X_OK) == 0

  /// A node_exporter on a port of its own, until its last owner goes.
  /// A class because it owns the process.
  private final class Exporter {
    let port = FreePort.unused()
    private var process: pid_t = 0

    init() {
      let typed: [String] = [program, "--web.listen-address=127.0.0.1:\(port)", "--log.level=error"]
      var words: [UnsafeMutablePointer<CChar>?] = typed.map { strdup($0) } + [nil]
      defer { for word in words { free(word) } }
      var actions = posix_spawn_file_actions_t()
      posix_spawn_file_actions_init(&actions)
      posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
      posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
      _ = posix_spawn(&process, program, &actions, nil, &words, environ)
      posix_spawn_file_actions_destroy(&actions)
    }

    deinit {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
  }

  @Test(.enabled(if: isThere, "needs prometheus-node-exporter, which apt-get installs"))
  func `a real node_exporter is read, and becomes what a node is made of`() {
    let exporter = Exporter()
    // It takes a moment until it listens; until then it is a target that is down.
    let run = LoopRun([.page("node", "http://127.0.0.1:\(exporter.port)/metrics")])
    #expect(run.run { $0.scrapes.count { $0.value("up") == 1 } >= 2 }, "\(run.faults)")
    for metric in ["node_load1", "node_memory_MemTotal_bytes", "node_boot_time_seconds"] {
      #expect((run.value(metric, of: "node") ?? 0) >= 0 && run.value(metric, of: "node") != nil, "\(metric)")
    }
    #expect((run.value("scrape_samples_scraped", of: "node") ?? 0) > 100)
    #expect((run.value("scrape_duration_seconds", of: "node") ?? 0) > 0)
    #expect(run.fault(of: "node") == nil)
    let last = run.scrapes.suffix(2)
    #expect(last.first?.layout === last.last?.layout || last.count < 2, "rates need one layout")
  }
}
