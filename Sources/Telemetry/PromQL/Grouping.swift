/// Which group each sample of a vector falls into, groups in the order of their first sample. It is worked out anew
/// only when the labels are not those of the last time.
/// A class because it is kept from one evaluation to the next.
final class Grouping {
  /// What the samples of one group have in common.
  struct Group {
    let labels: Labels
    let dropsName: Bool
    var count = 0
  }

  private(set) var groups: [Group] = []
  /// The group of each sample.
  private(set) var route: [Int] = []
  private var inputs: RememberedLabels?

  /// Puts samples into groups by their keys. Names that are dropped late are part of a group, and not remembered.
  func arrange(_ samples: [VectorSample], namesAreLate: Bool, by key: (VectorSample) -> Labels) {
    if let inputs, inputs.areThose(of: samples) { return }
    var places: [Labels: Int] = [:]
    (groups, route) = ([], [])
    route.reserveCapacity(samples.count)
    for sample in samples {
      let key = key(sample)
      let place = places[key] ?? groups.count
      if place == groups.count {
        places[key] = place
        groups.append(Group(labels: key, dropsName: sample.dropsName && key.has(Labels.metricName)))
      }
      groups[place].count += 1
      route.append(place)
    }
    inputs = namesAreLate ? nil : RememberedLabels(samples)
  }

  /// Visits each group with its values, which lie side by side for that, in the order of the samples.
  func forEach(_ samples: [VectorSample], _ visit: (Group, UnsafeBufferPointer<Double>) -> Void) {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: samples.count) { sorted in
      var ends: [Int] = []
      ends.reserveCapacity(groups.count)
      var start = 0
      for group in groups {
        ends.append(start)
        start += group.count
      }
      for place in samples.indices {
        let group = route[place]
        sorted[ends[group]] = samples[place].value
        ends[group] += 1
      }
      for (group, end) in zip(groups, ends) {
        visit(group, UnsafeBufferPointer(rebasing: sorted[(end - group.count)..<end]))
      }
    }
  }
}
