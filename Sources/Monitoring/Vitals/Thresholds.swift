import Basics

/// From which value on each vital is to be watched or acted upon.
public struct Thresholds: Sendable {
  /// The two bounds of one vital.
  public struct Bounds: Hashable, Sendable {
    public var watch: Float
    public var act: Float

    public init(watch: Float, act: Float) {
      self.watch = watch
      self.act = act
    }
  }

  public private(set) var bounds: [Vital: Bounds]

  public init(_ bounds: [Vital: Bounds] = [:]) { self.bounds = bounds }

  /// Reads `{"cpu": {"watch": 0.8, "act": 0.95}, …}`.
  public init(_ node: JSONNode) throws(JSONFault) {
    bounds = [:]
    for member in try node.members() {
      guard let vital = Vital(name: member.key) else {
        throw member.node.fault(
          "\"\(member.key)\" is not a vital; they are " + Vital.allCases.map(\.name).joined(separator: ", "))
      }
      try member.node.allow(only: ["watch", "act"])
      let watch = try member.node.required("watch").number()
      let act = try member.node.required("act").number()
      guard watch <= act else { throw member.node.fault("watch must not lie above act") }
      bounds[vital] = Bounds(watch: Float(watch), act: Float(act))
    }
  }

  public func severity(of value: Float, for vital: Vital) -> Severity {
    guard let bounds = bounds[vital], !value.isNaN else { return .ok }
    return value >= bounds.act ? .act : value >= bounds.watch ? .watch : .ok
  }

  /// The vital that is worst, and how bad it is; of equally bad ones the one furthest beyond its bound.
  public func worst(of vitals: Vitals) -> (vital: Vital, severity: Severity)? {
    var worst: (vital: Vital, severity: Severity, excess: Float)?
    for (vital, bounds) in bounds {
      let value = vitals[vital]
      let severity = severity(of: value, for: vital)
      guard severity > .ok else { continue }
      let excess = value / max(bounds.act, .leastNormalMagnitude)
      let isWorse = worst.map {
        ($0.severity, $0.excess, -$0.vital.rawValue) < (severity, excess, -vital.rawValue)
      }
      if isWorse ?? true { worst = (vital, severity, excess) }
    }
    return worst.map { ($0.vital, $0.severity) }
  }
}
