import Basics
import Glibc
import Model
import Telemetry

/// Reads every process and picks the busiest by processor, memory and disk.
/// A class because it remembers what each process had used before.
final class ProcessReader {
  /// What is remembered of a process. A process number used again has another start.
  private struct Known {
    let start: Double
    var ticks: Double
    var name: String
    var command: String?
    var user: UInt32
    var io: (read: Double, written: Double)?
    var ioRates: (read: Float, written: Float) = (.nan, .nan)
    var seen: Int
  }

  /// What one reading of `/proc/PID/stat` says.
  struct Status {
    var name = ""
    var state: UInt8 = 0
    var ticks = 0.0
    var threads = 0
    var start = 0.0
    var pages = 0.0
  }

  private let root: HostRoot
  private let buffer: SystemBuffer
  private let ticks: Double
  private let page = Double(sysconf(Int32(_SC_PAGESIZE)))
  private let users: UserNames
  private var known: [Int32: Known] = [:]
  private var last: Instant?
  private var round = 0

  /// How many processes of each kind of busyness are kept.
  private static let kept = 24

  init(_ root: HostRoot, _ buffer: SystemBuffer, ticks: Double) {
    self.root = root
    self.buffer = buffer
    self.ticks = ticks
    users = UserNames(root)
  }

  func read(at now: Instant, source: Labels, bootTime: Double) -> ProcessTable {
    let elapsed = last.map { (now - $0).seconds } ?? 0
    last = now
    round += 1
    var readings: [(pid: Int32, status: Status, cpu: Float)] = []
    guard let directory = opendir(root.proc("")) else {
      return ProcessTable(source: source, at: now, total: 0, processes: [])
    }
    defer { closedir(directory) }
    while let entry = readdir(directory) {
      guard let pid = Self.pid(entry), let status = status(of: pid, in: dirfd(directory)) else { continue }
      readings.append((pid, status, update(pid, status, elapsed, in: dirfd(directory))))
    }
    known = known.filter { $0.value.seen == round }
    let busiest = busiest(readings).map { reading(of: $0, in: dirfd(directory), bootTime: bootTime) }
    return ProcessTable(source: source, at: now, total: readings.count, processes: busiest)
  }

  private static func pid(_ entry: UnsafeMutablePointer<dirent>) -> Int32? {
    withUnsafeBytes(of: &entry.pointee.d_name) { name in
      var number: Int32 = 0
      for byte in name {
        if byte == 0 { return number > 0 ? number : nil }
        guard (0x30...0x39).contains(byte), number < 100_000_000 else { return nil }
        number = number * 10 + Int32(byte - 0x30)
      }
      return nil
    }
  }

  private func status(of pid: Int32, in directory: Int32) -> Status? {
    withFile("\(pid)/stat", in: directory) { bytes in Self.status(bytes) }
  }

  /// The name stands in brackets and may hold anything, closing brackets too: the last one ends it.
  static func status(_ bytes: UnsafeBufferPointer<UInt8>) -> Status? {
    guard let open = bytes.firstIndex(of: UInt8(ascii: "(")),
      let close = bytes.lastIndex(of: UInt8(ascii: ")")),
      open < close
    else { return nil }
    var status = Status()
    status.name = String(decoding: bytes[(open + 1)..<close], as: UTF8.self)
    var words = Words(UnsafeBufferPointer(rebasing: bytes[(close + 1)...]))
    status.state = words.word()?.first ?? 0
    words.skip(10)
    guard let user = words.number(), let system = words.number() else { return nil }
    status.ticks = user + system
    words.skip(4)
    status.threads = Int(Self.bounded(words.number() ?? 0))
    words.skip(1)
    status.start = words.number() ?? 0
    words.skip(1)
    status.pages = words.number() ?? 0
    return status
  }

  /// No kernel counts that far; a saved tree may say anything.
  private static func bounded(_ number: Double) -> Double { min(max(number, 0), 1e15) }

