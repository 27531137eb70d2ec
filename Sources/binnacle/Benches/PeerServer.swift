import Glibc

/// A real Prometheus that scrapes pages of this machine, until it is ended.
struct PeerServer {
  static let program = "/usr/bin/prometheus"
  let port: Int
  private let folder: ScratchDirectory
  private let process: pid_t

  /// Nil when it does not start.
  init?(pages: Int, targets: Int) {
    guard let port = Self.freePort, let folder = try? ScratchDirectory() else { return nil }
    (self.port, self.folder) = (port, folder)
    let groups = (0..<targets).map { number in
      "  - {targets: ['127.0.0.1:\(pages)'], labels: {instance: node-\(number), __metrics_path__: /\(number)}}\n"
    }
    let text =
      "global: {scrape_interval: 10s, scrape_timeout: 5s}\nscrape_configs:\n- job_name: bench\n"
      + "  static_configs:\n" + groups.joined()
    guard Files.write(text, to: "\(folder.path)/prometheus.yml") == nil else { return nil }
    let words: [String] = [
      Self.program, "--config.file=\(folder.path)/prometheus.yml", "--storage.tsdb.path=\(folder.path)/data",
      "--web.listen-address=127.0.0.1:\(port)", "--log.level=error",
    ]
    var typed: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for word in typed { free(word) } }
    var process: pid_t = 0
    guard posix_spawn(&process, Self.program, nil, nil, &typed, environ) == 0 else { return nil }
    self.process = process
  }

  /// A port that nobody listens on just now.
  private static var freePort: Int? {
    let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    defer { close(socket) }
    return PageServer.bind(socket, backlog: 1)
  }

  func end() {
    kill(process, SIGKILL)
    waitpid(process, nil, 0)
    folder.remove()
  }

  /// The processor time it has used, in microseconds (proc(5), `/proc/PID/stat`, utime and stime).
  var microseconds: Double {
    let fields = self.fields("stat", behind: ")")
    guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else {
      return .nan
    }
    return (user + system) * 1e6 / Double(sysconf(Int32(_SC_CLK_TCK)))
  }

  /// Resident bytes, from `/proc/PID/statm`.
  var resident: Double {
    let fields = self.fields("statm", behind: "\n\n")
    guard fields.count > 1, let pages = Double(fields[1]) else { return .nan }
    return pages * Double(sysconf(Int32(_SC_PAGESIZE)))
  }

  private func fields(_ name: String, behind mark: String) -> [Substring] {
    let text = String(decoding: Files.bytes("/proc/\(process)/\(name)") ?? [], as: UTF8.self)
    return text.split(separator: mark).last?.split(separator: " ") ?? []
  }
}
