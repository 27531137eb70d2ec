import Basics

/// The meeting of two vectors under an operator: one with one, or many with one (promql/engine.go, VectorBinop).
struct VectorMatching {
  private let binary: Binary
  private let place: Range<Int>
  private let evaluation: Evaluation
  private let manyIsRight: Bool
  private var results: [VectorSample] = []
  /// What has been matched: by the shared labels, or by those of the result where many meet one.
  private var seen: Set<Labels> = []

  init(_ binary: Binary, at place: Range<Int>, _ evaluation: Evaluation) {
    self.binary = binary
    self.place = place
    self.evaluation = evaluation
    manyIsRight = binary.matching.many == .right
  }

  mutating func results(_ left: [VectorSample], _ right: [VectorSample]) throws(QueryFault) -> [VectorSample]
  {
    let (many, one) = manyIsRight ? (right, left) : (left, right)
    let fill = binary.matching.fill
    let (fillsMany, fillsOne) = manyIsRight ? (fill.right, fill.left) : (fill.left, fill.right)
    if many.isEmpty && fillsMany == nil || one.isEmpty && fillsOne == nil { return [] }
    let partners = try partners(one)
    var met: Set<Labels> = []
    for sample in many {
      let key = binary.matching.key(of: sample.labels)
      guard let partner = partners[key] ?? fillsOne.map({ VectorSample(labels: key, value: $0) }) else {
        continue
      }
      if fillsMany != nil { met.insert(key) }
      try add(sample, partner, sharing: key)
    }
    guard let fillsMany else { return results }
    for partner in one {
      let key = binary.matching.key(of: partner.labels)
      guard !met.contains(key) else { continue }
      try add(VectorSample(labels: key, value: fillsMany), partner, sharing: key)
    }
    return results
  }

  private mutating func add(_ sample: VectorSample, _ partner: VectorSample, sharing key: Labels)
    throws(QueryFault)
  {
    let isOneToOne = binary.matching.many == nil
    // A second partner is one too many even if a comparison filters it away.
    guard !isOneToOne || seen.insert(key).inserted else {
      throw QueryFault(
        place, "multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)")
    }
    guard let result = try combined(sample, partner) else { return }
    guard isOneToOne || seen.insert(result.labels).inserted else {
      throw QueryFault(
        place, "multiple matches for labels: grouping labels must ensure unique matches")
    }
    results.append(result)
  }

  /// The samples of the side that has one for each group, by what they share with the other side.
  private func partners(_ one: [VectorSample]) throws(QueryFault) -> [Labels: VectorSample] {
    var partners: [Labels: VectorSample] = [:]
    partners.reserveCapacity(one.count)
    for sample in one {
      let key = binary.matching.key(of: sample.labels)
      guard let twin = partners.updateValue(sample, forKey: key) else { continue }
      let side = manyIsRight ? "left" : "right"
      let twins = [sample.labels, twin.labels].sorted {
        $0.sorted.lexicographicallyPrecedes($1.sorted)
      }
      throw QueryFault(
        place,
        "found duplicate series for the match group \(key.braced) on the \(side) hand-side of the operation: "
          + "[\(twins[0].braced), \(twins[1].braced)];many-to-many matching not allowed: "
          + "matching labels must be unique on one side")
    }
    return partners
  }

  /// The result for two samples, or nil when a comparison filters it away or the two do not go together.
  private func combined(_ sample: VectorSample, _ partner: VectorSample) throws(QueryFault) -> VectorSample? {
    let (first, second) = manyIsRight ? (partner, sample) : (sample, partner)
    if first.isHistogram || second.isHistogram {
      try binary.sign.refuse(first.isHistogram, second.isHistogram, evaluation, place)
      return nil
    }
    let (left, right) = (first.value, second.value)
    let value = binary.sign.applied(left, right)
    let filters = binary.sign.isComparison && !binary.returnsBool
    guard !filters || value == 1 else { return nil }
    return VectorSample(
      labels: labels(of: sample, with: partner, filters), value: filters ? left : value,
      dropsName: evaluation.dropsNamesLate && (binary.returnsBool || sample.dropsName && filters))
  }

  private func labels(of sample: VectorSample, with partner: VectorSample, _ filters: Bool) -> Labels {
    let keepsName = filters || evaluation.dropsNamesLate && binary.returnsBool
    let labels = keepsName ? sample.labels : sample.labels.withoutMetadata
    let matching = binary.matching
    guard matching.many != nil else {
      return matching.isOn ? labels.keeping(matching.labels) : labels.dropping(matching.labels)
    }
    return matching.included.reduce(labels) { $0.setting($1, to: partner.labels[$1]) }
  }
}

extension Labels {
  /// Every label in braces, the name among them: `{__name__="up", job="a"}`.
  var braced: String {
    "{\(sorted.map { "\($0.name)=\(StrayBytes.quoted($0.value))" }.joined(separator: ", "))}"
  }
}
