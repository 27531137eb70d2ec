import Basics
import Glibc
import Model
import Scratch
import Testing

@testable import Collectors

/// The way through curl, with a program in its place that shows what it is told, and with curl itself.
@Suite struct CurlTests {
  private let scratch = Scratch()

  private func program(_ script: String) -> String {
    let path = scratch.file("curl", "#!/bin/sh\n\(script)\n")
    chmod(path, 0o700)
    return path
  }

  private func request(_ change: (inout PageRequest) -> Void = { _ in }) -> PageRequest {
    var request = PageRequest(
      HTTPAddress(isSecure: true, host: "example.org", port: 443, path: "/metrics"), accept: "text/plain",
      timeout: .seconds(2), mostBytes: 1_000)
    change(&request)
    return request
  }

  private func outcome(_ script: String, _ request: PageRequest) -> FetchOutcome {
    let fetches = Fetches(clock: LoopRun.now)
    let run = CurlRun(request, CurlSlots(1), program: program(script))
    if let outcome = fetches.start(1, run) { return outcome }
    let deadline = LoopRun.now().uptime + request.timeout
    while LoopRun.now().uptime < deadline {
      if let (_, outcome) = fetches.wait(upTo: .milliseconds(100)).first { return outcome }
    }
    fetches.abandon(1)
    return .failure(.timedOut(request.timeout))
  }

  private func page(_ script: String, _ request: PageRequest) throws -> FetchedPage {
    try outcome(script, request).get()
  }

  @Test func `what it writes is the page, and behind it status and media type`() throws {
    let page = try page(
      "printf 'up 1\\n\\n200 text/plain; version=0.0.4'", request { $0.timeout = .seconds(20) })
    #expect(page.body == Array("up 1\n".utf8) && page.mediaType == "text/plain; version=0.0.4")
  }

  @Test func `all it is told goes through its standard input, and no secret is an argument`() throws {
    let secret = scratch.file("token", "s3cret\n")
    chmod(secret, 0o600)
    let wanted = request {
      $0.credential = Credential(.token, path: secret)
      $0.certificates.authorityFile = "/a \"b\"\\c"
      $0.timeout = .seconds(20)
    }
    let page = try page("echo \"$*\"; cat; printf '\\n200 text/plain'", wanted)
    let lines = String(decoding: page.body, as: UTF8.self).split(separator: "\n")
    #expect(lines.first == "-q --config -")
    #expect(lines.contains("url = \"https://example.org:443/metrics\""))
    #expect(lines.contains("header = \"Authorization: Bearer s3cret\""))
    #expect(lines.contains("cacert = \"/a \\\"b\\\"\\\\c\""))
  }

  @Test func `a form is told the same way, and a page may count whatever its status`() throws {
    let posting = request {
      ($0.form, $0.takesAnyStatus, $0.timeout) = ("query=%22&a=b", true, .seconds(20))
    }
    let page = try page("cat; printf '\\n422 application/json'", posting)
    #expect(page.status == 422)
    #expect(String(decoding: page.body, as: UTF8.self).contains("\ndata-raw = \"query=%22&a=b\"\n"))
  }

  @Test func `what it complains about is the fault`() {
    let outcome = outcome("echo 'curl: (60) no trust' >&2; exit 60", request { $0.timeout = .seconds(20) })
    #expect(throws: FetchFault.curl("curl: (60) no trust")) { try outcome.get() }
  }

  @Test func `a page beyond the limit ends it`() {
    let outcome = outcome("cat /dev/zero", request { $0.timeout = .seconds(20) })
    #expect(throws: FetchFault.tooLarge(1_000)) { try outcome.get() }
  }

  @Test func `when its time is over it ends with all it has started`() throws {
    let file = scratch["pid"]
    let outcome = outcome("sleep 60 & echo $! > \(file); wait", request())
    #expect(throws: FetchFault.timedOut(.seconds(2))) { try outcome.get() }
    let text = String(decoding: bytes(of: file), as: UTF8.self).prefix { $0.isNumber }
    let child = try #require(pid_t(text))
    // It was sent the signal; until its new parent has taken note of its end it may still have a number.
    let deadline = LoopRun.now().uptime + .seconds(10)
    while kill(child, 0) == 0, !isZombie(child), LoopRun.now().uptime < deadline { usleep(1_000) }
    #expect(kill(child, 0) != 0 || isZombie(child))
  }

  private func isZombie(_ process: pid_t) -> Bool {
    let text = String(decoding: bytes(of: "/proc/\(process)/stat"), as: UTF8.self)
    return text.split(separator: ")").last?.split(separator: " ").first == "Z"
  }

  @Test func `a missing curl is told by name`() {
    let fetches = Fetches(clock: LoopRun.now)
    let outcome = fetches.start(1, CurlRun(request(), CurlSlots(1), program: "/nosuch/curl"))
    #expect(throws: FetchFault.curl("HTTPS needs the program curl, which is not installed")) {
      try outcome?.get()
    }
  }
}
