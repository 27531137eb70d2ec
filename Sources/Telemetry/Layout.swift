import Synchronization

/// The columns of a source's scrapes: which series each value belongs to. Scrapes of a steady source share one
/// layout, so that taking one in is the copying of an array.
/// A class because thousands of scrapes point to the same columns.
public final class Layout: Sendable {
  /// One series of the source, without the labels of the source itself.
  public struct Column: Hashable, Sendable {
    public let name: String
    public let labels: Labels

    public init(_ name: String, _ labels: Labels = [:]) {
      self.name = name
      self.labels = labels
    }
  }

  public let columns: [Column]
  private let byName: [String: [Int]]
  private let positions = AtomicLazyReference<Positions>()

  /// Where each column stands.
  /// A class because it is made when it is first asked for, which not every layout is.
  private final class Positions: Sendable {
    let places: [Column: Int]

    init(_ columns: [Column]) {
      var places = [Column: Int](minimumCapacity: columns.count)
      for place in columns.indices.reversed() { places[columns[place]] = place }
      self.places = places
    }
  }

  /// Columns must be distinct; of two that are equal the first is found.
  public init(_ columns: [Column]) {
    self.columns = columns
    byName = Self.runs(of: columns)
  }

  /// Where the series of each metric stand. Mostly they stand together, and the name is looked up once for all.
  private static func runs(of columns: [Column]) -> [String: [Int]] {
    var byName: [String: [Int]] = [:]
    var first = 0
    while first < columns.count {
      let name = columns[first].name
      var end = first + 1
      while end < columns.count, columns[end].name == name { end += 1 }
      byName[name, default: []] += first..<end
      first = end
    }
    return byName
  }

  /// Where the series of a metric stand.
  public func columns(of metric: String) -> [Int] { byName[metric] ?? [] }

  /// Where one series stands.
  public func position(of column: Column) -> Int? {
    let known = positions.load() ?? positions.storeIfNil(Positions(columns))
    return known.places[column]
  }

  /// Where a metric's only series, or its first, stands.
  public func first(_ metric: String) -> Int? { byName[metric]?.first }
}

extension Layout {
  /// The columns as text, one a line, for the store; `restored(from:)` reads them back.
  public var stored: String {
    columns.map {
      ([$0.name] + $0.labels.flatMap { [$0.name, $0.value] }).map(Self.escaped).joined(separator: "\t")
    }
    .joined(separator: "\n")
  }

  /// The layout that `stored` wrote; nil when the text is not one.
  public static func restored(from text: String) -> Layout? {
    var columns: [Column] = []
    // Characters would not do: a carriage return and the line's end after it are one.
    for line in text.utf8.split(separator: 0x0A) {
      let fields = line.split(separator: 0x09, omittingEmptySubsequences: false).map(unescaped)
      guard fields.count % 2 == 1 else { return nil }
      let labels = stride(from: 1, to: fields.count, by: 2).map { Label(fields[$0], fields[$0 + 1]) }
      columns.append(Column(fields[0], Labels(labels)))
    }
    return Layout(columns)
  }

  private static let escapes: [UInt8: UInt8] = [
    0x5C: 0x5C, 0x09: UInt8(ascii: "t"), 0x0A: UInt8(ascii: "n"),
  ]

  private static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: { escapes[$0] != nil }) else { return text }
    return String(
      decoding: text.utf8.flatMap { byte in escapes[byte].map { [0x5C, $0] } ?? [byte] }, as: UTF8.self)
  }

  private static func unescaped(_ text: Substring.UTF8View) -> String {
    guard text.contains(0x5C) else { return String(Substring(text)) }
    var (result, isEscaped) = ([UInt8](), false)
    for byte in text {
      if byte == 0x5C, !isEscaped {
        isEscaped = true
      } else {
        result.append(!isEscaped ? byte : escapes.first { $0.value == byte }?.key ?? byte)
        isEscaped = false
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
