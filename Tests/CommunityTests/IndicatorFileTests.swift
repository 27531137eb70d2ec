import Basics
import Community
import Testing

@Suite struct IndicatorFileTests {
  private func read(_ indicator: String) throws(JSONFault) -> IndicatorFile {
    let text =
      "{'categories': {'scale': 'Scale'}, 'units': {'users': 'users'}, 'indicators': [\n\(indicator)]}"
    return try IndicatorFile(Array(text.utf8), name: "i.json")
  }

  private func indicator(_ rest: String = "", category: String = "scale", unit: String = "users") -> String {
    let kind = "'category': '\(category)', 'unit': '\(unit)', 'direction': 'up'"
    let end = rest.isEmpty ? "" : ",\n" + rest
    return "{'id': 'K', 'programme': 'X', 'title': 'T', \(kind), 'source': 'X:1'\(end)}"
  }

  private func fault(_ text: String) -> String {
    do throws(JSONFault) { _ = try read(text) } catch { return error.description }
    return "no fault"
  }

  @Test func `an indicator is read with its targets, its present value and its benchmark`() throws {
    let file = try read(
      indicator(
        """
        "targets": [{"id": "T1", "period": "2026", "end": "2026-12-31", "amount": ">=20", "delta": true, "source": "X:2"}],
        "current": {"amount": "9600万", "as_of": "2025-10-22", "marked": true, "source": "X:3"},
        "benchmark": {"name": "Other", "value": 95}, "printed_gap": 5, "formula": {"mean": ["A", "B"]}
        """))
    let found = try #require(file.indicators.first)
    #expect(found.targets.first?.amount == Quantity(20, .atLeast))
    #expect(found.targets.first?.end == "2026-12-31")
    #expect(found.targets.first?.isIncrement == true)
    #expect(found.benchmark == Indicator.Benchmark(name: "Other", value: 95))
    #expect(found.printedGap == 5)
    #expect(found.formula == .mean(["A", "B"]))
    let reading = try #require(file.claims.first?.reading(at: .epoch))
    #expect(reading.value == 96_000_000)
    #expect(reading.provenance == .claimed && reading.isMarked && reading.day == "2025-10-22")
  }

  @Test func `a present value in words is no reading`() throws {
    let file = try read(indicator("'current': {'amount': 'unlimited', 'source': 'X:3'}"))
    #expect(file.claims.count == 1)
    #expect(file.claims.first?.reading(at: .epoch) == nil)
  }

  @Test(arguments: [
    ("'target': []", "i.json:3:1: \"target\" is not known here"),
    (
      "'targets': [{'id': 'T1',\n'amount': 'many', 'source': ''}]",
      "i.json:4:11: expected an amount such as"
    ),
    ("'targets': [{'id': 'T1'}]", "i.json:3:13: \"source\" is missing"),
    (
      "'targets': [{'id': 'T1', 'source': '', 'end': '2026'}]",
      "i.json:3:47: expected a date such as 2025-11-30"
    ),
    ("'current': {'amount': 5, 'source': ''}", "i.json:3:23: expected a text, found a number"),
    ("'formula': {}", "i.json:3:12: \"mean\" is missing"),
    ("'benchmark': {'name': 'O'}", "i.json:3:14: \"value\" is missing"),
  ])
  func `a slip is told with its line and column`(rest: String, sentence: String) {
    let found = fault(indicator(rest))
    #expect(found.hasPrefix(sentence), "\(found)")
  }

  @Test func `a category and a unit need words`() {
    #expect(fault(indicator(category: "fame")) == "i.json:2:1: the category \"fame\" has no words")
    #expect(fault(indicator(unit: "likes")) == "i.json:2:1: the unit \"likes\" has no words")
  }

  @Test func `an indicator may stand once only`() {
    #expect(fault(indicator() + ",\n" + indicator()) == "i.json:3:1: the indicator \"K\" stands here twice")
  }

  @Test func `a direction is one of three`() {
    #expect(
      fault(indicator().replacing("'up'", with: "'left'")).hasSuffix("expected one of up, down, hold"))
  }
}
