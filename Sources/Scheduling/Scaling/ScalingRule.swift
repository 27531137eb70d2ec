import Basics

/// How many units of a group there are to be, and how far that goes.
public struct ScalingRule: Sendable {
  /// What the units call what they are one of.
  public let group: String
  public var serviceClass = ServiceClass.standard
  public var limits = Autoscaler.Rules()
  /// The cores that one unit is made for; nil for its quota.
  public var cores: Double?
  /// A query for the cores that all there is to do would keep busy; nil for what the units keep busy. Without it a
  /// group that has no unit left would never hear of work.
  public var demand: String?
  /// How many may be on their way at once; nil for any number.
  public var atOnce: Int?

  public init(_ group: String) {
    self.group = group
    limits.least = 1
  }
}

extension ScalingRule {
  /// `{"group": "web", "class": "interactive", "least": 2, "most": 40, "target": 0.65, "cores": 0.5,
  /// "demand": "sum(rate(work_seconds_total[1m]))", "coolDown": "10m", "memory": "10m", "atOnce": 4}`: all but the
  /// group may be left out.
  public init(_ node: JSONNode) throws(JSONFault) {
    try node.allow(only: [
      "group", "class", "least", "most", "target", "cores", "demand", "coolDown", "memory", "atOnce",
    ])
    let name = try node.required("group")
    self.init(try name.text())
    guard !group.isEmpty else { throw name.fault("a group needs a name") }
    if let node = try node.optional("class") { serviceClass = try node.choice() }
    if let node = try node.optional("demand") { demand = try node.text() }
    limits.least = try Self.count(node.optional("least"), from: 0) ?? 1
    limits.most = try Self.count(node.optional("most"), from: max(1, limits.least)) ?? .max
    atOnce = try Self.count(node.optional("atOnce"), from: 1)
    if let node = try node.optional("target") {
      limits.target = try node.number()
      guard limits.target >= 0.05, limits.target <= 0.95 else { throw node.fault("expected 0.05 to 0.95") }
    }
    if let node = try node.optional("cores") {
      let cores = try node.number()
      guard cores > 0, cores <= 10_000 else { throw node.fault("expected cores above 0") }
      self.cores = cores
    }
    limits.coolDown = try node.optional("coolDown")?.span() ?? limits.coolDown
    limits.memory = try node.optional("memory")?.span() ?? limits.memory
    if limits.least == 0, demand == nil {
      throw node.fault("\"least\" may be 0 only with a \"demand\": units that do not run cannot tell of work")
    }
  }

  private static func count(_ node: JSONNode?, from least: Int) throws(JSONFault) -> Int? {
    guard let node else { return nil }
    let count = try node.integer()
    guard count >= least else { throw node.fault("expected \(least) or more") }
    return count
  }

  /// The rules of a configuration, one for a group, the most urgent first.
  public static func list(_ nodes: [JSONNode]) throws(JSONFault) -> [ScalingRule] {
    var rules: [ScalingRule] = []
    for node in nodes {
      let rule = try ScalingRule(node)
      guard !rules.contains(where: { $0.group == rule.group }) else {
        throw node.fault("there are two rules for \"\(rule.group)\"")
      }
      rules.append(rule)
    }
    return rules.sorted { ($1.serviceClass, $0.group) < ($0.serviceClass, $1.group) }
  }
}
