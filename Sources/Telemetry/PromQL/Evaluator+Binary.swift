import Basics
import Glibc

extension Evaluator {
  func value(of binary: Binary) throws(QueryFault) -> QueryValue {
    switch (binary.left.kind == .scalar, binary.right.kind == .scalar) {
    case (true, true): return .scalar(binary.sign.applied(try scalar(binary.left), try scalar(binary.right)))
    case (false, true):
      let number = try scalar(binary.right)
      return .vector(
        try vector(binary.left).compactMap { binary.combined($0.value, number, keeping: $0, $0.value) })
    case (true, false):
      let number = try scalar(binary.left)
      return .vector(
        try vector(binary.right).compactMap { binary.combined(number, $0.value, keeping: $0, $0.value) })
    case (false, false):
      let (left, right) = (try vector(binary.left), try vector(binary.right))
      return .vector(binary.sign.isSet ? binary.set(left, right) : try matched(binary, left, right))
    }
  }

  /// One-to-one and many-to-one matching of two vectors.
  private func matched(_ binary: Binary, _ left: [VectorSample], _ right: [VectorSample]) throws(QueryFault)
    -> [VectorSample]
  {
    guard !left.isEmpty, !right.isEmpty else { return [] }
    let manyIsRight = binary.matching.many == .right
    let many = manyIsRight ? right : left
    let partners = try partners(
      binary, manyIsRight ? left : right, at: (manyIsRight ? binary.left : binary.right).place)
    var seen: Set<Labels> = []
    var results: [VectorSample] = []
    for sample in many {
      let key = binary.matching.key(of: sample.labels)
      guard let partner = partners[key],
        let result = binary.combined(many: sample, one: partner, manyIsRight: manyIsRight)
      else { continue }
      // What a comparison filtered away is no match.
      guard seen.insert(binary.matching.many == nil ? key : result.labels).inserted else {
        throw QueryFault(
          (manyIsRight ? binary.right : binary.left).place,
          binary.matching.many == nil
            ? "several series match \(key); group_left or group_right says which"
            : "several series come to \(result.labels)")
      }
      results.append(result)
    }
    return results
  }

  /// The samples of the side that has one for each group, by what they share with the other side.
  private func partners(_ binary: Binary, _ one: [VectorSample], at place: Range<Int>) throws(QueryFault)
    -> [Labels: VectorSample]
  {
    var partners: [Labels: VectorSample] = [:]
    for sample in one {
      let key = binary.matching.key(of: sample.labels)
      guard partners.updateValue(sample, forKey: key) == nil else {
        throw QueryFault(place, "several series match \(key) on the side that must have one")
      }
    }
    return partners
  }
}

extension Binary.Matching {
  /// The labels two samples must share.
  func key(of labels: Labels) -> Labels {
    isOn ? labels.keeping(self.labels) : labels.withoutName.dropping(self.labels)
  }
}

extension Binary {
  /// The result for two values, or nil when a comparison filters it away.
  func combined(_ left: Double, _ right: Double, keeping sample: VectorSample, _ kept: Double)
    -> VectorSample?
  {
    let value = sign.applied(left, right)
    guard sign.isComparison else { return VectorSample(labels: sample.labels.withoutName, value: value) }
    if returnsBool { return VectorSample(labels: sample.labels.withoutName, value: value) }
    return value == 1 ? VectorSample(labels: sample.labels, value: kept) : nil
  }

  fileprivate func combined(many sample: VectorSample, one partner: VectorSample, manyIsRight: Bool)
    -> VectorSample?
  {
    let (first, second) = manyIsRight ? (partner, sample) : (sample, partner)
    let kept = VectorSample(labels: labels(of: sample, with: partner), value: first.value)
    return combined(first.value, second.value, keeping: kept, first.value)
  }

  private func labels(of sample: VectorSample, with partner: VectorSample) -> Labels {
    let keepsName = sign.isComparison && !returnsBool
    var labels = keepsName ? sample.labels : sample.labels.withoutName
    guard matching.many != nil else {
      return matching.isOn ? labels.keeping(matching.labels) : labels.dropping(matching.labels)
    }
    for name in matching.included { labels = labels.setting(name, to: partner.labels[name]) }
    return labels
  }

  /// `and`, `or`, `unless`.
  fileprivate func set(_ left: [VectorSample], _ right: [VectorSample]) -> [VectorSample] {
    let keys = Set(right.map { matching.key(of: $0.labels) })
    switch sign {
    case .and: return left.filter { keys.contains(matching.key(of: $0.labels)) }
    case .unless: return left.filter { !keys.contains(matching.key(of: $0.labels)) }
    case .or:
      let taken = Set(left.map { matching.key(of: $0.labels) })
      return left + right.filter { !taken.contains(matching.key(of: $0.labels)) }
    case .power, .times, .divided, .modulo, .arctangent, .plus, .minus, .equal, .notEqual, .lessOrEqual,
      .less,
      .greaterOrEqual, .greater:
      preconditionFailure("not a set operator")
    }
  }
}

extension Binary.Operator {
  /// Whether a comparison holds between two numbers.
  public func holds(_ left: Double, _ right: Double) -> Bool { applied(left, right) == 1 }

  /// The sign applied to two numbers; a comparison gives 1 or 0.
  func applied(_ left: Double, _ right: Double) -> Double {
    switch self {
    case .power: pow(left, right)
    case .times: left * right
    case .divided: left / right
    case .modulo: fmod(left, right)
    case .arctangent: atan2(left, right)
    case .plus: left + right
    case .minus: left - right
    case .equal: left == right ? 1 : 0
    case .notEqual: left != right ? 1 : 0
    case .lessOrEqual: left <= right ? 1 : 0
    case .less: left < right ? 1 : 0
    case .greaterOrEqual: left >= right ? 1 : 0
    case .greater: left > right ? 1 : 0
    case .and, .unless, .or: preconditionFailure("set operators take vectors")
    }
  }
}
