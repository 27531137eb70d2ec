import Basics
import Glibc
import Model
import Scratch
import Telemetry
import Testing

@testable import Collectors

/// The real loop against servers that do what servers do.
@Suite struct TargetLoopTests {
  @Test func `a page is read over one connection again and again`() {
    let server = TestServer { _ in [.send(Answer.ok(Answer.page))] }
    let run = LoopRun([.page("t", server.address)])
    #expect(run.run { $0.scrapes.count >= 3 })
    #expect(server.connections == 1)
    #expect(run.value("up", of: "t") == 1 && run.faults.isEmpty)
    let question = server.questions[0].text
    #expect(question.hasPrefix("GET /metrics HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\n"))
    #expect(
      question.contains("Accept-Encoding: identity") && question.contains("application/openmetrics-text"))
  }

  @Test func `a page in chunks is read`() {
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n"
    let server = TestServer { _ in [.send(head), .send("4\r\na 1\n\r\n"), .send("4\r\nb 2\n\r\n0\r\n\r\n")] }
    let run = LoopRun([.page("t", server.address)])
    #expect(run.run { $0.scrapes.count >= 2 })
    #expect(run.value("a", of: "t") == 1 && run.value("b", of: "t") == 2 && server.connections == 1)
  }

  @Test func `a server that closes between pages is connected to anew, and nobody notices`() {
    let server = TestServer { _ in [.send(Answer.ok("a 1\n")), .close] }
    let run = LoopRun([.page("t", server.address)])
    #expect(run.run { $0.scrapes.count >= 3 })
    #expect(run.scrapes.allSatisfy { $0.value("up") == 1 } && server.connections >= 3)
  }

  @Test func `a server that takes the question and then closes is asked once more, and no more than that`() {
    let server = TestServer { $0.number == 1 && $0.connection == 1 ? [.send(Answer.ok("a 1\n"))] : [.close] }
    let run = LoopRun([.page("t", server.address)])
    #expect(run.run { $0.scrapes.count >= 2 })
    #expect(run.value("up", of: "t") == 0 && server.questions.count == 3)
    #expect(run.fault(of: "t") == "the server closed the connection without an answer")
  }

  @Test(
    arguments: [
      ([.hang], "no whole answer within 300ms"),
      ([.send("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\na 1\n"), .hang], "no whole answer within 300ms"),
      ([.send("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\na 1\n"), .close], "in the middle of the page"),
      ([.send("HTTP/1.1 500 Broken\r\nContent-Length: 0\r\n\r\n")], "status 500"),
      ([.send("HTTP/1.1 302 Found\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n")], "not followed"),
      ([.send(Answer.ok("<html>", type: "text/html"))], "the page is text/html, not metrics"),
      ([.send(Answer.ok(String(repeating: "#\n", count: 600)))], "larger than 0.98 KiB"),
      ([.send(Answer.ok("a 1\nb 2\nc 3\nd 4\n"))], "4 series and may have 3"),
      ([.send(Answer.ok("a 1\nb oops\n"))], "line 2, column 3 of the page"),
      ([.send("\u{1}\u{2}garbage\r\n\r\n")], "does not speak HTTP"), ([.close], "without an answer"),
    ] as [([TestServer.Act], String)])
  func `a page that cannot be had is told why, and its target is down`(acts: [TestServer.Act], words: String)
  {
    let server = TestServer { _ in acts }
    let run = LoopRun.once(server.address) {
      // Only who waits for nothing is waited for shortly.
      $0.timeout = words.contains("within") ? .milliseconds(300) : .seconds(30)
      ($0.mostBytes, $0.mostSeries) = (1_000, 3)
    }
    #expect(run.fault(of: "t")?.contains(words) == true, "\(run.faults)")
    #expect(run.scrapes.last?.layout.columns == ScrapeShape.own)
    #expect(run.value("up", of: "t") == 0)
  }

  @Test func `nobody there, and a name that means nothing, are told`() {
    #expect(
      LoopRun.once("http://127.0.0.1:\(FreePort.unused())").fault(of: "t")?.hasPrefix("no connection") == true
    )
    #expect(
      LoopRun.once("http://nosuch.invalid:1").fault(of: "t")?.contains("nosuch.invalid is not found") == true)
  }

  @Test func `a name is looked up, and the next of its addresses is tried`() {
    let server = TestServer { _ in [.send(Answer.ok("a 1\n"))] }
    #expect(LoopRun.once("http://localhost:\(server.port)").value("a", of: "t") == 1)
  }

  @Test func `a broken target holds no other up`() {
    let broken = TestServer { _ in [.hang] }
    let good = TestServer { _ in [.send(Answer.ok("a 1\n"))] }
    let others = (0..<20).map { number in
      Origin.page("broken\(number)", "\(broken.address)/\(number)") { $0.timeout = .seconds(2) }
    }
    let run = LoopRun([.page("good", good.address)] + others)
    #expect(run.run { run in run.scrapes.contains { $0.value("up") == 0 } })
    // While the others let it wait for two seconds, the good one is read every tenth of one.
    #expect(run.scrapes.prefix { $0.value("up") == 1 }.count >= 3)
    #expect(run.scrapes(of: "good").allSatisfy { $0.value("up") == 1 })
    #expect(run.fault(of: "good") == nil)
  }

  @Test func `a target that fails lets its series end, and is told to be well when it answers again`() {
    let server = TestServer { question in
      question.connection == 2
        ? [.send("HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n"), .close]
        : [.send(Answer.ok("a 1\n")), .close]
    }
    let run = LoopRun([.page("t", server.address)])
    #expect(run.run { $0.scrapes.count >= 3 })
    #expect(run.scrapes.prefix(3).map { $0.value("a") } == [1, nil, 1])
    #expect(run.scrapes.prefix(3).map { $0.value("up") } == [1, 0, 1])
    #expect(run.faults.count == 1 && run.fault(of: "t") == nil)
  }

  @Test func `what is not to be read any more says that its series end, and the rest goes on`() {
    let server = TestServer { _ in [.send(Answer.ok("a 1\n"))] }
    let (one, other) = (Origin.page("one", server.address), Origin.page("other", "\(server.address)/other"))
    let run = LoopRun([one, other])
    #expect(run.run { !$0.scrapes(of: "one").isEmpty && !$0.scrapes(of: "other").isEmpty })
    run.loop.use([other])
    let before = run.scrapes(of: "other").count
    #expect(run.run { $0.scrapes(of: "other").count > before })
    #expect(run.scrapes(of: "one").last?.layout.columns == [])
    #expect(server.connections == 2)
  }

  @Test func `who rests says nothing, and begins anew`() {
    let server = TestServer { _ in [.send(Answer.ok("a 1\n"))] }
    let run = LoopRun([.page("t", server.address)])
    #expect(run.run { !$0.scrapes.isEmpty })
    run.loop.rest()
    let before = run.scrapes.count
    #expect(run.loop.turn(upTo: .zero).isEmpty && run.loop.count == 0)
    run.loop.use([.page("t", server.address)])
    #expect(run.run { $0.scrapes.count > before } && run.scrapes.allSatisfy { $0.value("up") == 1 })
  }

  @Test func `of two sources with the same labels the first counts and the second is named`() {
    let server = TestServer { _ in [.send(Answer.ok("a 1\n"))] }
    let twin = Origin.page("twin", server.address) { $0.labels = ["job": "t"] }
    let run = LoopRun([.page("t", server.address), twin])
    #expect(run.run { $0.scrapes.count >= 2 })
    #expect(run.loop.count == 1 && (run.faults["twin"] ?? nil)?.contains("same labels") != nil)
  }

  @Test func `a secret goes with the question, and one that others may read does not`() {
    let server = TestServer { _ in [.send(Answer.ok("a 1\n"))] }
    let scratch = Scratch()
    let path = scratch.file("token", "s3cret\n")
    chmod(path, 0o600)
    #expect(LoopRun.once(server.address) { $0.tokenFile = path }.value("up", of: "t") == 1)
    #expect(server.questions[0].text.contains("Authorization: Bearer s3cret\r\n"))
    chmod(path, 0o644)
    let refused = LoopRun.once(server.address) { $0.tokenFile = path }
    #expect(refused.fault(of: "t")?.contains("chmod 600") == true && server.questions.count == 1)
  }
}
