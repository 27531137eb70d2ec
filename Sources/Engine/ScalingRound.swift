import Basics
import Model
import Scheduling

/// The units of all groups as they are counted once: who serves, who comes, who goes, who is only stored.
struct ScalingRound {
  private var residents: [String: [UnitView]] = [:]
  private var ghosts: [String: [UnitView]] = [:]
  /// Units on their way from the store, and to it.
  private var coming: [String: Int] = [:]
  private var leaving: [String: Int] = [:]
  /// Units that stay where they are for now, by their names: they are on their way from node to node.
  private var moving: Set<String> = []
  /// The cores that units keep busy which are to be only stored, and serve until then.
  private var parting: [String: Double] = [:]
  /// How many units stay on each node.
  private var counts: [String: Int] = [:]
  /// The nodes on which units may get less than they want.
  private let full: Set<String>
  /// Every name there is, so that a new unit gets one of its own.
  private var names: Set<String> = []

  init(_ units: [UnitView], _ book: MigrationBook, full: Set<String>) {
    self.full = full
    var going: Set<String> = []
    for migration in book.unfinished {
      if !migration.changesKind, migration.isOpen { moving.insert(migration.unit) }
      guard let group = migration.group else { continue }
      names.insert(migration.unit)
      if migration.makesGhost {
        going.insert(migration.unit)
        leaving[group, default: 0] += 1
      } else if migration.origin == nil, migration.owner == nil, migration.stage != .undoing {
        going.insert(migration.unit)
        coming[group, default: 0] += 1
      }
    }
    for unit in units {
      guard let group = unit.group else { continue }
      names.insert(unit.name)
      if unit.isResident, !going.contains(unit.name) {
        residents[group, default: []].append(unit)
        counts[unit.node, default: 0] += 1
      } else if unit.state == .running {
        parting[group, default: 0] += unit.cores ?? 0
      } else if unit.state == .ghost, !going.contains(unit.name) {
        ghosts[group, default: []].append(unit)
      }
    }
  }

  func view(of rule: ScalingRule) -> GroupView {
    var view = GroupView(rule.group, rule.serviceClass)
    view.residents = count(of: rule.group)
    view.ghosts = ghosts[rule.group]?.count ?? 0
    (view.coming, view.leaving) = (coming[rule.group] ?? 0, leaving[rule.group] ?? 0)
    return view
  }

  /// What the units of a group may use each, in the mean; nil where one may use any number of cores.
  func quota(of group: String) -> Double? {
    guard let units = residents[group], !units.isEmpty else { return nil }
    let quotas = units.compactMap(\.quota)
    return quotas.count == units.count ? quotas.reduce(0, +) / Double(quotas.count) : nil
  }

  /// Whether so many units of a group are on full nodes that what they keep busy says too little of what they want.
  func isHeldBack(_ group: String) -> Bool {
    let units = residents[group] ?? []
    return units.count { full.contains($0.node) } * 4 > units.count
  }

  /// What the units of a group keep busy; nil while most of them do not tell.
  func cores(of group: String) -> Double? {
    let units = residents[group] ?? []
    let known = units.compactMap(\.cores)
    guard !known.isEmpty, known.count * 2 >= units.count else { return nil }
    // Those that do not tell yet are taken for what the others are.
    return known.reduce(0, +) * Double(units.count) / Double(known.count) + (parting[group] ?? 0)
  }

  /// The memory that a unit of a group needs: the most that one has.
  func memory(of group: String) -> Double? {
    ((residents[group] ?? []) + (ghosts[group] ?? [])).compactMap(\.memory).max()
  }

  /// How many units of a group serve and are to go on.
  func count(of group: String) -> Int { residents[group]?.count ?? 0 }

  /// The units of a group that run, are not on their way and need not stay.
  func residents(of group: String, sparing spared: (String) -> Bool) -> [UnitView] {
    (residents[group] ?? []).filter {
      $0.state == .running && !$0.isBound && !moving.contains($0.name) && !spared($0.name)
    }
  }

  /// How many units stay where one is.
  func beside(_ unit: UnitView) -> Int { counts[unit.node] ?? 0 }

  /// Units of a group that are to be only stored from now on.
  mutating func leave(_ units: [UnitView], of group: String) {
    let gone = Set(units.map(\.identifier))
    residents[group]?.removeAll { gone.contains($0.identifier) }
    for unit in units { counts[unit.node, default: 1] -= 1 }
  }

  /// Units of a group that are on their way from now on.
  mutating func come(_ units: [UnitView], of group: String) {
    let come = Set(units.map(\.name))
    names.formUnion(come)
    ghosts[group]?.removeAll { come.contains($0.name) }
  }

  /// What to bring back: ghosts, those first that became so last; then units that there have never been.
  func names(_ count: Int, of group: String) -> [String] {
    let known = (ghosts[group] ?? []).sorted { ($1.since, $0.name) < ($0.since, $1.name) }.map(\.name)
    var (found, number) = (Array(known.prefix(count)), 1)
    while found.count < count {
      let name = "\(group)-x\(number)"
      if !names.contains(name) { found.append(name) }
      number += 1
    }
    return found
  }

  /// The units that may have to make room: of each group as many as it need not keep.
  func movable(_ rules: [ScalingRule], sparing spared: (String) -> Bool) -> [UnitView] {
    rules.flatMap { rule in
      let spare = max(0, count(of: rule.group) - rule.limits.least)
      return residents(of: rule.group, sparing: spared).prefix(spare)
    }
  }

  /// What a unit of a group says of its needs, for one that there has never been.
  func needs(of group: String) -> UnitNeeds? {
    ((residents[group] ?? []) + (ghosts[group] ?? [])).lazy.compactMap(\.needs).first
  }
}
