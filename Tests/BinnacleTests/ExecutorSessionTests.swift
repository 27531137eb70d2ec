import Basics
import Glibc
import Scratch
import Testing

@testable import binnacle

/// The whole program on three nodes that are folders: a unit is a file in one, and a program of the user's moves it.
@Suite(.serialized) struct ExecutorSessionTests {
  private let scratch = Scratch()
  private static let nodes = ["n1", "n2", "n3"]

  private func configure() throws {
    for folder in ["config", "config/binnacle"] + Self.nodes { mkdir(scratch[folder], 0o700) }
    for unit in ["n1/web", "n1/agent", "n2/agent", "n3/agent"] { _ = scratch.file(unit, "") }
    let hand = scratch.file(
      "hand.sh",
      """
      #!/bin/sh
      echo "$1 $2 $3" >> \(scratch["told"])
      case $1 in load) touch "\(scratch.path)/$2/$3";; release) rm -f "\(scratch.path)/$2/$3";; esac
      """)
    chmod(hand, 0o700)
    _ = scratch.file(
      "config/binnacle/config.json",
      """
      {"executor": {"load": ["\(hand)", "load", "{node}", "{unit}"],
       "release": ["\(hand)", "release", "{node}", "{unit}"], "timeout": "10s"}}
      """)
    tell()
    for node in Self.nodes {
      let added = try Run(
        [
          "source", "add", "file:\(scratch["\(node).prom"])", "--name", node, "--label", "instance=\(node)",
          "--interval", "1s",
        ], in: scratch)
      #expect(added.status == 0, "\(added.complaints)")
    }
  }

  private func units(on node: String) -> [String] {
    Files.names(scratch[node]).filter { !$0.hasPrefix(".") }
  }

  /// Has every node tell what it has.
  private func tell() {
    for node in Self.nodes {
      let units = units(on: node).flatMap { unit in
        [
          "container_cpu_usage_seconds_total{name=\"\(unit)\"} 1",
          "container_memory_working_set_bytes{name=\"\(unit)\"} 1e8",
        ]
      }
      let host = [
        "node_load1 0.1", "node_memory_MemTotal_bytes 8e9", "node_memory_MemAvailable_bytes 6e9",
        "node_cpu_seconds_total{cpu=\"0\",mode=\"idle\"} \(Clock.uptime.seconds)",
      ]
      _ = scratch.file("\(node).new", (host + units).sorted().joined(separator: "\n") + "\n")
      rename(scratch["\(node).new"], scratch["\(node).prom"])
    }
  }

  private func start() throws -> pid_t {
    var pid: pid_t = 0
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 1, scratch["out"], O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    let result = CStrings.with([Pseudoterminal.program, "watch"]) { arguments in
      CStrings.with(scratch.environment.map { "\($0.key)=\($0.value)" }) {
        posix_spawn(&pid, Pseudoterminal.program, &actions, nil, arguments, $0)
      }
    }
    try #require(result == 0)
    return pid
  }

  private var told: [String] {
    String(decoding: bytes(of: scratch["told"]), as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// Lets the nodes tell until something is so; false when that takes more than a minute.
  private func wait(until holds: () throws -> Bool) rethrows -> Bool {
    for _ in 0..<120 {
      tell()
      if try holds() { return true }
      usleep(500_000)
    }
    return false
  }

  @Test func `an ordered move is carried out by the user's program, make before break`() throws {
    try configure()
    let pid = try start()
    defer {
      kill(pid, SIGTERM)
      waitpid(pid, nil, 0)
    }
    // Until the house has seen the unit it says that there is none.
    let order = ["unit", "migrate", "n1/web", "--to", "n2"]
    let isKnown = try wait { try !Run(order, in: scratch).complaints.contains("there is no unit") }
    try #require(isKnown)
    #expect(wait { told.count >= 2 })
    #expect(told == ["load n2 web", "release n1 web"])
    #expect(units(on: "n2") == ["agent", "web"])
    let agent = try Run(["unit", "migrate", "n1/agent", "--to", "n2"], in: scratch)
    #expect(agent.status == 1 && agent.complaints.contains("belongs to its node"), "\(agent.complaints)")
  }
}
