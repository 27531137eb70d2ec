/// A value read from JSON or JSON5 that knows where it stood, so that every complaint about it names
/// file, line and column.
public struct JSONNode: Sendable {
  /// What the node holds; numbers keep their text, so that nothing is lost before their use is known.
  public enum Value: Sendable {
    case null
    case flag(Bool)
    case number(String)
    case text(String)
    case array([JSONNode])
    case object([JSONMember])
  }

  public let value: Value
  let offset: Int
  let source: JSONSource

  /// A complaint about this value.
  public func fault(_ reason: String) -> JSONFault { source.fault(at: offset, reason) }
}

/// One key of an object with its value.
public struct JSONMember: Sendable {
  public let key: String
  public let node: JSONNode
  let offset: Int
}

/// Something wrong with a JSON text: which file, where, and what was expected.
public struct JSONFault: Error, Hashable, CustomStringConvertible {
  public let file: String
  public let line: Int
  public let column: Int
  public let reason: String

  public var description: String { "\(file):\(line):\(column): \(reason)" }
}

/// The text a set of nodes was read from.
/// A class because every node of one text shares it.
final class JSONSource: Sendable {
  let name: String
  let bytes: [UInt8]

  init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  /// Lines and columns count from 1; columns count Unicode scalars.
  func fault(at offset: Int, _ reason: String) -> JSONFault {
    let before = bytes[..<min(offset, bytes.count)]
    let line = before.reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
    let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let column = bytes[start..<before.endIndex].reduce(1) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
    return JSONFault(file: name, line: line, column: column, reason: reason)
  }
}
