import Basics
import Collectors
import Glibc
import Model
import Telemetry
import Testing

@Suite struct ProcessTests {
  private let tree = SavedTree(SavedHosts.plain)
  private let now = SavedTree.now

  /// A line of `/proc/PID/stat` (proc(5)).
  private func stat(
    _ pid: Int, _ name: String, state: String = "S", ticks: String = "100", threads: String = "4",
    start: String = "5000", pages: String = "256"
  ) -> String {
    "\(pid) (\(name)) \(state) 1 1 1 0 -1 4194560 9 9 9 9 \(ticks) 0 9 9 20 0 \(threads) 0 \(start) 99999 \(pages) 1 2"
  }

  private func read(_ seconds: Int64, _ collector: HostCollector) -> [ProcessReading] {
    collector.processes(at: now + .seconds(seconds)).processes
  }

  private func only(_ line: String) throws -> ProcessReading {
    tree.write(line, to: "proc/7/stat")
    return try #require(tree.collector().processes().processes.first)
  }

  @Test func `a process is read with all it says`() throws {
    tree.write("daemon:x:1:1::/:\ntester:x:\(geteuid()):0::/:\n", to: "etc/passwd")
    tree.write("/usr/bin/nginx\0-g\0daemon off;\0", to: "proc/7/cmdline")
    let process = try only(stat(7, "nginx"))
    #expect(process.pid == 7)
    #expect(process.name == "nginx")
    #expect(process.command == "/usr/bin/nginx -g daemon off;")
    #expect(process.user == "tester")
    #expect(process.state == "S")
    #expect(process.threads == 4)
    #expect(process.memory == 256 * Double(sysconf(Int32(_SC_PAGESIZE))))
    #expect(process.startedAt == Instant(seconds: 1_795_283_786 + 50))
    #expect(process.cpu == 0)
  }

  @Test(arguments: ["", "\0", "\0\0\0"])
  func `a process without a command line bears its name in brackets`(line: String) throws {
    tree.write(line, to: "proc/7/cmdline")
    #expect(try only(stat(7, "kworker/0:1")).command == "[kworker/0:1]")
  }

  @Test(arguments: [
    "a) R 1 (b", "((", "))", "", " ", "new\nline", "\u{1B}[2J\u{1B}]0;owned\u{7}", "tab\there", "航海", "a b c",
  ])
  func `a process may call itself anything`(name: String) throws {
    let process = try only(stat(7, name))
    #expect(process.name == name)
    #expect(process.state == "S")
    #expect(process.threads == 4)
  }

  @Test func `bytes that are no text are replaced, not refused`() throws {
    let bytes = Array(stat(7, "ab").utf8).flatMap { $0 == UInt8(ascii: "b") ? [0xFF, 0xC3] : [$0] }
    tree.write(bytes, to: "proc/7/stat")
    let process = try #require(tree.collector().processes().processes.first)
    #expect(process.name == "a\u{FFFD}\u{FFFD}")
    #expect(process.threads == 4)
  }

  @Test func `use of the processor is its share of one core since the last reading`() {
    tree.write(stat(7, "busy", ticks: "100"), to: "proc/7/stat")
    let collector = tree.collector()
    #expect(read(0, collector).map(\.cpu) == [0])
    tree.write(stat(7, "busy", ticks: "250"), to: "proc/7/stat")
    #expect(read(2, collector).map(\.cpu) == [0.75])
    #expect(read(3, collector).map(\.cpu) == [0])
  }

  @Test func `a process number used again begins anew`() {
    tree.write(stat(7, "old", ticks: "900", start: "5000"), to: "proc/7/stat")
    tree.write("old\0--serve", to: "proc/7/cmdline")
    let collector = tree.collector()
    #expect(read(0, collector).map(\.command) == ["old --serve"])
    tree.write(stat(7, "new", ticks: "950", start: "9000"), to: "proc/7/stat")
    tree.write("new\0", to: "proc/7/cmdline")
    let process = read(1, collector)
    #expect(process.map(\.cpu) == [0])
    #expect(process.map(\.command) == ["new"])
  }

  @Test func `a process that becomes another program is called by its new name`() {
    tree.write(stat(7, "sh"), to: "proc/7/stat")
    tree.write("sh\0", to: "proc/7/cmdline")
    let collector = tree.collector()
    _ = read(0, collector)
    tree.write(stat(7, "make"), to: "proc/7/stat")
    tree.write("make\0all\0", to: "proc/7/cmdline")
    #expect(read(1, collector).map(\.command) == ["make all"])
  }

