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
      let watching = try Watching(in: scratch)
      try wait(for: round * 2)
      watching.end(by: SIGKILL)
    }
    let watching = try Watching(in: scratch)
    try wait(for: 10)
    watching.end()
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
