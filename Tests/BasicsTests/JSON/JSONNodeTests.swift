import Basics
import Testing

@Suite struct JSONNodeTests {
  private enum Colour: String, CaseIterable { case red, green }

  private func fault<Value>(_ read: () throws(JSONFault) -> Value) -> String? {
    do {
      _ = try read()
      return nil
    } catch { return error.description }
  }

  @Test func `a value is taken for what it is`() throws {
    let root = try node(
      #"{"t": "x", "f": true, "n": 1.5, "i": -3, "l": [1, 2], "d": "2025-11-30", "s": "1h30m", "c": "green"}"#
    )
    #expect(try root.required("t").text() == "x")
    #expect(try root.required("f").flag())
    #expect(try root.required("n").number() == 1.5)
    #expect(try root.required("i").integer() == -3)
    #expect(try root.list("l").map { try $0.integer() } == [1, 2])
    #expect(try root.required("d").day().iso == "2025-11-30")
    #expect(try root.required("s").span() == .minutes(90))
    #expect(try root.required("c").choice() == Colour.green)
  }

  @Test func `a value is not taken for what it is not`() throws {
    let root = try node("{\n  a: 1.5,\n  b: \"x\", c: null}")
    let (a, b, c) = (try root.required("a"), try root.required("b"), try root.required("c"))
    #expect(fault(a.text) == "a.json:2:6: expected a text, found a number")
    #expect(fault(a.integer) == "a.json:2:6: expected a whole number, found a number")
    #expect(fault(a.members) == "a.json:2:6: expected an object, found a number")
    #expect(fault(b.number) == "a.json:3:6: expected a number, found a text")
    #expect(fault(b.flag) == "a.json:3:6: expected true or false, found a text")
    #expect(fault(b.items) == "a.json:3:6: expected a list, found a text")
    #expect(fault(b.day) == "a.json:3:6: expected a date such as 2025-11-30")
    #expect(fault(b.span) == "a.json:3:6: expected a duration such as 5m or 1h30m")
    #expect(
      fault { () throws(JSONFault) -> Colour in try b.choice() } == "a.json:3:6: expected one of red, green")
    #expect(fault(c.exactText) == "a.json:3:14: expected a number or a text, found null")
  }

  @Test(arguments: [
    ("0x10", 16.0), ("-0x1", -1), ("Infinity", .infinity), ("-Infinity", -.infinity), ("1e400", .infinity),
    ("5.", 5), ("5.e1", 50), ("+.5", 0.5), ("1e-400", 0),
  ])
  func `numbers of JSON5 have their value`(text: String, value: Double) throws {
    #expect(try node(text).number() == value)
  }

  @Test func `what is written is kept exactly where it must be`() throws {
    #expect(try node("0.10").exactText() == "0.10")
    #expect(try node("123456789012345678901234567890").exactText() == "123456789012345678901234567890")
    #expect(try node("'0.10'").exactText() == "0.10")
    #expect(fault(try node("1e30").integer) == "a.json:1:1: expected a whole number, found a number")
    #expect(fault(try node("NaN").integer) != nil)
    #expect(try node("9007199254740993").integer() == 9_007_199_254_740_993)
    #expect(try node("-9223372036854775808").integer() == .min)
  }

  @Test func `a missing key and null are none`() throws {
    let root = try node("{a: null, b: 1}")
    #expect(try root.optional("a") == nil && root.optional("x") == nil)
    #expect(try root.optional(anyOf: ["x", "a", "b"])?.integer() == 1)
    #expect(try root.optional(anyOf: []) == nil)
    #expect(try root.list("a").isEmpty && root.list("x").isEmpty)
    #expect(try root.required("a").isNull)
    #expect(fault { () throws(JSONFault) in try root.required("x") } == "a.json:1:1: \"x\" is missing")
  }

  @Test func `the first key that nobody reads is named`() throws {
    let root = try node("{a: 1,\n cc: 2, d: 3}")
    #expect(
      fault { () throws(JSONFault) in try root.allow(only: ["a", "b"]) }
        == "a.json:2:2: \"cc\" is not known here; known are a, b")
    #expect(fault { () throws(JSONFault) in try root.allow(only: ["a", "cc", "d"]) } == nil)
  }

  @Test func `words are given in both languages or once for both`() throws {
    #expect(try node(#"{"en": "disk", "zh": "磁盘"}"#).bilingual() == Bilingual(english: "disk", chinese: "磁盘"))
    #expect(try node("'vm'").bilingual() == Bilingual("vm"))
    #expect(fault(try node("{en: 'x'}").bilingual) == "a.json:1:1: \"zh\" is missing")
  }
}
