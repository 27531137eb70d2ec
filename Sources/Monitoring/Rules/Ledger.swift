import Telemetry

/// Which alerts a rule has, and what is known of the samples they are made of.
struct Ledger: Sendable {
  /// The alert that a sample belongs to.
  struct Entry: Sendable {
    let identifier: String
    let labels: Labels
    /// The evaluation it was last seen at.
    var generation: Int
  }

  /// Counts the evaluations.
  var generation = 0
  /// Counts the changes, so that others can tell whether there was one.
  var edition = 0
  /// The alerts of the rule, each with the evaluation at which its condition last held.
  var members: [String: Int] = [:]
  /// What is known of samples, by their labels.
  var known: [Labels: Entry] = [:]
  /// The labels of the alerts that have been named.
  var labels: [String: Labels] = [:]
  /// The alerts that series would make which are there, each with the evaluation it was last there at.
  var present: [String: Int] = [:]

  /// The alerts whose condition did not hold at this evaluation.
  var unseen: [String] { members.compactMap { $0.value == generation ? nil : $0.key } }

  /// Whether no alert is named twice.
  func isEachSeenOnce(_ identifiers: [String]) -> Bool {
    guard identifiers.count > 1 else { return true }
    return Set(identifiers).count == identifiers.count
  }

  /// Forgets samples that have not come for a while, so that what is known stays in proportion.
  mutating func forgetUnseen() {
    guard known.count > 64, known.count > 4 * (members.count + present.count) else { return }
    let oldest = generation - 20
    known = known.filter { $0.value.generation >= oldest }
    let kept = Set(known.values.map(\.identifier)).union(members.keys).union(present.keys)
    labels = labels.filter { kept.contains($0.key) }
  }
}
