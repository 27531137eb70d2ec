import Basics
import Scheduling
import Testing

@Suite struct ScalingRuleTests {
  private func read(_ text: String) throws -> [ScalingRule] {
    try ScalingRule.list(try JSONReader.read(Array(text.utf8), name: "test").items())
  }

  @Test func `a rule says all there is to say, and what it leaves out has its usual value`() throws {
    let rules = try read(
      """
      [{"group": "web", "class": "background"},
       {"group": "text", "class": "interactive", "least": 0, "most": 40, "target": 0.5, "cores": 0.5,
        "demand": "vector(1)", "coolDown": "5m", "memory": "1h", "atOnce": 4}]
      """)
    #expect(rules.map(\.group) == ["text", "web"])
    #expect(rules[0].limits.least == 0 && rules[0].limits.most == 40 && rules[0].limits.target == 0.5)
    #expect(rules[0].limits.coolDown == .minutes(5) && rules[0].limits.memory == .hours(1))
    #expect(rules[0].cores == 0.5 && rules[0].demand == "vector(1)" && rules[0].atOnce == 4)
    #expect(rules[1].limits.least == 1 && rules[1].limits.most == .max && rules[1].cores == nil)
    #expect(rules[1].serviceClass == .background && rules[1].demand == nil && rules[1].atOnce == nil)
  }

  @Test(arguments: [
    (#"[{"class": "interactive"}]"#, "\"group\" is missing"),
    (#"[{"group": ""}]"#, "a group needs a name"),
    (#"[{"group": "a"}, {"group": "a"}]"#, "there are two rules for \"a\""),
    (#"[{"group": "a", "class": "vip"}]"#, "expected one of interactive, standard, background"),
    (#"[{"group": "a", "least": 3, "most": 2}]"#, "expected 3 or more"),
    (#"[{"group": "a", "least": -1}]"#, "expected 0 or more"),
    (#"[{"group": "a", "least": 0}]"#, "only with a \"demand\""),
    (#"[{"group": "a", "target": 1.5}]"#, "expected 0.05 to 0.95"),
    (#"[{"group": "a", "cores": 0}]"#, "expected cores above 0"),
    (#"[{"group": "a", "coolDown": "soon"}]"#, "expected a duration"),
    (#"[{"group": "a", "replicas": 3}]"#, "\"replicas\" is not known here"),
  ])
  func `what cannot be is said in a sentence`(text: String, sentence: String) {
    let fault = #expect(throws: JSONFault.self) { try read(text) }
    #expect(fault?.description.contains(sentence) == true, "\(fault?.description ?? "")")
  }
}
