import Basics
import Console
import Monitoring

extension Subcommand {
  static let detect = Subcommand(
    "detect", "FILE.csv [--json]",
    english: "score how anomalous each value of a series is", chinese: "为序列的每个值给出异常分数"
  ) { invocation throws(Complaint) in
    let (arguments, options) = (invocation.arguments, invocation.options)
    guard arguments.words.count == 1 else { throw .usage(arguments.subcommand) }
    let scored = ScoredSeries(try SeriesFile(arguments.words[0]))
    let now = options.at ?? Clock.wall
    Output.write(options.wantsJSON ? scored.json(at: now) : scored.commaSeparated)
    return 0
  }
}

/// A series in a file of comma-separated values: a column of times, which are given back as they came, and one of
/// values.
private struct SeriesFile {
  struct Point {
    let time: String
    let text: String
    /// Nil where a value is missing.
    let value: Double?
  }

  private(set) var points: [Point] = []

  /// The columns are named `timestamp` and `value`, or are the first two. A head is known by its second field, which
  /// is no number.
  init(_ path: String) throws(Complaint) {
    guard let bytes = Files.bytes(path) else { throw .unreadable(path) }
    var rows: [CSV.Row]
    do throws(CSVFault) { rows = try CSV.rows(bytes, name: path) } catch {
      throw .failed(Bilingual(error.description))
    }
    let (head, columns) = Self.columns(of: rows)
    if head { rows.removeFirst() }
    guard !rows.isEmpty else { throw .noValues(path) }
    for row in rows { points.append(try Self.point(row, columns, path)) }
  }

  private static func columns(of rows: [CSV.Row]) -> (head: Bool, columns: (time: Int, value: Int)) {
    guard let first = rows.first?.fields, first.count > 1, !isValue(first[1]) else { return (false, (0, 1)) }
    let names = first.map { $0.lowercased() }
    return (true, (names.firstIndex(of: "timestamp") ?? 0, names.firstIndex(of: "value") ?? 1))
  }

  private static func isValue(_ text: String) -> Bool { text.isEmpty || Double(text) != nil }

  private static func point(
    _ row: CSV.Row, _ columns: (time: Int, value: Int), _ path: String
  ) throws(Complaint) -> Point {
    guard row.fields.count > max(columns.time, columns.value) else { throw .shortRow(path, row.line) }
    let (time, text) = (row.fields[columns.time], row.fields[columns.value])
    guard !time.isEmpty else { throw .shortRow(path, row.line) }
    guard isValue(text) else { throw .noNumber(path, row.line, text) }
    return Point(time: time, text: text, value: Double(text))
  }
}

/// A series with a score for each value.
private struct ScoredSeries {
  private let rows: [(point: SeriesFile.Point, score: Double)]

  init(_ file: SeriesFile) {
    var detector = AnomalyDetector()
    rows = file.points.map { ($0, detector.score($0.value)) }
  }

  var commaSeparated: String {
    let cells = rows.map { [$0.point.time, $0.point.text, Figures.fixed($0.score, 6)] }
    return Listing(name: "detect", columns: ["timestamp", "value", "score"], rows: cells).commaSeparated
  }

  func json(at now: Instant) -> String {
    let items = rows.map { row in
      JSONValue.object([
        ("timestamp", .text(row.point.time)), ("value", .optional(row.point.value)),
        ("score", .number(row.score)), ("anomaly", .flag(row.score >= AnomalyDetector.threshold)),
      ])
    }
    let members: [(key: String, value: JSONValue)] = [
      ("schema", "binnacle/detect/1"), ("at", .text(now.rfc3339)), ("items", .array(items)),
    ]
    return JSONValue.object(members).pretty + "\n"
  }
}

extension Complaint {
  fileprivate static func noValues(_ path: String) -> Complaint {
    .failed(Bilingual(english: "\(path): there are no values in it", chinese: "\(path)：其中没有数值"))
  }

  fileprivate static func shortRow(_ path: String, _ line: Int) -> Complaint {
    .failed(
      Bilingual(
        english: "\(path):\(line): expected a timestamp and a value",
        chinese: "\(path):\(line)：应有一个时间戳和一个数值"))
  }

  fileprivate static func noNumber(_ path: String, _ line: Int, _ text: String) -> Complaint {
    .failed(
      Bilingual(
        english: "\(path):\(line): \"\(text)\" is no number", chinese: "\(path):\(line)：“\(text)”不是数字"))
  }
}
