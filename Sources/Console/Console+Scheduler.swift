import Basics
import Model
import Scheduling

/// What somebody looks at on the Scheduler screen, and what was worked out for it.
struct SchedulerDesk {
  /// The policy whose advice is looked at.
  fileprivate(set) var policy = PlacementAdvice.policies[0]
  /// The advice for the selected unit; nil where there is none to give.
  fileprivate(set) var advice: PlacementAdvice?
  fileprivate var key: Key?

  /// What an advice depends on.
  fileprivate struct Key: Equatable {
    let unit: String?
    let policy: String
    let revision: Int
  }
}

extension Console {
  /// Works the advice out for the unit that is selected, by itself or by its move, unless that has been done.
  mutating func advise(on units: AnyList.Prepared?) {
    guard let snapshot else { return }
    let row = units.flatMap { ready in
      ready.arrangement.count > 0 ? ready.arrangement.row(of: lists[.units]?.selected) ?? 0 : nil
    }
    let name =
      selectedMove.map { move in move.owner.map { "\($0)/\(move.unit)" } ?? move.unit }
      ?? row.flatMap { units?.arrangement.identities[$0] }
    let key = SchedulerDesk.Key(unit: name, policy: desk.policy, revision: snapshot.cluster.revision)
    guard key != desk.key else { return }
    // Who looks at another unit looks at its best nodes first.
    if key.unit != desk.key?.unit { lists[.candidates]?.top = 0 }
    desk.key = key
    desk.advice = name.flatMap(snapshot.unit).flatMap {
      PlacementAdvice(for: $0, in: snapshot.cluster, by: desk.policy)
    }
  }

  /// The migration that is selected, while the moves have the keys.
  var selectedMove: Migration? {
    guard focusedList == .moves, let snapshot, let row = currentRow(in: .moves),
      let name = prepared[.moves]?.arrangement.identities[row]
    else { return nil }
    return snapshot.acts.migrations.first { String($0.number) == name }
  }

  /// Prepares the lists anew that tell of the selected unit.
  mutating func refreshAdvice() {
    guard let snapshot, prepared[.units] != nil else { return }
    advise(on: prepared[.units])
    let context = context(of: snapshot)
    for identifier in [ListID.candidates, .policies] {
      guard let list = Self.lists[identifier] else { continue }
      prepared[identifier] = list.prepared(
        snapshot, context, lists[identifier] ?? ListState(), after: prepared[identifier])
    }
  }

  /// Looks at the next policy.
  mutating func nextPolicy() {
    let all = PlacementAdvice.policies
    let place = all.firstIndex(of: desk.policy) ?? 0
    look(atPolicy: all[(place + 1) % all.count])
  }

  /// Looks at what a policy says.
  mutating func look(atPolicy name: String) {
    guard PlacementAdvice.policies.contains(name) else { return }
    desk.policy = name
    refreshAdvice()
  }
}
