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
  private let positions: [Column: Int]

  /// Columns must be distinct; of two that are equal the first is found.
  public init(_ columns: [Column]) {
    self.columns = columns
    byName = Dictionary(grouping: columns.indices) { columns[$0].name }
    positions = Dictionary(columns.indices.map { (columns[$0], $0) }) { first, _ in first }
  }

  /// Where the series of a metric stand.
  public func columns(of metric: String) -> [Int] { byName[metric] ?? [] }

  /// Where one series stands.
  public func position(of column: Column) -> Int? { positions[column] }

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
    for line in text.unicodeScalars.split(separator: "\n") {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(unescaped)
      guard fields.count % 2 == 1 else { return nil }
      let labels = stride(from: 1, to: fields.count, by: 2).map { Label(fields[$0], fields[$0 + 1]) }
      columns.append(Column(fields[0], Labels(labels)))
    }
    return Layout(columns)
  }

  // Scalars, not characters: a return before a line's end would be one character with it.
  private static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == 0x09 || $0 == 0x0A || $0 == 0x5C }) else { return text }
    return text.unicodeScalars.map { scalar in
      switch scalar {
      case "\\": "\\\\"
      case "\t": "\\t"
      case "\n": "\\n"
      default: String(scalar)
      }
    }
    .joined()
  }

  private static func unescaped(_ text: Substring.UnicodeScalarView) -> String {
    guard text.contains("\\") else { return String(text) }
    var (result, isEscaped) = (String.UnicodeScalarView(), false)
    for scalar in text {
      if isEscaped {
        result.append(scalar == "t" ? "\t" : scalar == "n" ? "\n" : scalar)
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }
}