  /// Remembers the process and tells its share of a core since the last round.
  private func update(_ pid: Int32, _ status: Status, _ elapsed: Double, in directory: Int32) -> Float {
    guard var process = known[pid], process.start == status.start else {
      known[pid] = Known(
        start: status.start, ticks: status.ticks, name: status.name, user: owner(of: pid, in: directory),
        seen: round)
      return 0
    }
    let spent = status.ticks - process.ticks
    // Only what moves can have used the disk; the rest is looked at now and then.
    let isDue = spent > 0 || status.state == UInt8(ascii: "D") || (Int(pid) + round) % 10 == 0
    if isDue {
      updateDisk(&process, pid, elapsed, in: directory)
    } else {
      process.ioRates = Self.still(process.ioRates)
    }
    if process.name != status.name {
      process.name = status.name
      process.command = nil
    }
    process.ticks = status.ticks
    process.seen = round
    known[pid] = process
    return elapsed > 0 ? Float(max(0, spent) / ticks / elapsed) : 0
  }

  private static func still(_ rates: (read: Float, written: Float)) -> (read: Float, written: Float) {
    rates.read.isNaN ? rates : (0, 0)
  }

  private func updateDisk(_ process: inout Known, _ pid: Int32, _ elapsed: Double, in directory: Int32) {
    let now = withFile("\(pid)/io", in: directory) { bytes -> (read: Double, written: Double)? in
      var (words, read, written) = (Words(bytes), Double?.none, Double?.none)
      while var line = words.line() {
        guard let name = line.word(upTo: 0x3A) else { continue }
        if name.isText("read_bytes") { read = line.number() }
        if name.isText("write_bytes") { written = line.number() }
      }
      guard let read, let written else { return nil }
      return (read, written)
    }
    defer { process.io = now }
    guard let now, let before = process.io, elapsed > 0 else {
      process.ioRates = now == nil ? (.nan, .nan) : (0, 0)
      return
    }
    process.ioRates = (
      Float((now.read - before.read) / elapsed), Float((now.written - before.written) / elapsed)
    )
  }

  private func busiest(_ readings: [(pid: Int32, status: Status, cpu: Float)]) -> [(
    pid: Int32, status: Status, cpu: Float
  )] {
    guard readings.count > Self.kept * 2 else { return readings }
    func disk(_ pid: Int32) -> Float {
      let rates = known[pid]?.ioRates ?? (.nan, .nan)
      return rates.read.isNaN ? 0 : rates.read + rates.written
    }
    var chosen: Set<Int32> = []
    chosen.formUnion(readings.sorted { $0.cpu > $1.cpu }.prefix(Self.kept).map(\.pid))
    chosen.formUnion(readings.sorted { $0.status.pages > $1.status.pages }.prefix(Self.kept).map(\.pid))
    chosen.formUnion(
      readings.filter { disk($0.pid) > 0 }.sorted { disk($0.pid) > disk($1.pid) }.prefix(8).map(\.pid))
    return readings.filter { chosen.contains($0.pid) }
  }

  private func reading(
    of process: (pid: Int32, status: Status, cpu: Float), in directory: Int32, bootTime: Double
  ) -> ProcessReading {
    let remembered = known[process.pid]
    let command = remembered?.command ?? command(of: process.pid, process.status.name, in: directory)
    known[process.pid]?.command = command
    return ProcessReading(
      pid: Int(process.pid), name: process.status.name, command: command,
      user: users.name(of: remembered?.user ?? 0), state: String(UnicodeScalar(process.status.state)),
      threads: process.status.threads, cpu: process.cpu, memory: process.status.pages * page,
      read: remembered?.ioRates.read ?? .nan, written: remembered?.ioRates.written ?? .nan,
      startedAt: Instant(
        milliseconds: Int64(Self.bounded((bootTime + process.status.start / ticks) * 1_000))))
  }

  private func command(of pid: Int32, _ name: String, in directory: Int32) -> String {
    let line = withFile("\(pid)/cmdline", in: directory) { bytes in
      String(decoding: bytes.prefix(512).map { $0 == 0 ? 0x20 : $0 }, as: UTF8.self)
    }
    guard var line else { return "[\(name)]" }
    while line.last == " " { line.removeLast() }
    return line.isEmpty ? "[\(name)]" : line
  }

  private func owner(of pid: Int32, in directory: Int32) -> UInt32 {
    var status = stat()
    return fstatat(directory, String(pid), &status, 0) == 0 ? status.st_uid : 0
  }

  private func withFile<Result>(
    _ name: String, in directory: Int32, _ body: (UnsafeBufferPointer<UInt8>) -> Result?
  ) -> Result? {
    let descriptor = openat(directory, name, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    guard let count = buffer.fill(from: descriptor) else { return nil }
    return body(UnsafeBufferPointer(rebasing: buffer.bytes[..<count]))
  }
}
