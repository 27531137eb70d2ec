/// Comma-separated values (RFC 4180): quoted fields with doubled quotes and line breaks within them.
/// Lines may end in LF, CRLF or CR, a byte order mark may stand before them, and blank lines are left out.
public enum CSV {
  /// A record with the line it began on, counted from 1.
  public struct Row: Hashable, Sendable {
    public let line: Int
    public let fields: [String]

    public init(line: Int, fields: [String]) {
      self.line = line
      self.fields = fields
    }
  }

  /// The records of a text; `name` is what a complaint calls the text, usually its file's path.
  public static func rows(_ bytes: [UInt8], name: String) throws(CSVFault) -> [Row] {
    try bytes.withUnsafeBufferPointer { buffer throws(CSVFault) in
      var reader = CSVReader(name: name, bytes: buffer)
      return try reader.rows()
    }
  }
}

/// Something wrong with comma-separated values: which file, which line, and what was expected.
public struct CSVFault: Error, Hashable, CustomStringConvertible {
  public let file: String
  public let line: Int
  public let reason: String

  public init(file: String, line: Int, reason: String) {
    self.file = file
    self.line = line
    self.reason = reason
  }

  public var description: String { "\(file):\(line): \(reason)" }
}

/// The records of a text, read from its start to its end.
private struct CSVReader {
  let name: String
  let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0
  private var line = 1

  init(name: String, bytes: UnsafeBufferPointer<UInt8>) {
    self.name = name
    self.bytes = bytes
  }

  mutating func rows() throws(CSVFault) -> [CSV.Row] {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    var rows: [CSV.Row] = []
    while position < bytes.count {
      if skipLineEnd() { continue }
      rows.append(try row())
    }
    return rows
  }

  private mutating func row() throws(CSVFault) -> CSV.Row {
    let start = line
    var fields = [try field()]
    while position < bytes.count, bytes[position] == UInt8(ascii: ",") {
      position += 1
      fields.append(try field())
    }
    if position < bytes.count, !skipLineEnd() {
      throw fault("expected a comma or the end of the line after the closing quote", on: line)
    }
    return CSV.Row(line: start, fields: fields)
  }

  private mutating func field() throws(CSVFault) -> String {
    if position < bytes.count, bytes[position] == UInt8(ascii: "\"") { return try quoted() }
    let start = position
    while position < bytes.count, !Self.endsField(bytes[position]) {
      if bytes[position] == UInt8(ascii: "\"") { throw fault("a quote inside an unquoted field", on: line) }
      position += 1
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func quoted() throws(CSVFault) -> String {
    let opened = line
    var text: [UInt8] = []
    position += 1
    while position < bytes.count {
      let byte = bytes[position]
      let isQuote = byte == UInt8(ascii: "\"")
      let isDoubled = isQuote && position + 1 < bytes.count && bytes[position + 1] == byte
      position += isDoubled ? 2 : 1
      if isQuote, !isDoubled { return String(decoding: text, as: UTF8.self) }
      if byte == 0x0A { line += 1 }
      text.append(byte)
    }
    throw fault("the quote that opens here is never closed", on: opened)
  }

  /// Steps over one end of a line; false where there is none.
  private mutating func skipLineEnd() -> Bool {
    guard bytes[position] == 0x0A || bytes[position] == 0x0D else { return false }
    let isPair = bytes[position] == 0x0D && position + 1 < bytes.count && bytes[position + 1] == 0x0A
    position += isPair ? 2 : 1
    line += 1
    return true
  }

  private static func endsField(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == 0x0A || byte == 0x0D
  }

  private func fault(_ reason: String, on line: Int) -> CSVFault {
    CSVFault(file: name, line: line, reason: reason)
  }
}
