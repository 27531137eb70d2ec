import Canvas

/// A thing as one cell among many.
struct HeatCell {
  let group: String
  let scalar: UInt32
  let ink: Role

  init(group: String, scalar: UInt32, ink: Role) {
    self.group = group
    self.scalar = scalar
    self.ink = ink
  }

  init(_ group: String, _ sign: String, _ ink: Role) {
    self.init(group: group, scalar: sign.unicodeScalars.first?.value ?? 0x3F, ink: ink)
  }
}

/// The cells of one region and zone.
struct HeatGroup {
  let name: String
  /// Where each stands in the list.
  private(set) var rows: [Int] = []
  private(set) var cells: [(scalar: UInt32, ink: Role)] = []

  /// All groups as one, in the order of the list.
  static func joined(_ groups: [HeatGroup]) -> HeatGroup {
    let all = groups.flatMap { zip($0.rows, $0.cells) }.sorted { $0.0 < $1.0 }
    return HeatGroup(name: "", rows: all.map(\.0), cells: all.map(\.1))
  }

  /// The cells of a list's rows by group, groups by name.
  static func groups(_ cells: some Sequence<HeatCell?>) -> [HeatGroup] {
    var groups: [HeatGroup] = []
    var places: [String: Int] = [:]
    for (row, cell) in cells.enumerated() {
      guard let cell else { return [] }
      let place = places[cell.group] ?? groups.count
      if place == groups.count {
        places[cell.group] = place
        groups.append(HeatGroup(name: cell.group))
      }
      groups[place].rows.append(row)
      groups[place].cells.append((cell.scalar, cell.ink))
    }
    return groups.sorted { $0.name < $1.name }
  }
}
