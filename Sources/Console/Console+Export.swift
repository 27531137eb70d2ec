import Basics
import Canvas
import Model

extension Console {
  /// What the list with the keys shows, row by row, for an export, the pager or a listing.
  func listing() -> Listing? {
    guard let list = focusedList else { return nil }
    return listing(of: list)
  }

  private func listing(of identifier: ListID) -> Listing? {
    guard let list = Self.lists[identifier], let ready = prepared[identifier] else { return nil }
    var drawing = drawing
    drawing.width = 40
    let columns = list.columns(phrases, ListState(), setup.glyphs).map(\.title)
    let rows = ready.arrangement.order.indices.map { row in
      columns.indices.map { ready.line(row, $0, drawing).text }
    }
    return Listing(name: "\(identifier)", columns: columns, rows: rows)
  }
}

extension Listing {
  /// Rows of cells under a head, columns aligned, as a command prints them.
  public static func table(_ head: [String], _ rows: [[String]]) -> String {
    let lines = [head] + rows.map { $0.map(\.printable) }
    let widths = head.indices.map { column in lines.map { $0[column].columns }.max() ?? 0 }
    return lines.map { line in
      let padded = zip(line.dropLast(), widths).map { $0.padded(to: $1) } + [line[line.count - 1]]
      return padded.joined(separator: "  ") + "\n"
    }.joined()
  }

  /// The table in plain text, columns aligned.
  public var text: String {
    let widths = columns.indices.map { column in
      ([columns] + rows).map { $0[column].columns }.max() ?? 0
    }
    func line(_ cells: [String]) -> String {
      let padded = zip(cells, widths).map { $0.printable.padded(to: $1) }.joined(separator: "  ")
      return String(padded.reversed().drop { $0 == " " }.reversed())
    }
    return ([columns] + rows).map(line).joined(separator: "\n") + "\n"
  }

  /// The table as comma-separated values (RFC 4180). A cell that a spreadsheet would take for a formula is quoted with
  /// an apostrophe.
  public var commaSeparated: String {
    ([columns] + rows).map { $0.map(Self.field).joined(separator: ",") + "\r\n" }.joined()
  }

  private static func field(_ text: String) -> String {
    let text = text.printable
    let isFormula = text.first.map { "=+-@\t".contains($0) } ?? false && Double(text) == nil
    let safe = isFormula ? "'" + text : text
    let needsQuotes = safe.contains { ",\"\n\r".contains($0) }
    return needsQuotes ? "\"" + safe.replacing("\"", with: "\"\"") + "\"" : safe
  }
}
