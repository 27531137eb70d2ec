import Basics

/// Series from a file of comma-separated values: one row each, its name and then its values, the oldest first. A head
/// may stand above; what is missing at the end of a row shortens the series, and in its midst is a gap.
struct SeriesTable {
  /// One series.
  struct Row {
    let name: String
    let line: Int
    /// Not-a-number where one is missing.
    let values: [Double]
  }

  let rows: [Row]

  /// - Parameter name: what a complaint calls the text, usually its file's path.
  init(_ bytes: [UInt8], name: String) throws(CSVFault) {
    var records = try CSV.rows(bytes, name: name)[...]
    if let first = records.first, Self.isHead(first) { records = records.dropFirst() }
    var rows: [Row] = []
    for record in records { rows.append(try Self.row(record, in: name)) }
    self.rows = rows
  }

  /// A head has names where a row has numbers.
  private static func isHead(_ record: CSV.Row) -> Bool {
    let cells = record.fields.dropFirst().filter { !isMissing($0) }
    return !cells.isEmpty && cells.allSatisfy { Double(trimmed($0)) == nil }
  }

  private static func row(_ record: CSV.Row, in name: String) throws(CSVFault) -> Row {
    var values: [Double] = []
    for (place, cell) in record.fields.enumerated().dropFirst() {
      guard let value = value(cell) else {
        throw CSVFault(
          file: name, line: record.line,
          reason: "cell \(place + 1), \"\(cell)\", is not a number; a value that is missing is left empty")
      }
      values.append(value)
    }
    let last = values.lastIndex { !$0.isNaN }
    return Row(
      name: record.fields[0], line: record.line, values: Array(values.prefix(last.map { $0 + 1 } ?? 0)))
  }

  private static func value(_ cell: String) -> Double? {
    if isMissing(cell) { return .nan }
    return Double(trimmed(cell)).flatMap { $0.isFinite ? $0 : nil }
  }

  private static func isMissing(_ cell: String) -> Bool { ["", "NA", "NaN"].contains(trimmed(cell)) }

  private static func trimmed(_ cell: String) -> String {
    String(cell.drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
  }
}
