import Basics
import Engine
import Model
import Scratch
import Simulation
import Store
import Testing

@testable import binnacle

/// `binnacle what-if` as a script uses it, on a store with eight nodes that were heard of just now.
@Suite struct WhatIfCommandTests {
  private static let store: Result<Scratch, StoreFault> = Result { () throws(StoreFault) in try written() }

  private static func written() throws(StoreFault) -> Scratch {
    let folder = Scratch()
    for name in ["data", "data/binnacle"] { Files.makeDirectory(folder[name]) }
    let store = try Store(path: folder["data/binnacle/binnacle.db"], use: .own)
    // Ten minutes apart, so that no node is late however long a test waits for its turn.
    let end = Clock.wall
    var fleet = SimulatedFleet(.calm, nodes: 8, start: end - .minutes(40), hasUnits: true)
    let beat = Beat(pid: 100, boot: "test", uptime: .hours(1))
    let engine = Engine(store: store, configuration: Configuration())
    for step in 0...4 {
      let time = end - .minutes(10) * Int64(4 - step)
      _ = engine.advance(to: time, beat: beat, taking: fleet.observations(at: time))
    }
    engine.stop(beat: beat)
    return folder
  }

  private func run(_ words: String...) throws -> Run { try Run(["what-if"] + words, in: Self.store.get()) }

  private func document(_ run: Run) throws -> JSONNode {
    #expect(run.status == 0 && run.complaints.isEmpty, "\(run.complaints)")
    return try JSONReader.read(Array(run.output.utf8), name: "output")
  }

  @Test func `a lost region is answered for people, with a mark that nothing was done`() throws {
    let run = try run("lose region=eu-west", "add 2 units like text-000")
    #expect(run.status == 0, "\(run.complaints)")
    for words in [
      "simulated as of", "nothing was done", "lose region=eu-west; add 2 units like text-000", "is lost",
    ] {
      #expect(run.output.contains(words), "\(run.output)")
    }
    let chinese = try Run(["what-if", "drain node-000", "--lang", "zh"], in: Self.store.get())
    #expect(chinese.output.contains("未执行") && chinese.output.contains("正在排空"), "\(chinese.output)")
  }

  @Test func `programs get every unit with its score, and the figures before and after`() throws {
    let root = try document(run("drain node-000", "--policy", "v2", "--json"))
    #expect(try root.required("schema").text() == "binnacle/what-if/1")
    #expect(try root.required("policy").text() == "v2" && root.required("provenance").text() == "simulated")
    let items = try root.required("items").items()
    #expect(try items.count == root.required("moves").integer() + root.required("stranded").integer())
    let first = try #require(items.first)
    #expect(try first.required("from").text() == "node/node-000")
    let terms = try first.required("terms").items()
    let sum = try terms.reduce(0) { try $0 + $1.required("value").number() }
    #expect(try abs(sum - first.required("score").number()) <= 1)
    let (before, after) = (try root.required("before"), try root.required("after"))
    #expect(try before.required("nodes").integer() == after.required("nodes").integer() + 1)
  }

  @Test
  func `what was saved is replayed from the file alone, and the status says whether the plan is the same`()
    throws
  {
    let folder = try Self.store.get()
    let path = folder["answer.json"]
    let saved = try run("lose node-000; grow +30%", "--save", path, "--json")
    #expect(saved.status == 0, "\(saved.complaints)")
    let elsewhere = Scratch()
    let replayed = try Run(["what-if", "--replay", path, "--json"], in: elsewhere)
    let (first, second) = (try document(saved), try document(replayed))
    #expect(try second.required("same").flag())
    #expect(try first.required("items").plain.compact == second.required("items").plain.compact)
    #expect(
      try Run(["what-if", "--replay", path], in: elsewhere).output.contains("the same to the last move"))
    // Another plan in the file is told of.
    let text = String(decoding: try #require(Files.bytes(path)), as: UTF8.self)
    let other = elsewhere.file("other.json", text.replacing("\"node-001\"]", with: "\"node-002\"]"))
    let differing = try Run(["what-if", "--replay", other], in: elsewhere)
    #expect(differing.status == 1 && differing.complaints.contains("the plan is not the same: move"))
    // A file that is there is not written over.
    #expect(try run("lose node-000", "--save", path).status == 1)
  }

