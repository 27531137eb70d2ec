import Basics
import Telemetry

extension Store {
  /// Keeps the series of a dump, whatever their age, under a name. Call within `write`.
  /// - Returns: false when something of that name is kept already; nothing is changed then.
  public func keep(_ dump: Dump, as name: String) throws(StoreFault) -> Bool {
    for (number, group) in dump.groups.enumerated() {
      let source: Labels = [Labels.sourceMark: "\(Self.imported)\(name) \(number)"]
      let known = try database.number(
        "SELECT 1 FROM block WHERE grain = 0 AND source = ? LIMIT 1", [.integer(try sourceID(source))])
      guard known == nil else { return false }
      for block in group.blocks { try append(block, of: source) }
    }
    return true
  }

  private static let imported = "import "

  /// What the text of an imported source's labels begins with.
  static let importedPattern = Layout([Layout.Column("", [Labels.sourceMark: imported])]).stored + "%"
}
