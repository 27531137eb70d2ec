import Basics
import Model
import Store
import Telemetry
import Testing

@Suite struct OriginStoreTests {
  private let store: Store

  init() throws { store = try Store() }

  private func save(_ origins: Origin...) throws {
    try store.write { () throws(StoreFault) in for origin in origins { try store.save(origin) } }
  }

  private static let page: Origin = {
    var options = Origin.Options()
    options.labels = ["region": "eu"]
    options.tokenFile = "/home/a/token"
    return Origin(name: "edge", kind: .scrape, address: "http://h:9100/metrics", options: options)
  }()

  @Test func `definitions come back as they went, by their names`() throws {
    let other = Origin(name: "batch", kind: .file, address: "/var/lib/batch")
    try save(Self.page, other)
    #expect(try store.origins() == [other, Self.page])
  }

  @Test(arguments: Origin.Kind.allCases)
  func `every kind can be kept`(kind: Origin.Kind) throws {
    let address = kind == .file || kind == .list ? "/a" : "http://h"
    try save(Origin(name: "x", kind: kind, address: address))
    #expect(try store.origins().map(\.kind) == [kind])
  }

  @Test func `a definition is replaced and removed by its name`() throws {
    try save(Self.page)
    try save(Origin(name: "edge", kind: .scrape, address: "http://other"))
    #expect(try store.origins().map(\.address) == ["http://other"])
    try store.write { () throws(StoreFault) in try store.removeOrigin("edge") }
    #expect(try store.origins().isEmpty)
  }

  @Test(arguments: [
    "INSERT INTO origin VALUES ('', 'scrape', 'http://h', '{}')",
    "INSERT INTO origin VALUES ('a', 'carrier pigeon', 'http://h', '{}')",
    "INSERT INTO origin VALUES ('a', 'scrape', '', '{}')",
    "INSERT INTO origin VALUES ('a', 'scrape', 'http://h', 'no json')",
  ])
  func `the table itself refuses what cannot be`(sql: String) {
    #expect(trouble { () throws(StoreFault) in try store.database.execute(sql) } == .failed)
  }

  @Test func `a definition of a newer program is left out and spoils no other`() throws {
    try save(Self.page)
    try store.database.execute(
      "INSERT INTO origin VALUES ('new', 'scrape', 'http://h', '{\"relabel\": true}')")
    #expect(try store.origins() == [Self.page])
  }
}
