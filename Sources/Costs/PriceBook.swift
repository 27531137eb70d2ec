import Basics

/// What capacity costs: the premises every computed figure of money rests on.
public struct PriceBook: Sendable {
  /// The prices of one kind of node.
  public struct Entry: Sendable {
    public let identifier: String
    public let title: Bilingual
    /// The node label values this entry is for; none for the entry of all other nodes.
    public let match: [String: String]
    public let perCoreHour: Money
    public let perGiBHour: Money
    /// Where the prices come from, in words.
    public let source: Bilingual
  }

  public let currency: String
  public let entries: [Entry]
  /// When the prices were written down.
  public let asOf: Day

  /// Reads a price book; prices are exact decimals.
  public init(_ node: JSONNode) throws(JSONFault) {
    try node.allow(only: ["currency", "as_of", "entries"])
    currency = try node.required("currency").text()
    asOf = try node.required("as_of").day()
    var entries: [Entry] = []
    for item in try node.required("entries").items() { entries.append(try Entry(item, currency)) }
    guard entries.contains(where: { $0.match.isEmpty }) else {
      throw node.fault("one entry must have no \"match\": it prices all other nodes")
    }
    self.entries = entries
  }

  /// The entry for a node: the first whose every label agrees, else the one for all others.
  public func entry(for labels: (String) -> String) -> Entry {
    let fitting = entries.first { entry in
      !entry.match.isEmpty && entry.match.allSatisfy { labels($0.key) == $0.value }
    }
    guard let entry = fitting ?? entries.first(where: { $0.match.isEmpty }) else {
      preconditionFailure("a price book has an entry for all other nodes")
    }
    return entry
  }
}

extension PriceBook.Entry {
  init(_ node: JSONNode, _ currency: String) throws(JSONFault) {
    try node.allow(only: ["id", "title", "match", "core_hour", "gib_hour", "source"])
    identifier = try node.required("id").text()
    title = try node.required("title").bilingual()
    var match: [String: String] = [:]
    for member in try node.optional("match")?.members() ?? [] { match[member.key] = try member.node.text() }
    self.match = match
    perCoreHour = try Self.price(node.required("core_hour"), currency)
    perGiBHour = try Self.price(node.required("gib_hour"), currency)
    source = try node.required("source").bilingual()
  }

  private static func price(_ node: JSONNode, _ currency: String) throws(JSONFault) -> Money {
    guard let money = Money(decimal: try node.exactText(), currency: currency), money.trillionths >= 0 else {
      throw node.fault("expected a price such as \"0.0316\"")
    }
    return money
  }
}
