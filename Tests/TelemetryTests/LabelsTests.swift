import Basics
import Telemetry
import Testing

@Suite struct LabelsTests {
  @Test func `labels are equal whatever the order they come in`() {
    #expect(["b": "2", "a": "1"] as Labels == ["a": "1", "b": "2"])
  }

  @Test func `of labels with the same name the last counts`() {
    #expect(Labels([Label("a", "1"), Label("a", "2")]) == ["a": "2"])
  }

  @Test func `an empty value is no label`() {
    #expect((["a": "", "b": "1"] as Labels).count == 1)
    #expect((["a": "1"] as Labels).setting("a", to: "").isEmpty)
    #expect(([:] as Labels)["a"] == "")
    #expect(!([:] as Labels).has("a"))
  }

  @Test func `labels stand sorted by name`() {
    let labels: Labels = ["c": "1", "a": "2", "b": "3"]
    #expect(labels.map(\.name) == ["a", "b", "c"])
    #expect(labels.setting("aa", to: "4").map(\.name) == ["a", "aa", "b", "c"])
  }

  @Test func `where both sets have a name the other wins`() {
    let labels: Labels = ["a": "1", "b": "1"]
    #expect(labels.merging(["b": "2", "c": "2"]) == ["a": "1", "b": "2", "c": "2"])
    #expect(labels.merging([:]) == labels)
    #expect(([:] as Labels).merging(labels) == labels)
  }

  @Test func `labels are kept and dropped by name`() {
    let labels: Labels = ["__name__": "up", "a": "1", "b": "2"]
    #expect(labels.keeping(["a", "x"]) == ["a": "1"])
    #expect(labels.dropping(["a", "x"]) == ["__name__": "up", "b": "2"])
    #expect(labels.withoutName == ["a": "1", "b": "2"])
  }

  @Test(
    arguments: [
      (["__name__": "up"], "up"), (["__name__": "up", "a": "1"], #"up{a="1"}"#), ([:], "{}"),
      (["a": "q\"\\\n"], #"{a="q\"\\\n"}"#), (["b": "2", "a": "1"], #"{a="1", b="2"}"#),
      (["a": "x\r\ny"], "{a=\"x\r\\ny\"}"),
    ] as [(Labels, String)])
  func `labels read as PromQL writes a series`(labels: Labels, text: String) {
    #expect(labels.description == text)
  }

  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func `a merge is as good as setting each label`(seed: UInt64) {
    var chance = Chance(seed: seed)
    let (left, right) = (Labels.random(&chance), Labels.random(&chance))
    let oneByOne = right.reduce(left) { $0.setting($1.name, to: $1.value) }
    #expect(left.merging(right) == oneByOne)
    #expect(left.merging(right).map(\.name) == left.merging(right).map(\.name).sorted())
  }

  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func `a series written as PromQL selects itself`(seed: UInt64) throws {
    var chance = Chance(seed: seed)
    let labels = Labels.random(&chance).setting(Labels.metricName, to: "up")
    guard case .vector(let vector) = try Parser.parse(labels.description).form else {
      Issue.record("\(labels) is no selector")
      return
    }
    #expect(vector.selector.matchers.allSatisfy { $0.accepts(labels[$0.label]) })
    #expect(vector.selector.matchers.count == labels.count - 1)
  }
}
