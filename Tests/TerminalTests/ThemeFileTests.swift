import Basics
import Canvas
import Terminal
import Testing

@Suite struct ThemeFileTests {
  private func theme(_ text: String, _ others: [String: String] = [:]) throws(JSONFault) -> Theme {
    try ThemeFile.theme(Array(text.utf8), name: "mine", path: "mine.json") {
      others[$0].map { Array($0.utf8) }
    }
  }

  private func file(_ rest: String) -> String {
    "{'title': 'T', 'variant': 'dark'\(rest.isEmpty ? "" : ", " + rest)}"
  }

  private func fault(_ text: String, _ others: [String: String] = [:]) -> String? {
    do throws(JSONFault) { _ = try theme(text, others) } catch { return error.description }
    return nil
  }

  @Test func `a theme has a title, a variant and a partner`() throws {
    let theme = try theme(
      "{'title': {'en': 'Dusk', 'zh': '暮色'}, 'variant': 'light', 'partner': 'dawn'}")
    #expect(theme.name == "mine")
    #expect(theme.title == Bilingual(english: "Dusk", chinese: "暮色"))
    #expect(theme.variant == .light)
    #expect(theme.partner == "dawn")
  }

  @Test func `a bare colour is the ink of a text and the ground of a ground`() throws {
    let theme = try theme(file("'roles': {'base': '#102030', 'selection': '#405060'}"))
    #expect(theme.look(of: .base) == Look(ink: Colour(0x102030)))
    #expect(theme.look(of: .selection) == Look(ground: Colour(0x405060)))
  }

  @Test func `a look may have ink, ground and every emphasis`() throws {
    let theme = try theme(
      file(
        """
        "palette": {"red": "#ff0000"}, "roles": {"act": {"ink": "red", "ground": "#000001", "bold": true, "dim": true,
        "underline": true, "reverse": true, "italic": true}, "ok": {"bold": false}}
        """))
    let all: Look.Emphasis = [.bold, .dim, .underline, .reverse, .italic]
    #expect(theme.look(of: .act) == Look(ink: Colour(0xFF0000), ground: Colour(1), emphasis: all))
    #expect(theme.look(of: .ok) == Look())
  }

  @Test(arguments: Role.allCases.filter { $0.fallback != nil })
  func `a role that is not mentioned looks like the role it falls back to`(role: Role) throws {
    let fallback = try #require(role.fallback)
    let theme = try theme(file("'roles': {'\(fallback.name)': {'ink': '#0a0b0c'}}"))
    #expect(theme.look(of: role) == Look(ink: Colour(0x0A0B0C)))
  }

  @Test func `every role leads to base, to ground or to a gradient`() {
    for role in Role.allCases {
      var (last, steps) = (role, 0)
      while let next = last.fallback, steps < 50 { (last, steps) = (next, steps + 1) }
      let isGradient = role.rawValue >= Role.load0.rawValue
      #expect(isGradient || last == .base || last == .ground, "\(role)")
    }
  }

  @Test func `a theme inherits roles and colours and may change both`() throws {
    let parent = file(
      "'palette': {'red': '#ff0000', 'blue': '#0000ff'}, 'roles': {'ok': 'blue', 'act': 'red'}"
    )
    let theme = try theme(
      file(
        "'inherits': 'parent', 'palette': {'red': '#aa0000'}, 'roles': {'watch': 'red', 'info': 'blue'}"
      ),
      ["parent": parent])
    #expect(theme.look(of: .ok).ink == Colour(0x0000FF))
    #expect(theme.look(of: .act).ink == Colour(0xFF0000))
    #expect(theme.look(of: .watch).ink == Colour(0xAA0000))
    #expect(theme.look(of: .info).ink == Colour(0x0000FF))
  }

  @Test func `inheriting goes over several generations`() throws {
    let others = ["b": file("'inherits': 'a'"), "a": file("'roles': {'ok': '#010101'}")]
    #expect(try theme(file("'inherits': 'b'"), others).look(of: .ok).ink == Colour(0x010101))
  }

  @Test func `a gradient runs over its three colours`() throws {
    let theme = try theme(
      file(
        "'gradients': {'load': ['#000000', '#808080', '#ffffff'], 'flow': ['#000000', '#00ff00', '#ffffff']}"
      ))
    let steps = (0..<8).compactMap { Role(rawValue: Role.load0.rawValue + $0) }.map {
      theme.look(of: $0).ink?.luminance ?? -1
    }
    #expect(steps == steps.sorted())
    #expect(Set(steps).count == 8)
    #expect(theme.look(of: .load0).ink == Colour(0))
    #expect(theme.look(of: .load7).ink == Colour(0xFFFFFF))
    #expect(theme.look(of: .flow7).ink == Colour(0xFFFFFF))
  }

  @Test(arguments: [
    ("{\n  'title': 'T',\n  'variant': 'dusk'\n}", "mine.json:3:14: expected one of dark, light"),
    ("{'variant': 'dark'}", "mine.json:1:1: \"title\" is missing"),
    (
      "{'title': 'T', 'variant': 'dark',\n 'role': {}}",
      "mine.json:2:2: \"role\" is not known here; known are gradients, inherits, palette, partner, roles, title, variant"
    ),
    (
      "{'title': 'T', 'variant': 'dark',\n 'roles': {'basis': '#000000'}}",
      "mine.json:2:21: there is no role \"basis\""
    ),
    (
      "{'title': 'T', 'variant': 'dark',\n 'roles': {'base': '#00000'}}",
      "mine.json:2:20: expected a colour such as #1b1d26"
    ),
    (
      "{'title': 'T', 'variant': 'dark',\n 'roles': {'base': 'fog'}}",
      "mine.json:2:20: the palette has no colour \"fog\""
    ),
    (
      "{'title': 'T', 'variant': 'dark',\n 'roles': {'base': {'blink': true}}}",
      "mine.json:2:21: \"blink\" is not known here; known are bold, dim, ground, ink, italic, reverse, underline"
    ),
    (
      "{'title': 'T', 'variant': 'dark',\n 'roles': {'base': {'bold': 1}}}",
      "mine.json:2:29: expected true or false, found a number"
    ),
    (
      "{'title': 'T', 'variant': 'dark',\n 'gradients': {'load': ['#000000']}}",
      "mine.json:2:24: a gradient has three colours"
    ),
    (
      "{'title': 'T', 'variant': 'dark',\n 'gradients': {'heat': []}}",
      "mine.json:2:24: the gradients are load and flow"
    ),
    (
      "{'title': 'T', 'variant': 'dark',\n 'inherits': 'ghost'}",
      "mine.json:2:14: there is no theme \"ghost\""
    ),
    (
      "{'title': 'T', 'variant': 'dark',\n 'inherits': 'mine'}",
      "mine.json:2:14: themes inherit from each other in a circle"
    ),
    ("{'title': 'T',\n", "mine.json:2:1: expected"),
  ])
  func `a slip is told with its line and column`(text: String, sentence: String) throws {
    let found = try #require(fault(text))
    #expect(found.hasPrefix(sentence), "\(found)")
  }

  @Test func `a circle of several themes is found where it closes`() {
    let others = ["b": file("'inherits': 'c'"), "c": file("\n'inherits': 'b'")]
    #expect(
      fault(file("'inherits': 'b'"), others) == "c.json:2:13: themes inherit from each other in a circle")
  }

  @Test func `a slip in an inherited theme bears that theme's name`() {
    let others = ["parent": file("'roles': {'base': 'fog'}")]
    #expect(fault(file("'inherits': 'parent'"), others)?.hasPrefix("parent.json:1:") == true)
  }
}
