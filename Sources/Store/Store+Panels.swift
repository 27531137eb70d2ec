import Model

extension Store {
  /// The graphs people have saved, in the order they did.
  public func panels() throws(StoreFault) -> [SavedPanel] {
    var panels: [SavedPanel] = []
    try database.run("SELECT title, document FROM panel ORDER BY id") { row in
      if let panel = SavedPanel(title: row.text(0), fields: Documents.texts(row.text(1))) {
        panels.append(panel)
      }
    }
    return panels
  }

  /// Keeps a panel in the place of one of the same title. Call within `write`.
  public func save(_ panel: SavedPanel) throws(StoreFault) {
    try database.run(
      """
      INSERT INTO panel (title, document) VALUES (?, ?)
      ON CONFLICT (title) DO UPDATE SET document = excluded.document
      """, [.text(panel.title), .text(Documents.write(panel.fields))])
  }

  /// Takes a panel away. Call within `write`.
  public func removePanel(_ title: String) throws(StoreFault) {
    try database.run("DELETE FROM panel WHERE title = ?", [.text(title)])
  }
}
