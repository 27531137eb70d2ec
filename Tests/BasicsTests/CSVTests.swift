import Basics
import Testing

@Suite struct CSVTests {
  private func fields(_ text: String) throws -> [[String]] {
    try CSV.rows(Array(text.utf8), name: "a.csv").map(\.fields)
  }

  @Test func `fields stand between commas and records between line ends`() throws {
    #expect(try fields("a,b\n1,2\n") == [["a", "b"], ["1", "2"]])
    #expect(try fields("a,b\r\n1,2") == [["a", "b"], ["1", "2"]])
    #expect(try fields("a\rb") == [["a"], ["b"]])
  }

  @Test func `empty fields count and blank lines do not`() throws {
    #expect(try fields("a,,\n\n\n,b\n") == [["a", "", ""], ["", "b"]])
    #expect(try fields("").isEmpty)
    #expect(try fields("\"\"\n") == [[""]])
  }

  @Test func `quotes hold commas, line ends and doubled quotes`() throws {
    #expect(try fields("\"a,b\",\"say \"\"so\"\"\",\"one\ntwo\"\n") == [["a,b", "say \"so\"", "one\ntwo"]])
  }

  @Test func `a byte order mark is no part of the first field`() throws {
    #expect(try fields("\u{FEFF}timestamp,value\n") == [["timestamp", "value"]])
  }

  @Test func `a record knows the line it began on`() throws {
    let rows = try CSV.rows(Array("a\n\"x\ny\"\n\nb\n".utf8), name: "a.csv")
    #expect(rows.map(\.line) == [1, 2, 5])
  }

  @Test(arguments: [
    ("a\n\"b", "a.csv:2: the quote that opens here is never closed"),
    ("a\n\"b\"c\n", "a.csv:2: expected a comma or the end of the line after the closing quote"),
    ("a\n1,b\"c\n", "a.csv:2: a quote inside an unquoted field"),
  ])
  func `what is broken is named by file and line`(text: String, complaint: String) {
    let fault = #expect(throws: CSVFault.self) { try fields(text) }
    #expect(fault?.description == complaint)
  }
}
