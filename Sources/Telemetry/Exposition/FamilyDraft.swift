/// A family whose lines are being read.
struct FamilyDraft {
  private(set) var family: MetricFamily
  private var hasSamples = false
  let format: ExpositionFormat
  /// The line it began with.
  let line: Int
  private var told: [Keyword] = []
  /// Not asked for before its type is known.
  private lazy var kinds = family.type.kinds(in: format).map { (name: $0.name(in: family.name), kind: $0) }
  private var order: SampleOrder
  /// The point that was last added to, to which most samples belong that come next.
  private var point: (metric: Labels, check: PointCheck)?
  /// The others of which more may come.
  private var points: [Labels: PointCheck] = [:]

  /// The words that begin a line about a family.
  enum Keyword: String {
    case help = "HELP"
    case type = "TYPE"
    case unit = "UNIT"
  }

  init(_ name: String, _ format: ExpositionFormat, line: Int) {
    family = MetricFamily(name, .unknown, [])
    (self.format, self.line) = (format, line)
    order = SampleOrder(format)
  }

  /// Takes what a line says about the family; a text when that may not be.
  mutating func tell(_ keyword: Keyword, _ text: String) -> String? {
    guard !hasSamples else { return "\(keyword.rawValue) must stand before the samples" }
    guard !told.contains(keyword) else { return "a second \(keyword.rawValue) for \(family.name)" }
    told.append(keyword)
    switch keyword {
    case .help: family.help = text
    case .unit: family.unit = text
    case .type:
      guard let type = MetricType(word: text, in: format) else { return "there is no such type" }
      family.type = type
    }
    return nil
  }

  /// The kind of the sample that has this name; nil when it is none of the family's.
  mutating func kind(of name: String) -> SampleKind? { kinds.first { $0.name == name }?.kind }

  /// The names that no other family may use.
  var names: [String] {
    mutating get {
      let own = kinds.map(\.name)
      return own.contains(family.name) ? own : [family.name] + own
    }
  }
}

extension FamilyDraft {
  /// Takes a sample of the family in.
  /// - Parameter isKept: whether the family is to have it once it is finished.
  mutating func take(_ sample: SampleLine, _ kind: SampleKind, line: Int, isKept: Bool)
    throws(ExpositionFault) -> SamplePlace
  {
    hasSamples = true
    let bound = try bound(of: sample, kind, line)
    try check(sample, kind, line)
    let labels = Labels(distinct: sample.labels)
    let metric = metric(labels, kind)
    let place = SamplePlace(
      bytes: sample.place, column: Layout.Column(sample.name, labels), rule: kind.rule,
      hasTime: sample.tail.time != nil)
    switch order.step(to: labels, of: metric, kind, at: sample.tail.time) {
    case .refused(let reason): throw ExpositionFault(line: line, reason)
    case .repeated: return place
    case .newPoint: try finishPoints()
    case .samePoint: break
    }
    if PointCheck.applies(to: family.type, in: format) {
      turn(to: metric)
      let reason = point?.check.take(kind, sample.value, bound: bound, line: line)
      if let reason { throw ExpositionFault(line: line, reason) }
    }
    if isKept {
      family.samples.append(
        .init(sample.name, labels, sample.value, at: sample.tail.time, exemplar: sample.tail.exemplar))
    }
    return place
  }

  /// What a sample must keep to by itself.
  private func check(_ sample: SampleLine, _ kind: SampleKind, _ line: Int) throws(ExpositionFault) {
    guard kind.rule.allows(sample.value) else {
      throw ExpositionFault(line: line, "the value of \(sample.name) \(kind.rule.demand)")
    }
    guard sample.tail.exemplar == nil || kind.takesExemplar else {
      throw ExpositionFault(line: line, "only buckets and the totals of counters have exemplars")
    }
  }

  /// The labels of the metric that a sample belongs to.
  private func metric(_ labels: Labels, _ kind: SampleKind) -> Labels {
    switch kind.part {
    case .none: labels
    case .bound: labels.dropping(["le"])
    case .quantile: labels.dropping(["quantile"])
    case .state: labels.dropping([family.name])
    case .all: [:]
    }
  }

  /// The number that a bucket or a quantile bears; nil for other samples.
  private func bound(of sample: SampleLine, _ kind: SampleKind, _ line: Int) throws(ExpositionFault)
    -> Double?
  {
    let name: String
    switch kind.part {
    case .none, .all: return nil
    case .state: name = family.name
    case .bound: name = "le"
    case .quantile: name = "quantile"
    }
    let text = sample.labels.first { $0.name == name }?.value
    // A label that is empty is none.
    guard let text, !text.isEmpty else {
      throw ExpositionFault(line: line, "\(sample.name) must have the label \(name)")
    }
    if kind.part == .state { return nil }
    guard let bound = DecimalText.number(text), !bound.isNaN, isRight(bound, text, kind) else {
      throw ExpositionFault(line: line, "the label \(name) \(demand(on: kind))")
    }
    return bound
  }

  /// Positive infinity is spelled in one way only, and quantiles lie from 0 to 1, where OpenMetrics is spoken.
  private func isRight(_ bound: Double, _ text: String, _ kind: SampleKind) -> Bool {
    guard format == .openMetrics else { return true }
    if kind.part == .quantile { return (0...1).contains(bound) }
    return bound != .infinity || text == "+Inf"
  }

  private func demand(on kind: SampleKind) -> String {
    guard format == .openMetrics else { return "must be a number" }
    return kind.part == .quantile ? "must be a number from 0 to 1" : "must be a number; infinity is +Inf"
  }

  /// Makes the point of a metric the one at hand.
  private mutating func turn(to metric: Labels) {
    guard point?.metric != metric else { return }
    if let point { points[point.metric] = point.check }
    point = (metric, points.removeValue(forKey: metric) ?? PointCheck(family.type, format))
  }

  private mutating func finishPoints() throws(ExpositionFault) {
    defer { point = nil }
    if points.isEmpty, point?.check.fault == nil { return }
    let faults = (points.values + [point?.check].compactMap { $0 }).compactMap { check in
      check.fault.map { ExpositionFault(line: check.line, $0) }
    }
    if let first = faults.min(by: { $0.line < $1.line }) { throw first }
    points.removeAll(keepingCapacity: true)
  }

  /// The family, once all its lines are read.
  mutating func finished() throws(ExpositionFault) -> MetricFamily {
    try finishPoints()
    let unit = family.unit
    guard unit.isEmpty || family.name.hasSuffix("_\(unit)") else {
      throw ExpositionFault(line: line, "the name \(family.name) must end with _ and its unit")
    }
    guard unit.isEmpty || (family.type != .info && family.type != .stateset) else {
      throw ExpositionFault(line: line, "\(family.type.rawValue) has no unit")
    }
    return family
  }
}
