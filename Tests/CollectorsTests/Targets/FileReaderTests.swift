import Basics
import Glibc
import Model
import Scratch
import Telemetry
import Testing

@testable import Collectors

@Suite struct FileReaderTests {
  private let scratch = Scratch()

  private func reader(_ path: String? = nil, most: Int = 1_000) -> FileReader {
    var options = Origin.Options()
    options.mostBytes = most
    let path = path ?? scratch.path
    return FileReader(Target(.files(path), labels: ["job": "t"], options: options), path: path)
  }

  private func value(_ name: String, _ reading: FileReader.Reading, _ labels: Labels = [:]) -> Double? {
    reading.columns.firstIndex(of: Layout.Column(name, labels)).map { reading.values[$0] }
  }

  @Test func `the prom files of a directory are one source, with the times they were written`() throws {
    let path = scratch.file("a.prom", "a 1\n")
    _ = scratch.file("b.prom", "b 2\n")
    _ = scratch.file("c.txt", "c 3\n")
    var times = [timeval(tv_sec: 1_000, tv_usec: 0), timeval(tv_sec: 1_000, tv_usec: 500_000)]
    utimes(path, &times)
    var reader = reader()
    let reading = try reader.read().get()
    #expect(value("a", reading) == 1 && value("b", reading) == 2 && value("c", reading) == nil)
    #expect(value("node_textfile_mtime_seconds", reading, ["file": path]) == 1_000.5)
    #expect(value("node_textfile_scrape_error", reading) == 0 && reading.complaint == nil)
  }

  @Test func `a single file is a source too`() throws {
    var reader = reader(scratch.file("any.name", "a 1\n"))
    #expect(try value("a", reader.read().get()) == 1)
  }

  @Test func `a file that is wrong is named with its line, and the others count`() throws {
    _ = scratch.file("a.prom", "a 1\n")
    let wrong = scratch.file("b.prom", "b 1\nb x\n")
    let large = scratch.file("c.prom", String(repeating: "#\n", count: 600))
    mkdir(scratch["d.prom"], 0o700)
    mkfifo(scratch["e.prom"], 0o600)
    var reader = reader()
    let reading = try reader.read().get()
    #expect(value("a", reading) == 1 && value("b", reading) == nil)
    #expect(value("node_textfile_scrape_error", reading) == 1)
    #expect(reading.faults.count == 4)
    #expect(reading.faults[0].hasPrefix("\(wrong): line 2, column 3"))
    #expect(reading.faults[1].hasPrefix("\(large): the page is larger"))
    #expect(reading.complaint?.hasSuffix("1 files more") == true)
  }

  @Test func `of a series in two files the first counts and the second is named`() throws {
    _ = scratch.file("a.prom", "a 1\n")
    _ = scratch.file("b.prom", "a 2\nb 3\n")
    var reader = reader()
    let reading = try reader.read().get()
    #expect(value("a", reading) == 1 && value("b", reading) == 3)
    #expect(reading.complaint?.contains("b.prom: a is in a file before it too") == true)
  }

  @Test func `a file that goes takes its series along`() throws {
    let path = scratch.file("a.prom", "a 1\n")
    var reader = reader()
    _ = reader.read()
    unlink(path)
    #expect(try reader.read().get().columns.map(\.name) == ["node_textfile_scrape_error"])
  }

  @Test func `what is not there is told`() {
    var reader = reader("/nosuch")
    #expect(throws: FetchFault.unreadable("/nosuch", "No such file or directory")) { try reader.read().get() }
  }
}