  @Test(arguments: [
    (["explode node-000"], 2, "lose, drain, add or grow"), (["lose node-999"], 1, "node-999"),
    (["lose region=mars"], 1, "region=mars"), (["add 2 units like nobody"], 1, "nobody"), ([], 2, "used so"),
    (["grow 1.5x", "--policy", "luck"], 2, "luck"), (["--replay", "/nowhere/at-all"], 1, "/nowhere/at-all"),
    (["lose node-000", "--replay", "x"], 2, "used so"),
  ])
  func `wrong words are refused in one sentence`(words: [String], status: Int32, says: String) throws {
    let run = try Run(["what-if"] + words, in: Self.store.get())
    #expect(run.status == status && run.output.isEmpty && run.complaints.contains(says), "\(run.complaints)")
    #expect(run.complaints.split(separator: "\n").count == 1)
  }

  @Test(arguments: [
    ("[]", "1:1: expected an object"), ("{", "1:2"), ("{\"schema\": \"other\"}", "binnacle/what-if-record/1"),
    (changed("\"kind\": 0", "\"kind\": 9"), "there is no such kind"),
    (changed("\"node\": \"a\"", "\"node\": \"z\""), "there is no such node"),
    (changed("\"state\": \"ready\"", "\"state\": \"fine\""), "ready, cordoned"),
    (changed("\"cpu\": 4000", "\"cpu\": -1"), "expected a whole number from 1"),
    (changed("\"cpu\": 4000", "\"cpu\": 4e12"), "expected a whole number from 1"),
    (changed("lose a", "explode a"), "lose, drain, add or grow"),
    (changed("lose a", "lose b"), "no node \\\"b"),
    (changed("[1, 0, 0, 0]", "[1, 0]"), "4 numbers"), (changed("\"price\": 1", "\"prise\": 1"), "prise"),
    (changed("\"v1\"", "\"luck\""), "luck"), (changed("\"moves\": []", "\"moves\": [[1]]"), "where it goes"),
    (changed("2026-03-14T09:26:53Z", "yesterday"), "expected a time"),
  ])
  func `a malformed file is refused in one sentence that says where`(text: String, says: String) throws {
    let folder = Scratch()
    let run = try Run(["what-if", "--replay", folder.file("record.json", text)], in: folder)
    #expect(run.status == 1 && run.output.isEmpty, "\(run.output)")
    #expect(run.complaints.contains(says.replacing("\\", with: "")), "\(run.complaints)")
    #expect(run.complaints.split(separator: "\n").count == 1)
  }

  /// A small record with a slip of the pen.
  private static func changed(_ words: String, _ others: String) -> String {
    """
    {"schema": "binnacle/what-if-record/1", "at": "2026-03-14T09:26:53Z", "question": "lose a", "policy": "v1",
     "currency": "USD", "usual": [1, 0, 0, 0],
     "kinds": [{"cpu": 4000, "memory": 8192, "region": "r", "zone": "a", "tier": "cloud", "price": 1}],
     "nodes": [{"name": "a", "kind": 0, "state": "ready", "cpu": 0, "memory": 0}],
     "units": [{"name": "a/u", "node": "a", "cpu": 100, "memory": 100}], "moves": [], "stranded": ["a/u"]}
    """.replacing(words, with: others)
  }

  @Test func `the small record that the slips are made in is itself in order`() throws {
    let folder = Scratch()
    let run = try Run(["what-if", "--replay", folder.file("record.json", Self.changed("", ""))], in: folder)
    #expect(run.status == 0 && run.output.contains("a unit has no place"), "\(run.complaints)")
  }
}
