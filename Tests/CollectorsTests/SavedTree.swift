import Basics
import Collectors
import Glibc
import Model
import Scratch
import Telemetry

/// A saved tree of kernel files, written anew for each test.
struct SavedTree {
  private let scratch = Scratch()
  static let now = Instant(seconds: 1_773_480_413)

  init(_ files: [String: String] = [:]) {
    for (path, text) in files { self.write(text, to: path) }
  }

  var root: HostRoot { HostRoot(scratch.path) }

  /// Files that are there are written over in place, as the kernel's files change under an open descriptor.
  func write(_ text: String, to path: String) { write(Array(text.utf8), to: path) }

  func write(_ bytes: [UInt8], to path: String) {
    var made = scratch.path
    for part in path.split(separator: "/").dropLast() {
      made += "/" + part
      mkdir(made, 0o700)
    }
    guard let file = fopen("\(scratch.path)/\(path)", "w") else {
      preconditionFailure("\(path) can be written")
    }
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
  }

  /// Takes a process away.
  func removeProcess(_ pid: Int) {
    for name in ["stat", "cmdline", "io"] { unlink("\(scratch.path)/proc/\(pid)/\(name)") }
    rmdir("\(scratch.path)/proc/\(pid)")
  }

  func link(_ path: String, to target: String) { symlink(target, "\(scratch.path)/\(path)") }

  /// A collector of the tree; every filesystem is 100 blocks of a kilobyte, half of them free.
  func collector() -> HostCollector {
    HostCollector(root: root, labels: ["instance": "saved"]) { [scratch] _ in
      // The tree lives as long as what reads it.
      withExtendedLifetime(scratch) {}
      return FilesystemUsage(size: 102_400, free: 51_200, available: 40_960, files: 1_000, filesFree: 400)
    }
  }

  /// The series of one reading of the tree, slow parts included.
  func series() -> [String: Double] {
    let collector = collector()
    collector.readSlowParts(at: Self.now)
    return collector.series()
  }
}

extension HostCollector {
  func scrape(at now: Instant = SavedTree.now) -> Scrape {
    for case .scrape(let scrape) in collect(at: now) { return scrape }
    preconditionFailure("a collection holds a scrape")
  }

  func processes(at now: Instant = SavedTree.now) -> ProcessTable {
    for case .processes(let table) in collect(at: now) { return table }
    preconditionFailure("a collection holds the processes")
  }

  /// Every series as PromQL writes it, with its value.
  func series(at now: Instant = SavedTree.now) -> [String: Double] {
    let scrape = scrape(at: now)
    let names = scrape.layout.columns.map { $0.labels.setting(Labels.metricName, to: $0.name).description }
    return Dictionary(zip(names, scrape.values)) { first, _ in first }
  }
}

extension [String: Double] {
  /// The series of one metric.
  func of(_ metric: String) -> [String: Double] {
    filter { $0.key == metric || $0.key.hasPrefix(metric + "{") }
  }
}
