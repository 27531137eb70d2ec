import Synchronization

/// The labels behind `Labels`, with what is worked out of them once.
/// A class because thousands of samples share one set and know it again by its address. What is filled in later is
/// filled in atomically, and whoever comes second finds the same.
final class LabelSet: Sendable {
  let sorted: [Label]
  /// The metric's name; empty when there is none.
  let name: String
  private let hasMetadata: Bool
  private let hash = Atomic<Int>(0)
  private let bare = AtomicLazyReference<LabelSet>()

  static let empty = LabelSet([])

  /// What tells of the metric itself: its name, type and unit.
  private static let metadata = [Labels.metricName, "__type__", "__unit__"]

  init(_ sorted: [Label]) {
    self.sorted = sorted
    var (name, hasMetadata) = ("", false)
    for label in sorted where label.name.utf8.first == UInt8(ascii: "_") {
      if label.name == Labels.metricName { name = label.value }
      hasMetadata = hasMetadata || Self.metadata.contains(label.name)
    }
    (self.name, self.hasMetadata) = (name, hasMetadata)
  }

  /// The hash of all labels, worked out when it is first asked for.
  var hashOfAll: Int {
    let known = hash.load(ordering: .relaxed)
    guard known == 0 else { return known }
    var hasher = Hasher()
    hasher.combine(sorted)
    let made = max(1, hasher.finalize().magnitude)
    hash.store(Int(truncatingIfNeeded: made), ordering: .relaxed)
    return Int(truncatingIfNeeded: made)
  }

  /// The labels without what tells of the metric itself, made when they are first asked for.
  var withoutMetadata: LabelSet {
    guard hasMetadata else { return self }
    return bare.load() ?? bare.storeIfNil(LabelSet(sorted.filter { !Self.metadata.contains($0.name) }))
  }

  /// Whether two sets that are not the same object hold the same labels.
  func holdsSame(as other: LabelSet) -> Bool {
    let (left, right) = (hash.load(ordering: .relaxed), other.hash.load(ordering: .relaxed))
    guard left == right || left == 0 || right == 0 else { return false }
    return sorted == other.sorted
  }
}
