import Basics
import Monitoring
import Testing

@Suite struct ThresholdsTests {
  private static let thresholds = Thresholds([
    .cpu: .init(watch: 0.8, act: 0.95), .memory: .init(watch: 0.9, act: 0.98),
    .temperature: .init(watch: 80, act: 90),
  ])

  @Test(arguments: [
    (Float(0.79), Severity.ok), (0.8, .watch), (0.949, .watch), (0.95, .act), (.infinity, .act),
    (-.infinity, .ok), (.nan, .ok),
  ])
  func `a value is held against its bounds, which belong to the worse side`(value: Float, severity: Severity)
  {
    #expect(Self.thresholds.severity(of: value, for: .cpu) == severity)
  }

  @Test func `a vital without bounds is never bad`() {
    #expect(Self.thresholds.severity(of: .infinity, for: .netIn) == .ok)
  }

  private func vitals(_ values: [Vital: Float]) -> Vitals {
    values.reduce(into: Vitals()) { $0[$1.key] = $1.value }
  }

  @Test func `the worst vital is the most severe, then the one furthest beyond its bound`() {
    let thresholds = Self.thresholds
    #expect(thresholds.worst(of: Vitals()) == nil)
    #expect(thresholds.worst(of: vitals([.cpu: 0.5])) == nil)
    #expect(thresholds.worst(of: vitals([.cpu: 0.94, .memory: 0.99]))?.vital == .memory)
    #expect(thresholds.worst(of: vitals([.cpu: 0.96, .temperature: 180]))?.vital == .temperature)
    #expect(thresholds.worst(of: vitals([.cpu: 0.85]))?.severity == .watch)
  }

  @Test func `of equally bad vitals the first counts, every time`() {
    let same = Thresholds(
      Dictionary(uniqueKeysWithValues: Vital.allCases.map { ($0, .init(watch: 1, act: 2)) }))
    let all = Vitals(Vital.allCases.map { _ in Float(2) })
    #expect((0..<20).allSatisfy { _ in same.worst(of: all)?.vital == .cpu })
  }

  private func read(_ text: String) throws(JSONFault) -> Thresholds {
    try Thresholds(JSONReader.read(Array(text.utf8), name: "vitals.json"))
  }

  @Test func `bounds are read by the vital's name`() throws {
    let thresholds = try read(#"{"cpu": {"watch": 0.5, "act": 0.5}, "diskBusy": {"watch": 0, "act": 1}}"#)
    #expect(thresholds.bounds == [.cpu: .init(watch: 0.5, act: 0.5), .diskBusy: .init(watch: 0, act: 1)])
  }

  @Test(arguments: [
    (#"{"cpu": {"watch": 2, "act": 1}}"#, "1:9: watch must not lie above act"),
    (#"{"cpu": {"watch": NaN, "act": 1}}"#, "1:9: watch must not lie above act"),
    (#"{"cpu": {"watch": 1}}"#, "1:9: \"act\" is missing"),
    (#"{"cpu": 1}"#, "1:9: expected an object, found a number"),
    (#"{"cpu": {"watch": 1, "act": 2, "x": 3}}"#, "1:32: \"x\" is not known here; known are act, watch"),
  ])
  func `bounds that make no sense are refused with their place`(text: String, complaint: String) {
    let fault = #expect(throws: JSONFault.self) { try read(text) }
    #expect(fault?.description == "vitals.json:\(complaint)")
  }

  @Test func `a name that is no vital is refused, and the vitals are named`() {
    let fault = #expect(throws: JSONFault.self) { try read(#"{"cup": {"watch": 1, "act": 2}}"#) }
    #expect(fault?.reason.hasPrefix("\"cup\" is not a vital; they are cpu, user, ") == true)
  }
}
