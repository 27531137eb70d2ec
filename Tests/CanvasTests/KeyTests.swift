import Canvas
import Testing

@Suite struct KeyTests {
  @Test(arguments: [
    ("q", Key.character("q")), ("Space", .character(" ")), ("C-d", .control("d")),
    ("M-x", Key(.character("x"), alt: true)), ("PgUp", .named(.pageUp)),
    ("C-M-a", Key(.character("a"), control: true, alt: true)), ("C-Left", Key(.named(.left), control: true)),
    ("-", .character("-")), ("F10", .named(.f10)),
    ("S-Tab", .named(.backTab)), ("漢", .character("漢")),
  ])
  func `a key is written as help and configuration write it`(label: String, key: Key) {
    #expect(key.label == label)
    #expect(Key(label: label) == key)
  }

  @Test(arguments: ["", "ab", "C-", "M-", "Nothing", " ", "\n", "F13", "C-ab"])
  func `anything else is no key`(label: String) {
    #expect(Key(label: label) == nil)
  }

  @Test(arguments: Key.Name.allCases) func `every named key reads back`(name: Key.Name) {
    #expect(Key(label: Key.named(name).label) == .named(name))
  }
}
