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
