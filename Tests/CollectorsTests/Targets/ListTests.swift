import Basics
import Glibc
import Model
import Scratch
import Telemetry
import Testing

@testable import Collectors

/// Lists and files as the real loop reads them.
@Suite struct ListTests {
  private let scratch = Scratch()

  private func options() -> Origin.Options {
    var options = Origin.Options()
    (options.interval, options.timeout) = (.milliseconds(100), .seconds(10))
    return options
  }

  /// Puts a new file in the place of one, as a careful writer does.
  private func replace(_ name: String, _ text: String) { rename(scratch.file("new", text), scratch[name]) }

  @Test func `targets of a list come and go with its file, and a broken list changes nothing`() {
    let server = TestServer { _ in [.send(Answer.ok("a 1\n"))] }
    let host = "127.0.0.1:\(server.port)"
    replace("list", #"[{"targets": ["\#(host)"], "labels": {"instance": "one"}}]"#)
    let run = LoopRun([Origin(name: "fleet", kind: .list, address: scratch["list"], options: options())])
    #expect(run.run { $0.value("a", of: "fleet") == 1 })
    replace("list", "[{\"targets\":\n nonsense")
    #expect(run.run { $0.faults["fleet"]??.contains("line 2") == true } && run.loop.count == 1)
    replace("list", #"[{"targets": ["\#(host)"], "labels": {"instance": "two"}}]"#)
    #expect(run.run { run in run.scrapes.contains { $0.source["instance"] == "two" } })
    #expect(run.scrapes.last { $0.source["instance"] == "one" }?.layout.columns == [])
    #expect(run.faults["fleet"] == .some(nil) && run.loop.count == 1)
  }

  @Test func `a list that is not there is told, and read when it comes`() {
    let server = TestServer { _ in [.send(Answer.ok("a 1\n"))] }
    let run = LoopRun([Origin(name: "fleet", kind: .list, address: scratch["list"], options: options())])
    #expect(run.run { $0.faults["fleet"]??.contains("No such file") == true } && run.loop.isSettled)
    replace("list", #"[{"targets": ["127.0.0.1:\#(server.port)"]}]"#)
    #expect(run.run { $0.value("a", of: "fleet") == 1 })
  }

  @Test func `files are read by the loop too`() {
    _ = scratch.file("a.prom", "a 1\n")
    let run = LoopRun([Origin(name: "batch", kind: .file, address: scratch.path, options: options())])
    #expect(run.run { $0.value("a", of: "batch") == 1 })
    #expect(run.value("up", of: "batch") == 1)
    #expect(run.scrapes[0].source == ["job": "batch", "instance": scratch.path])
    _ = scratch.file("b.prom", "b x\n")
    #expect(run.run { $0.fault(of: "batch") != nil } && run.value("a", of: "batch") == 1)
  }
}
