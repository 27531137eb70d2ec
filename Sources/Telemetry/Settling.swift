import Basics

/// Which scrapes are put into blocks.
struct Settling {
  /// Up to when the scrapes of each source are there.
  var times: [Labels: Instant]
  /// The mark of the sources that blocks are made of; nil when they are made of all.
  let mark: String?

  func begin(_ source: inout Head.Source) {
    source.isSettling = mark == nil || source.labels[Labels.sourceMark] == mark
    source.settled = times[source.labels] ?? .never
    if source.isSettling { source.coarse = [] }
  }

  mutating func rewind(to now: Instant) { times = times.mapValues { min($0, now) } }
}
