import Basics
import Telemetry
import Testing

@Suite struct DateTests {
  @Test(arguments: [
    ("year(vector(1230767999))", 2008.0), ("year(vector(1230768000))", 2009),
    ("month(vector(1456790399))", 2), ("day_of_month(vector(1456790399))", 29),
    ("month(vector(1456790400))", 3), ("day_of_year(vector(1483191420))", 366),
    ("day_of_year(vector(1672493820))", 365), ("days_in_month(vector(1454284800))", 29),
    ("days_in_month(vector(1485907200))", 28), ("day_of_week(vector(1136239445))", 1),
    ("day_of_week()", 4), ("hour(vector(1136239445))", 22), ("minute(vector(1136239445))", 4),
    ("year(vector(-1))", 1969), ("hour(vector(-1))", 23), ("day_of_week(vector(-86400))", 3),
    ("year(vector(NaN))", .nan), ("month(vector(951782400))", 2), ("day_of_month(vector(951782400))", 29),
  ])
  func `the calendar is that of UTC`(query: String, value: Double) throws {
    let samples = try Bench.empty.samples(query, at: "0")
    #expect(samples.count == 1)
    #expect(samples.first?.value == value || value.isNaN && samples.first?.value.isNaN == true)
  }
}
