import Basics
import Catalog
import Costs
import Glibc
import Testing

@Suite struct PriceBookTests {
  private func read(_ entries: String, head: String = "'currency': 'USD', 'as_of': '2026-11-01'")
    throws(JSONFault) -> PriceBook
  {
    try PriceBook(JSONReader.read(Array("{\(head), 'entries': [\n\(entries)]}".utf8), name: "p.json"))
  }

  private func entry(_ identifier: String, _ match: String = "", price: String = "'0.1'") -> String {
    let match = match.isEmpty ? "" : " 'match': {\(match)},"
    return
      "{'id': '\(identifier)', 'title': 'T',\(match) 'core_hour': \(price), 'gib_hour': '0', 'source': 'S'}"
  }

  private func fault(_ entries: String, head: String = "'currency': 'USD', 'as_of': '2026-11-01'")
    -> String
  {
    do throws(JSONFault) { _ = try read(entries, head: head) } catch { return error.description }
    return "no fault"
  }

  @Test func `the first entry whose every label agrees prices a node, else the one for all others`() throws {
    let book = try read(
      [
        entry("edge-eu", "'tier': 'edge', 'region': 'eu'"), entry("edge", "'tier': 'edge'"),
        entry("rest"),
        entry("late", "'tier': 'core'"),
      ].joined(separator: ","))
    func priced(_ labels: [String: String]) -> String { book.entry { labels[$0] ?? "" }.identifier }
    #expect(priced(["tier": "edge", "region": "eu"]) == "edge-eu")
    #expect(priced(["tier": "edge", "region": "us"]) == "edge")
    #expect(priced(["tier": "core"]) == "late")
    #expect(priced([:]) == "rest")
    #expect(priced(["tier": "Edge"]) == "rest")
  }

  @Test(arguments: [
    ("'0.0316'", "0.0316"), ("0.0316", "0.0316"), ("'0'", "0.00"), ("12", "12.00"),
    ("'0.000000000001'", "0.000000000001"),
  ])
  func `a price is the exact decimal, written as a number or a text`(written: String, price: String) throws {
    #expect(try read(entry("rest", price: written)).entries[0].perCoreHour.decimal == price)
  }

  @Test(arguments: ["'-0.1'", "'free'", "'1,5'", "1e-3", "'0.0000000000001'"])
  func `a price that is none is told with its place`(price: String) {
    #expect(fault(entry("rest", price: price)) == "p.json:2:43: expected a price such as \"0.0316\"")
  }

  @Test func `one entry must be for all other nodes`() {
    let sentence = "p.json:1:1: one entry must have no \"match\": it prices all other nodes"
    #expect(fault(entry("edge", "'tier': 'edge'")) == sentence)
    #expect(fault("") == sentence)
  }

  @Test(arguments: [
    ("'currency': 'USD'", "p.json:1:1: \"as_of\" is missing"),
    ("'currency': 5, 'as_of': '2026-11-01'", "p.json:1:14: expected a text, found a number"),
    ("'currency': 'USD', 'as_of': 'November'", "p.json:1:30: expected a date such as 2025-11-30"),
    (
      "'currency': 'USD', 'as_of': '2026-11-01', 'tax': 1", "p.json:1:44: \"tax\" is not known here"
    ),
  ])
  func `a slip is told with its line and column`(head: String, sentence: String) {
    let found = fault(entry("rest"), head: head)
    #expect(found.hasPrefix(sentence), "\(found)")
  }

  @Test func `an entry nobody reads wholly is refused`() {
    let text =
      "{'id': 'a', 'title': 'T', 'core_hour': 1, 'gib_hour': 1, 'source': 'S', 'disk_hour': 1}"
    #expect(fault(text).hasPrefix("p.json:2:73: \"disk_hour\" is not known here"))
  }

  @Test func `the prices that come with the program are premises and say so`() throws {
    let path = "\(Catalog.shipped.last ?? ".")/prices.json"
    let file = try #require(fopen(path, "r"))
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = fread(&bytes, 1, bytes.count, file)
    let book = try PriceBook(try JSONReader.read(Array(bytes.prefix(count)), name: path))
    #expect(
      book.entries.allSatisfy { $0.perCoreHour.trillionths > 0 && $0.source.english.contains("assumed") })
  }
}