  @Test func `processes come and vanish between readings`() {
    tree.write(stat(7, "a"), to: "proc/7/stat")
    tree.write(stat(8, "b"), to: "proc/8/stat")
    let collector = tree.collector()
    #expect(read(0, collector).map(\.pid).sorted() == [7, 8])
    tree.removeProcess(7)
    tree.write(stat(9, "c"), to: "proc/9/stat")
    #expect(read(1, collector).map(\.pid).sorted() == [8, 9])
  }

  @Test func `a process that vanishes while it is read is passed over`() {
    tree.write("", to: "proc/7/cmdline")
    tree.write("", to: "proc/8/stat")
    #expect(
      tree.collector().processes()
        == ProcessTable(source: ["instance": "saved"], at: now, total: 0, processes: []))
  }

  @Test(arguments: ["7", "7 (", "7 (a", "7 (a)", "7 (a) S 1 2", "garbage", "7 )a( S"])
  func `a line cut short is passed over`(line: String) {
    tree.write(line, to: "proc/7/stat")
    #expect(tree.collector().processes().total == 0)
  }

  @Test func `disk use is bytes a second, unknown where the kernel hides it`() {
    tree.write(stat(7, "db", ticks: "1"), to: "proc/7/stat")
    tree.write("rchar: 9\nread_bytes: 4096\nwrite_bytes: 0\ncancelled_write_bytes: 5\n", to: "proc/7/io")
    tree.write(stat(8, "hidden", ticks: "1"), to: "proc/8/stat")
    let collector = tree.collector()
    #expect(read(0, collector).allSatisfy { $0.read.isNaN && $0.written.isNaN })
    for (second, bytes) in [(2, 8_192), (4, 16_384)] {
      tree.write(stat(7, "db", ticks: "\(second)"), to: "proc/7/stat")
      tree.write(stat(8, "hidden", ticks: "\(second)"), to: "proc/8/stat")
      tree.write("read_bytes: \(bytes)\nwrite_bytes: \(second)\n", to: "proc/7/io")
      let processes = read(Int64(second), collector)
      #expect(processes.first { $0.pid == 8 }?.read.isNaN == true)
      if second == 4 { #expect(processes.first { $0.pid == 7 }?.read == 4_096) }
      if second == 4 { #expect(processes.first { $0.pid == 7 }?.written == 1) }
    }
  }

  @Test func `a clock that is set back gives no use, not a negative one`() {
    tree.write(stat(7, "busy", ticks: "100"), to: "proc/7/stat")
    let collector = tree.collector()
    _ = read(0, collector)
    tree.write(stat(7, "busy", ticks: "200"), to: "proc/7/stat")
    #expect(read(-60, collector).map(\.cpu) == [0])
  }

  @Test(arguments: ["18446744073709551615", String(repeating: "9", count: 400)])
  func `numbers beyond all measure do no harm`(number: String) throws {
    let process = try only(stat(7, "huge", ticks: number, threads: number, start: number, pages: number))
    #expect(process.name == "huge")
    #expect(process.threads > 0)
  }

  @Test func `of many processes the busiest and the largest are kept, and all are counted`() {
    for pid in 1...200 {
      tree.write(stat(pid, "p\(pid)", pages: pid == 77 ? "9999999" : "1"), to: "proc/\(pid)/stat")
    }
    let collector = tree.collector()
    _ = read(0, collector)
    tree.write(stat(123, "p123", ticks: "200"), to: "proc/123/stat")
    let table = collector.processes(at: now + .seconds(1))
    #expect(table.total == 200)
    #expect(table.processes.count <= 56)
    #expect(Set([77, 123]).isSubset(of: Set(table.processes.map(\.pid))))
  }

  @Test func `names beside the processes are no processes`() {
    tree.write(stat(7, "a"), to: "proc/self/stat")
    tree.write(stat(7, "a"), to: "proc/7x/stat")
    tree.write(stat(7, "a"), to: "proc/0/stat")
    tree.write(stat(7, "a"), to: "proc/99999999999999999999/stat")
    #expect(tree.collector().processes().total == 0)
  }
}
