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
      echo "$1 $2 $3 $4" >> \(scratch["told"])
      while [ -e "\(scratch["busy"])" ]; do sleep 0.1; done
      case $1 in load) touch "\(scratch.path)/$2/$3";; release) rm -f "\(scratch.path)/$2/$3";; esac
      """)
    chmod(hand, 0o700)
    _ = scratch.file(
      "config/binnacle/config.json",
      """
      {"executor": {"load": ["\(hand)", "load", "{node}", "{unit}", "{number}"],
       "release": ["\(hand)", "release", "{node}", "{unit}", "{number}"], "timeout": "1m"}}
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

  @Test func `a move is carried out by the user's program, make before break, through a crash too`() throws {
    try configure()
    _ = scratch.file("busy", "")
    var watching = try Watching(in: scratch)
    // Until the house has seen the unit it says that there is none.
    let order = ["unit", "migrate", "n1/web", "--to", "n2"]
    let isKnown = try wait { try !Run(order, in: scratch).complaints.contains("there is no unit") }
    try #require(isKnown)
    #expect(wait { told == ["load n2 web 1"] })
    watching.end(by: SIGKILL)
    watching = try Watching(in: scratch)
    #expect(wait { told.count == 2 })
    unlink(scratch["busy"])
    #expect(wait { told.count >= 3 })
    #expect(told == ["load n2 web 1", "load n2 web 1", "release n1 web 1"])
    let isGone = wait { units(on: "n1") == ["agent"] }
    #expect(isGone && units(on: "n2") == ["agent", "web"])
    let agent = try Run(["unit", "migrate", "n1/agent", "--to", "n2"], in: scratch)
    #expect(agent.status == 1 && agent.complaints.contains("belongs to its node"), "\(agent.complaints)")
    watching.end()
  }
}
