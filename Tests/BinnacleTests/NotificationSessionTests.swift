import Basics
import Glibc
import Scratch
import Testing

@testable import binnacle

/// The whole program with a hook that records what it was told.
@Suite(.serialized) struct NotificationSessionTests {
  private let scratch = Scratch()

  /// A rule that fires by turns, and a hook for it.
  private func configure() {
    for folder in ["config", "config/binnacle", "config/binnacle/rules"] { mkdir(scratch[folder], 0o700) }
    _ = scratch.file(
      "config/binnacle/rules/turns.json",
      """
      {groups: [{name: "turns", interval: "1s", rules: [
        {alert: "Turn", expr: "vector(time() % 4) < 2", labels: {severity: "critical", instance: "a"}},
        {alert: "Always", expr: "vector(1)", labels: {severity: "critical", instance: "b"}}]}]}
      """)
    _ = scratch.file(
      "config/binnacle/notifications.json",
      """
      {route: {receiver: "team", group_by: ["alertname"], group_wait: "0s", group_interval: "1s", repeat_interval: "2s"},
       receivers: [{name: "team", command_configs: [{command: ["/bin/sh", "-c",
         "cat >> \(scratch["told"])"]}]}]}
      """)
  }

  private func start() throws -> pid_t {
    var pid: pid_t = 0
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 1, scratch["out"], O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    let result = CStrings.with([Pseudoterminal.program, "watch"]) { arguments in
      CStrings.with(scratch.environment.map { "\($0.key)=\($0.value)" }) {
        posix_spawn(&pid, Pseudoterminal.program, &actions, nil, arguments, $0)
      }
    }
    try #require(result == 0)
    return pid
  }

  private var lines: [String] {
    String(decoding: bytes(of: scratch["told"]), as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// Waits until so many lines are there; the test fails when they never come.
  private func wait(for count: Int) throws {
    for _ in 0..<1_500 where lines.count < count { usleep(20_000) }
    try #require(lines.count >= count, "\(lines.count) of \(count) came")
  }

  private func keys() throws -> [String] {
    try lines.map { line in
      try JSONReader.read(Array(line.utf8), name: "told").required("idempotencyKey").text()
    }
  }

  @Test func `killed again and again, it brings every notification at least once under the same key`() throws
  {
    configure()
    for round in 1...4 {
      let pid = try start()
      try wait(for: round * 2)
      kill(pid, SIGKILL)
      waitpid(pid, nil, 0)
    }
    let pid = try start()
    try wait(for: 10)
    kill(pid, SIGTERM)
    waitpid(pid, nil, 0)
    // Every key ends in a number that counts up from 1 for each group.
    var numbers: [String: Set<Int>] = [:]
    for key in try keys() {
      let parts = key.split(separator: "-")
      numbers[parts.dropLast().joined(separator: "-"), default: []].insert(Int(parts.last ?? "") ?? 0)
    }
    for (group, seen) in numbers { #expect(seen == Set(1...seen.count), "\(group)") }
    let explained = try Run(["alert", "explain", "Always", "--json"], in: scratch)
    #expect(explained.status == 0, "\(explained.complaints)")
    let root = try JSONReader.read(Array(explained.output.utf8), name: "explain")
    let item = try #require(try root.required("items").items().first)
    #expect(try item.required("deliveries").items()[0].required("receiver").text() == "team")
    #expect(try !item.required("history").items().isEmpty)
    let listed = try Run(["alerts", "--json"], in: scratch)
    #expect(listed.output.contains("\"receiver\": \"team\""))
  }

  @Test func `a fault in the file is told with its place`() throws {
    let path = scratch.file("n.json", "{route: {receiver: 'x'}, receivers: []}")
    let run = try Run(["check", "notifications", path], in: scratch)
    #expect(run.status == 1 && run.complaints.contains("n.json:1:20: there is no receiver \"x\""))
  }
}
