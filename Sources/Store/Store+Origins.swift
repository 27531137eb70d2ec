import Basics
import Model

extension Store {
  /// The definitions of all sources beyond this host, by name. One that cannot be read, because a newer version of the
  /// program wrote it or somebody tampered with it, is left out.
  public func origins() throws(StoreFault) -> [Origin] {
    var origins: [Origin] = []
    try database.run("SELECT name, kind, address, options FROM origin ORDER BY name") { row in
      let fields = ["kind": row.text(1), "address": row.text(2), "options": row.text(3)]
      do throws(OriginFault) { origins.append(try Origin(name: row.text(0), fields: fields)) } catch {}
    }
    return origins
  }

  /// Saves a definition. Call within `write`.
  public func save(_ origin: Origin) throws(StoreFault) {
    try database.run(
      "INSERT OR REPLACE INTO origin (name, kind, address, options) VALUES (?, ?, ?, ?)",
      [
        .text(origin.name), .text(origin.kind.rawValue), .text(origin.address),
        .text(origin.options.json.compact),
      ])
  }

  /// Removes the definition of a name. Call within `write`.
  public func removeOrigin(_ name: String) throws(StoreFault) {
    try database.run("DELETE FROM origin WHERE name = ?", [.text(name)])
  }
}
