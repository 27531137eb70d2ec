/// The meeting of two vectors under an operator: one with one, or many with one (promql/engine.go, VectorBinop).
struct VectorMatching {
  private let binary: Binary
  private let place: Range<Int>
  private let evaluation: Evaluation
  private let manyIsRight: Bool
  /// What stands in for a sample that is not there, on the side of the many and on that of the one.
  private let fills: (many: Double?, one: Double?)

  init(_ binary: Binary, at place: Range<Int>, _ evaluation: Evaluation) {
    self.binary = binary
    self.place = place
    self.evaluation = evaluation
    manyIsRight = binary.matching.many == .right
    let fill = binary.matching.fill
    fills = manyIsRight ? (fill.right, fill.left) : (fill.left, fill.right)
  }

  func results(_ left: [VectorSample], _ right: [VectorSample]) throws(QueryFault) -> [VectorSample] {
    let (many, one) = manyIsRight ? (right, left) : (left, right)
    if many.isEmpty && fills.many == nil || one.isEmpty && fills.one == nil { return [] }
    let pairing = evaluation.memory.pairing(at: place)
    if !pairing.fits(many, one) || evaluation.dropsNamesLate {
      pairing.remember(many, one, try pairs(many, one))
    }
    var results: [VectorSample] = []
    for pair in pairing.pairs {
      if let result = try combined(pair, many, one) { results.append(result) }
    }
    if binary.matching.many != nil, !pairing.areDistinct {
      guard Set(results.map(\.labels)).count == results.count else {
        throw QueryFault(
          place, "multiple matches for labels: grouping labels must ensure unique matches")
      }
    }
    return results
  }

  /// Who meets whom, which hangs on the labels alone.
  private func pairs(_ many: [VectorSample], _ one: [VectorSample]) throws(QueryFault) -> [Pairing.Pair] {
    let partners = try partners(one)
    var (pairs, met): ([Pairing.Pair], Set<Labels>) = ([], [])
    for (place, sample) in many.enumerated() {
      let key = binary.matching.key(of: sample.labels)
      let partner = partners[key]
      guard partner != nil || fills.one != nil else { continue }
      // A second partner is one too many even if a comparison filters it away.
      let isFirst = met.insert(key).inserted
      guard isFirst || binary.matching.many != nil else {
        throw QueryFault(
          self.place,
          "multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)")
      }
      let labels = labels(of: sample.labels, with: partner.map { one[$0].labels } ?? key)
      pairs.append(Pairing.Pair(many: place, one: partner, labels: labels))
    }
    guard fills.many != nil else { return pairs }
    for (place, partner) in one.enumerated() {
      let key = binary.matching.key(of: partner.labels)
      guard !met.contains(key) else { continue }
      pairs.append(Pairing.Pair(many: nil, one: place, labels: labels(of: key, with: partner.labels)))
    }
    return pairs
  }

  /// The samples of the side that has one for each group, by what they share with the other side.
  private func partners(_ one: [VectorSample]) throws(QueryFault) -> [Labels: Int] {
    var partners: [Labels: Int] = [:]
    partners.reserveCapacity(one.count)
    for (place, sample) in one.enumerated() {
      let key = binary.matching.key(of: sample.labels)
      guard let twin = partners.updateValue(place, forKey: key) else { continue }
      let side = manyIsRight ? "left" : "right"
      let twins = [sample.labels, one[twin].labels].sorted {
        $0.sorted.lexicographicallyPrecedes($1.sorted)
      }
      throw QueryFault(
        self.place,
        "found duplicate series for the match group \(key.braced) on the \(side) hand-side of the operation: "
          + "[\(twins[0].braced), \(twins[1].braced)];many-to-many matching not allowed: "
          + "matching labels must be unique on one side")
    }
    return partners
  }

  private var filters: Bool { binary.sign.isComparison && !binary.returnsBool }

  /// The result for two samples, or nil when a comparison filters it away or the two do not go together.
  private func combined(_ pair: Pairing.Pair, _ many: [VectorSample], _ one: [VectorSample])
    throws(QueryFault) -> VectorSample?
  {
    guard let ofMany = pair.many.map({ many[$0].value }) ?? fills.many,
      let ofOne = pair.one.map({ one[$0].value }) ?? fills.one
    else { preconditionFailure("a pair has two sides, or one is filled in") }
    let (left, right) = manyIsRight ? (ofOne, ofMany) : (ofMany, ofOne)
    let isHistogram = (left: NativeHistogram.isMarker(left), right: NativeHistogram.isMarker(right))
    if isHistogram.left || isHistogram.right {
      try binary.sign.refuse(isHistogram.left, isHistogram.right, evaluation, place)
      return nil
    }
    let value = binary.sign.applied(left, right)
    guard !filters || value == 1 else { return nil }
    let dropsName = pair.many.map { many[$0].dropsName } ?? false
    return VectorSample(
      labels: pair.labels, value: filters ? left : value,
      dropsName: evaluation.dropsNamesLate && (binary.returnsBool || dropsName && filters))
  }

  private func labels(of sample: Labels, with partner: Labels) -> Labels {
    let keepsName = filters || evaluation.dropsNamesLate && binary.returnsBool
    let labels = keepsName ? sample : sample.withoutMetadata
    let matching = binary.matching
    guard matching.many != nil else {
      return matching.isOn ? labels.keeping(matching.labels) : labels.dropping(matching.labels)
    }
    return matching.included.reduce(labels) { $0.setting($1, to: partner[$1]) }
  }
}

/// Which samples of two vectors meet, as it was worked out for their labels.
/// A class because it is kept from one evaluation to the next.
final class Pairing {
  /// Two samples by their places, nil where one is filled in, and the labels of what they make.
  struct Pair {
    let many: Int?
    let one: Int?
    let labels: Labels
  }

  private(set) var pairs: [Pair] = []
  /// Whether no two pairs have the same labels.
  private(set) var areDistinct = false
  private var inputs: (many: RememberedLabels, one: RememberedLabels)?

  /// Whether two vectors are those the pairs were made of.
  func fits(_ many: [VectorSample], _ one: [VectorSample]) -> Bool {
    guard let inputs else { return false }
    return inputs.many.areThose(of: many) && inputs.one.areThose(of: one)
  }

  func remember(_ many: [VectorSample], _ one: [VectorSample], _ pairs: [Pair]) {
    self.pairs = pairs
    areDistinct = Set(pairs.map(\.labels)).count == pairs.count
    inputs = (RememberedLabels(many), RememberedLabels(one))
  }
}

extension Labels {
  /// Every label in braces, the name among them: `{__name__="up", job="a"}`.
  var braced: String {
    "{\(sorted.map { "\($0.name)=\(StrayBytes.quoted($0.value))" }.joined(separator: ", "))}"
  }
}
