import Telemetry

/// What a measure came to for one part of a resource.
public struct MeasuredValue: Sendable {
  public let measure: Measure
  public let value: Double
  /// Whether it speaks of all parts of the resource and not of this one.
  public let isShared: Bool

  public init(_ measure: Measure, _ value: Double, isShared: Bool = false) {
    self.measure = measure
    self.value = value
    self.isShared = isShared
  }

  public var isBeyond: Bool { measure.isBeyond(value) }
  /// How far beyond its limit, 0 to 1.
  public var degree: Double { measure.degree(of: value) }
}

/// One part of a resource with all that was measured of it at a time.
struct Candidate {
  let resource: Resource
  let rule: ResourceRule
  var readings: [MeasuredValue]

  private func beyond(_ aspect: Measure.Aspect) -> [MeasuredValue] {
    readings.filter { $0.measure.aspect == aspect && $0.isBeyond }
  }

  var isBusy: Bool { !beyond(.utilisation).isEmpty }
  var isSaturated: Bool { !beyond(.saturation).isEmpty }
  var isFailing: Bool { !beyond(.errors).isEmpty }

  /// Whether it holds work up: busy while work waits for it, used up, or failing.
  var isConstraint: Bool { isBusy && (isSaturated || rule.isCapacity) || isFailing }

  /// Whether anything about it is out of the ordinary.
  var isSuspect: Bool { readings.contains { $0.isBeyond && !$0.isShared } }

  /// Whether it is no part in particular of a resource that has parts.
  var isAnyPart: Bool { resource.part.isEmpty && rule.partLabel != nil }

  /// The reading furthest beyond its limit, of one aspect.
  func worst(_ aspect: Measure.Aspect) -> MeasuredValue? {
    // Of two that are both as bad as can be the first named is the field's own.
    beyond(aspect).enumerated().max { ($0.element.degree, -$0.offset) < ($1.element.degree, -$1.offset) }?
      .element
  }

  /// The readings that a person is told: every one that is beyond its limit, and the utilisation in any case.
  var telling: [MeasuredValue] {
    let first = readings.first { $0.measure.aspect == .utilisation }
    var told = first.map { [$0] } ?? []
    for reading in readings.filter(\.isBeyond)
    where !told.contains(where: { $0.measure.query.template == reading.measure.query.template }) {
      told.append(reading)
    }
    return told
  }
}
