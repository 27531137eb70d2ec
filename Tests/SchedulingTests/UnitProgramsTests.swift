import Basics
import Scheduling
import Testing

@Suite struct UnitProgramsTests {
  private static let programs = UnitPrograms(
    load: ["ssh", "{host}", "start", "{unit}", "--from={from}", "{number}", "{other}"],
    release: ["ssh", "{node}", "stop", "{unit}"], fence: ["power", "off", "{host}"])

  private func command(
    _ verb: Migration.Command.Verb, unit: String = "web-1", on node: String = "n2:9100", from: String? = nil
  ) -> Migration.Command {
    Migration.Command(migration: 7, verb: verb, unit: unit, group: "web", node: node, origin: from)
  }

  @Test func `a program is told what it is about, word by word`() throws {
    #expect(
      try Self.programs.words(for: command(.load, unit: "a_b-c.d/e", from: "n1"))
        == ["ssh", "n2", "start", "a_b-c.d/e", "--from=n1", "7", "{other}"])
    #expect(try Self.programs.words(for: command(.release)) == ["ssh", "n2:9100", "stop", "web-1"])
    #expect(try Self.programs.words(toFence: "n2:9100") == ["power", "off", "n2"])
    #expect(try UnitPrograms(load: [], release: []).words(toFence: "n2") == nil)
  }

  @Test(arguments: [
    ("10.0.0.4:9100", "10.0.0.4"), ("[fd00::4]:9100", "fd00::4"), ("fd00::4", "fd00::4"), ("box", "box"),
    ("a:b", "a:b"),
  ])
  func `a host is a node without its port`(node: String, host: String) throws {
    #expect(try Self.programs.words(toFence: node)?[2] == host)
  }

  @Test(arguments: [
    "-rf", "a\u{0}b", "a\nb", "\u{1B}[2J", "a b", "a;b", "$(a)", "`a`", "a'b", "a\"b", "a|b", "é", "*",
  ])
  func
    `a name from outside that would be an option or an order of some shell on the way is passed to nobody`(
      unit: String
    )
  {
    #expect(throws: UnitPrograms.Fault.badName(unit)) {
      try Self.programs.words(for: command(.load, unit: unit))
    }
  }

  @Test func `what no program could be told to let go is not loaded`() {
    let programs = UnitPrograms(
      load: ["load", "{unit}", "{node}"], release: ["release", "{unit}", "{node}"])
    #expect(throws: UnitPrograms.Fault.badName("a node")) {
      try programs.words(for: command(.load, from: "a node"))
    }
  }

  private func read(_ text: String) throws -> UnitPrograms {
    try UnitPrograms(JSONReader.read(Array(text.utf8), name: "config.json"))
  }

  @Test func `they are read from the configuration`() throws {
    let text = """
      {"load": ["ssh", "{host}", "start", "{unit}"], "release": ["ssh", "{host}", "stop", "{unit}"],
       "timeout": "2m", "atOnce": 3}
      """
    let programs = try read(text)
    #expect(programs.timeout == .minutes(2) && programs.atOnce == 3 && programs.fence == nil)
    #expect(programs.load == ["ssh", "{host}", "start", "{unit}"])
  }

  @Test(arguments: [
    (#"{"load": ["a", "{unit}", "{node}"]}"#, "release"),
    (#"{"load": ["a", "{unit}"], "release": ["a", "{unit}", "{node}"]}"#, "told the {node}"),
    (#"{"load": ["a", "{node}"], "release": ["a", "{unit}", "{node}"]}"#, "told the {unit}"),
    (#"{"load": ["a", "{node}", "{untit}"], "release": ["a", "{unit}", "{node}"]}"#, "there is no {untit}"),
    (#"{"load": [], "release": ["a", "{unit}", "{node}"]}"#, "expected a program"),
    (#"{"load": ["{unit}", "{node}"], "release": ["a", "{unit}", "{node}"]}"#, "expected a program"),
    (#"{"load": ["a", "{unit}", "{node}"], "release": ["a", "{unit}", "{node}"], "fence": ["a"]}"#, "{node}"),
    (#"{"load": ["a", "{unit}{node}"], "release": ["a", "{unit}{node}"], "atOnce": 0}"#, "1 to 64"),
    (#"{"load": ["a", "{unit}{node}"], "release": ["a", "{unit}{node}"], "timeout": "2h"}"#, "1s to 1h"),
  ])
  func `a slip of the pen is told with its place`(text: String, mention: String) {
    let fault = #expect(throws: JSONFault.self) { try read(text) }
    #expect(fault?.description.contains(mention) == true, "\(fault?.description ?? "")")
  }
}
