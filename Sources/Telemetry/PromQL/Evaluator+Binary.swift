import Basics
import Glibc

extension Evaluator {
  func value(of binary: Binary, at place: Range<Int>) throws(QueryFault) -> QueryValue {
    switch (binary.left.kind == .scalar, binary.right.kind == .scalar) {
    case (true, true): return .scalar(binary.sign.applied(try scalar(binary.left), try scalar(binary.right)))
    case (false, true):
      let number = try scalar(binary.right)
      return .vector(try combined(binary, binary.left, place) { binary.sign.applied($0, number) })
    case (true, false):
      let number = try scalar(binary.left)
      return .vector(try combined(binary, binary.right, place) { binary.sign.applied(number, $0) })
    case (false, false):
      let (left, right) = (try mixed(binary.left), try mixed(binary.right))
      guard !binary.sign.isSet else { return .vector(try set(binary, left, right, place)) }
      return .vector(try VectorMatching(binary, at: place, evaluation).results(left, right))
    }
  }

  /// The numbers that meet a number. Of a native histogram only a multiple is one again, and that is refused.
  private func operands(
    of binary: Binary, _ side: Expression, _ place: Range<Int>, where keeps: ((Double) -> Bool)?
  ) throws(QueryFault) -> [VectorSample] {
    let samples = try mixed(side, where: keeps)
    guard samples.contains(where: \.isHistogram) else { return samples }
    let isLeft = side.place == binary.left.place
    try binary.sign.refuse(isLeft, !isLeft, evaluation, place)
    return samples.filter { !$0.isHistogram }
  }

  /// `and`, `or`, `unless`.
  private func set(
    _ binary: Binary, _ left: [VectorSample], _ right: [VectorSample], _ place: Range<Int>
  ) throws(QueryFault) -> [VectorSample] {
    let pairing = evaluation.memory.pairing(at: place)
    if !pairing.fits(left, right) || evaluation.dropsNamesLate {
      pairing.remember(left, right, binary.kept(left, right))
    }
    guard pairing.areDistinct || evaluation.dropsNamesLate else { throw .sameLabels(place) }
    return pairing.pairs.compactMap { pair in pair.many.map { left[$0] } ?? pair.one.map { right[$0] } }
  }

  /// Each sample with a number; what a comparison keeps stays as it was.
  private func combined(
    _ binary: Binary, _ side: Expression, _ place: Range<Int>, _ value: (Double) -> Double
  ) throws(QueryFault) -> [VectorSample] {
    guard binary.sign.isComparison, !binary.returnsBool else {
      return try mapped(try operands(of: binary, side, place, where: nil), place, value)
    }
    return try withoutActuallyEscaping(value) { value throws(QueryFault) in
      try operands(of: binary, side, place) { value($0) == 1 }.filter { value($0.value) == 1 }
    }
  }
}

extension Binary.Matching {
  /// The labels two samples must share.
  func key(of labels: Labels) -> Labels {
    if isOn { return labels.keeping(self.labels) }
    return self.labels.isEmpty ? labels.withoutName : labels.withoutName.dropping(self.labels)
  }
}

extension Binary {
  /// The samples that a set operator keeps, each by its place on its side.
  fileprivate func kept(_ left: [VectorSample], _ right: [VectorSample]) -> [Pairing.Pair] {
    let (ofLeft, ofRight) = (places(left), places(right))
    switch sign {
    case .and, .unless:
      let keys = Set(ofRight.map(\.key))
      return ofLeft.filter { keys.contains($0.key) == (sign == .and) }.map { $0.pair(isLeft: true) }
    case .or:
      let taken = Set(ofLeft.map(\.key))
      let added = ofRight.filter { !taken.contains($0.key) }
      return ofLeft.map { $0.pair(isLeft: true) } + added.map { $0.pair(isLeft: false) }
    case .power, .times, .divided, .modulo, .arctangent, .plus, .minus, .equal, .notEqual, .lessOrEqual,
      .less, .greaterOrEqual, .greater:
      preconditionFailure("not a set operator")
    }
  }

  /// A sample by its place, and what it is matched by.
  private struct Keyed {
    let place: Int
    let labels: Labels
    let key: Labels

    func pair(isLeft: Bool) -> Pairing.Pair {
      Pairing.Pair(many: isLeft ? place : nil, one: isLeft ? nil : place, labels: labels)
    }
  }

  private func places(_ samples: [VectorSample]) -> [Keyed] {
    samples.enumerated().map {
      Keyed(place: $0.offset, labels: $0.element.labels, key: matching.key(of: $0.element.labels))
    }
  }
}

extension Binary.Operator {
  /// Refuses what would make something of native histograms, and notes what does not go together.
  func refuse(_ left: Bool, _ right: Bool, _ evaluation: Evaluation, _ place: Range<Int>) throws(QueryFault) {
    let makesSense: [Binary.Operator] =
      left && right ? [.plus, .minus, .equal, .notEqual] : left ? [.times, .divided] : [.times]
    if makesSense.contains(self) { throw .nativeHistogram(place) }
    let sides = [left, right].map { $0 ? "histogram" : "float" }
    evaluation.note(.incompatible(sides[0], rawValue, sides[1], place))
  }

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
