import Basics
import Glibc
import Model
import Telemetry

/// Makes scrapes of a text file of metrics, or of all `*.prom` files of a directory, as node_exporter's collector of text
/// files does. When each was written stands in `node_textfile_mtime_seconds`. A file that cannot be read or is wrong is
/// left out and named; the others count.
struct FileReader: Sendable {
  private let path: String
  private let mostBytes: Int
  private var readers: [String: ExpositionReader] = [:]

  init(_ target: Target, path: String) {
    self.path = path
    mostBytes = target.options.mostBytes
  }

  /// What the files came to.
  struct Reading: Sendable {
    var columns: [Layout.Column] = []
    var values: [Double] = []
    var times: [Instant?] = []
    var faults: [String] = []
    var bytes = 0
    fileprivate var seen: Set<Layout.Column> = []

    fileprivate mutating func add(_ column: Layout.Column, _ value: Double, _ time: Instant? = nil) -> Bool {
      guard seen.insert(column).inserted else { return false }
      columns.append(column)
      values.append(value)
      times.append(time)
      return true
    }
  }

  /// Reads the files there are. May take as long as the disk does.
  mutating func read() -> Result<Reading, FetchFault> {
    var status = stat()
    guard stat(path, &status) == 0 else {
      return .failure(.unreadable(path, String(cString: strerror(errno))))
    }
    var files = [path]
    if status.st_mode & S_IFMT == S_IFDIR {
      guard access(path, R_OK | X_OK) == 0 else {
        return .failure(.unreadable(path, String(cString: strerror(errno))))
      }
      files = Directory.names(path).filter { $0.hasSuffix(".prom") }.map { "\(path)/\($0)" }
    }
    readers = readers.filter { files.contains($0.key) }
    var reading = Reading()
    for file in files {
      do throws(FileFault) { try read(file, into: &reading) } catch {
        reading.faults.append(error.description)
      }
    }
    _ = reading.add(Layout.Column("node_textfile_scrape_error"), reading.faults.isEmpty ? 0 : 1)
    return .success(reading)
  }

  private mutating func read(_ file: String, into reading: inout Reading) throws(FileFault) {
    let (bytes, writtenAt) = try BoundedFile.read(file, upTo: mostBytes)
    reading.bytes += bytes.count
    var reader = readers.removeValue(forKey: file) ?? ExpositionReader(source: [:], format: .text)
    defer { readers[file] = reader }
    let page: ExpositionReading
    do throws(ExpositionFault) { page = try reader.read(bytes, at: .epoch) } catch {
      throw FileFault(file, "line \(error.line), column \(error.column): \(error.reason.printable)")
    }
    var double: String?
    for (place, column) in page.scrape.layout.columns.enumerated()
    where !reading.add(column, page.scrape.values[place], page.time(of: place)) {
      double = double ?? column.name
    }
    _ = reading.add(Layout.Column("node_textfile_mtime_seconds", ["file": file]), writtenAt)
    if let double { throw FileFault(file, "\(double) is in a file before it too, which counts") }
  }
}

/// What is wrong with one file.
struct FileFault: Error, Hashable, CustomStringConvertible {
  let path: String
  let words: String

  init(_ path: String, _ words: String) {
    self.path = path
    self.words = words
  }

  var description: String { "\(path): \(words)" }
}

/// Files read whole, up to a size.
enum BoundedFile {
  /// The bytes of a regular file, and when it was written, in seconds since the epoch.
  static func read(_ path: String, upTo most: Int) throws(FileFault) -> (bytes: [UInt8], writtenAt: Double) {
    // Opening a pipe would wait for its writer.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw FileFault(path, String(cString: strerror(errno))) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw FileFault(path, "is not a file")
    }
    guard status.st_size <= most else { throw FileFault(path, FetchFault.tooLarge(most).description) }
    var (bytes, used) = ([UInt8](repeating: 0, count: Int(status.st_size) + 1), 0)
    while used < bytes.count {
      let count = bytes.withUnsafeMutableBytes {
        Glibc.read(descriptor, $0.baseAddress! + used, $0.count - used)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw FileFault(path, String(cString: strerror(errno))) }
      if count == 0 { break }
      used += count
    }
    let written = Double(status.st_mtim.tv_sec) + Double(status.st_mtim.tv_nsec) / 1e9
    return (Array(bytes[..<used]), written)
  }
}
