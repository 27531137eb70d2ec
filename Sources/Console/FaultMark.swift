import Basics
import Canvas

/// An expression with a mark under the character that is wrong.
public struct FaultMark: Hashable, Sendable {
  /// The line of the text that has the fault, as much of it as fits.
  public let line: String
  /// The mark under it: as many blanks as columns stand before, then a caret for each column that is wrong.
  public let carets: String
  /// The columns before the mark.
  public let column: Int

  /// - Parameters:
  ///   - place: offsets into the UTF-8 text.
  ///   - width: the columns there are; the beginning is left out where the mark would lie beyond.
  public init(_ text: String, at place: Range<Int>, in width: Int = 4_000) {
    let bytes = Array(text.utf8)
    let start = min(max(0, place.lowerBound), bytes.count)
    let end = min(max(start, place.upperBound), bytes.count)
    let lineStart = bytes[..<start].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let lineEnd = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
    func part(_ range: Range<Int>) -> String {
      String(decoding: bytes[range], as: UTF8.self).map { $0 == "\t" ? " " : String($0) }.joined()
    }
    var before = part(lineStart..<start)
    let wrong = part(start..<min(end, lineEnd))
    let room = max(1, width - min(wrong.columns, width / 2) - 1)
    let isCut = before.columns > room
    while before.columns + (isCut ? 1 : 0) > room { before.removeFirst() }
    if isCut { before = "…" + before }
    line = (before + part(start..<lineEnd)).prefix(columns: width)
    column = before.columns
    let length = min(max(1, wrong.columns), max(1, width - column))
    carets = String(repeating: " ", count: column) + String(repeating: "^", count: length)
  }
}
