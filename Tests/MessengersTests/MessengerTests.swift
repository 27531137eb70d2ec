import Basics
import Glibc
import Monitoring
import Scratch
import Testing

@testable import Messengers

@Suite struct MessengerTests {
  private let scratch = Scratch()

  private func message(_ headline: String = "[FIRING:1] disk", payload: String = "{\"a\":1}")
    -> Messenger.Message
  {
    Messenger.Message(
      key: "k-1", at: Instant(rfc3339: "2026-03-14T09:26:00Z")!, headline: Bilingual(headline),
      severity: .act,
      payload: payload)
  }

  private func command(_ script: String, timeout: Span = .seconds(10)) throws -> Channel.Way {
    let policy = try PolicyFile.policy(
      Array(
        """
        {route: {receiver: "x"}, receivers: [{name: "x", command_configs: [{timeout: "\(timeout.prometheus)",
          environment: {TEAM: "db"}, command: ["/bin/sh", "-c", \(JSONValue.text(script).compact)]}]}]}
        """.utf8), name: "x"
    ) { _ in nil }
    return try #require(policy.receivers["x"]?.channels.first?.way)
  }

  private func text(_ name: String) -> String { String(decoding: bytes(of: scratch[name]), as: UTF8.self) }

  @Test func `a command has the document on its standard input, and nothing of our environment`() throws {
    setenv("SECRET_OF_OURS", "x", 1)
    try Messenger.send(message(), over: command("cat > \(scratch["in"]); env | sort > \(scratch["env"])"))
    #expect(text("in") == "{\"a\":1}\n")
    let names = text("env").split(separator: "\n").map { $0.prefix { $0 != "=" } }
    #expect(
      Set(names).isSubset(of: [
        "BINNACLE_NOTIFICATION", "LANG", "PATH", "TEAM", "PWD", "SHLVL", "_", "OLDPWD",
      ]))
    #expect(text("env").contains("BINNACLE_NOTIFICATION=k-1"))
  }

  @Test func `a document larger than what a pipe holds is passed on whole, while the program talks too`()
    throws
  {
    let large = String(repeating: "0123456789", count: 100_000)
    try Messenger.send(
      message(payload: large),
      over: command("head -c 300000 /dev/zero | tr '\\0' 'x'; cat > \(scratch["in"])"))
    #expect(text("in").utf8.count == 1_000_001)
  }

  @Test func `a program that does not read what it is told, but ends well, has been told`() throws {
    try Messenger.send(message(payload: String(repeating: "x", count: 500_000)), over: command("exit 0"))
  }

  @Test func `a status other than 0 is a fault with the last words`() throws {
    let way = try command("cat >/dev/null; echo first; echo 'no \u{1B}[31mpager' >&2; exit 3")
    #expect(throws: MessengerFault.failed(status: 3, signal: 0, words: "no \u{FFFD}[31mpager")) {
      try Messenger.send(message(), over: way)
    }
    let killed = try command("kill -9 $$")
    #expect(throws: MessengerFault.failed(status: 0, signal: 9, words: "")) {
      try Messenger.send(message(), over: killed)
    }
  }

  @Test func `a program that hangs is ended with all it has started`() throws {
    let way = try command("sleep 100 & echo $! > \(scratch["pid"]); sleep 100", timeout: .milliseconds(300))
    #expect(throws: MessengerFault.timedOut(.milliseconds(300))) { try Messenger.send(message(), over: way) }
    let started = try #require(pid_t(text("pid").filter { $0 != "\n" }))
    // What has ended may wait a moment for whoever inherits it.
    var tries = 0
    while kill(started, 0) == 0, tries < 200, !isEnding(started) {
      usleep(10_000)
      tries += 1
    }
    #expect(kill(started, 0) != 0 || isEnding(started))
  }

  private func isEnding(_ process: pid_t) -> Bool {
    String(decoding: bytes(of: "/proc/\(process)/stat"), as: UTF8.self).contains(") Z")
  }

  @Test func `a program that is not there is a fault with its name`() {
    #expect(throws: MessengerFault.noProgram("/no/such", "No such file or directory")) {
      try ProgramRun(["/no/such"]).run([])
    }
  }

  @Test func `a log file has a line for each, and only its owner reads it`() throws {
    for _ in 0..<2 { try Messenger.send(message(), over: .logFile(path: scratch["log"])) }
    #expect(text("log") == "{\"a\":1}\n{\"a\":1}\n")
    #expect(mode(of: scratch["log"]) == 0o600)
    #expect(throws: MessengerFault.unwritable("/no/such/file", "No such file or directory")) {
      try Messenger.send(message(), over: .logFile(path: "/no/such/file"))
    }
  }

  @Test func `a letter has one field a line, whatever the alert is called`() throws {
    let email = Channel.Email.made(to: ["ops@example.org"], from: "binnacle@example.org")
    let letter = Letter(message("disk\r\nBcc: everyone@example.org\n\nbody"), email).text
    let head = letter.split(separator: "\n", omittingEmptySubsequences: false).prefix { !$0.isEmpty }
      .joined(separator: "\n")
    #expect(!head.split(separator: "\n").contains { $0.hasPrefix("Bcc") })
    #expect(head.contains("Subject: disk  Bcc: everyone@example.org  body"))
    #expect(head.contains("Date: Sat, 14 Mar 2026 09:26:00 +0000"))
  }

  @Test func `a subject of other letters is encoded, no word longer than the standard allows`() {
    let subject = Letter.encoded("[告警中:1] " + String(repeating: "磁盘已满", count: 20))
    for line in subject.split(separator: "\n") { #expect(line.utf8.count <= 76) }
    #expect(subject.utf8.allSatisfy { $0 < 0x7F })
    #expect(subject.hasPrefix("=?UTF-8?B?W+WRiuitpuS4rToxXS"))
    #expect(Letter.encoded("=?UTF-8?B?eA==?=") != "=?UTF-8?B?eA==?=")
  }

  @Test func `a letter goes to the program that sends letters`() throws {
    let program = ["/bin/sh", "-c", "cat > \(scratch["mail"])"]
    let email = Channel.Email.made(
      to: ["a@example.org", "b@example.org"], from: "x@example.org", program: program)
    try Messenger.send(message(), over: .email(email))
    #expect(text("mail").contains("To: a@example.org, b@example.org\n"))
  }
}

extension Channel.Email {
  static func made(to: [String], from: String, program: [String] = ["/usr/sbin/sendmail", "-t"]) -> Self {
    Self(to: to, from: from, program: program)
  }
}
