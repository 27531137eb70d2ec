import Basics
import Monitoring

/// What a snapshot comes to: counted once when it is made, shown on many screens.
public struct Digest: Sendable {
  public let nodes: Nodes
  public let alerts: Alerts

  public init(nodes: [NodeView] = [], alerts: [AlertView] = []) {
    self.nodes = Nodes(nodes)
    self.alerts = Alerts(alerts)
  }

  /// The nodes together.
  public struct Nodes: Sendable {
    public private(set) var up = 0
    public private(set) var stale = 0
    public private(set) var lost = 0
    public private(set) var simulated = 0
    /// Those that are up, but in a way that a person should keep an eye on, or worse.
    public private(set) var troubled = 0
    /// The mean of the nodes that are up; not-a-number when none tells.
    public private(set) var cpu = Float.nan
    /// The greatest of each among the nodes that are up.
    public private(set) var memory = Float.nan
    public private(set) var fullness = Float.nan

    public var count: Int { up + stale + lost }

    init(_ nodes: [NodeView]) {
      var (sum, telling) = (Float(0), 0)
      for place in nodes.indices {
        if nodes[place].provenance == .simulated { simulated += 1 }
        switch nodes[place].state {
        case .stale: stale += 1
        case .lost: lost += 1
        case .up:
          up += 1
          if nodes[place].severity >= .watch { troubled += 1 }
          let cpu = nodes[place].vitals[.cpu]
          if !cpu.isNaN { (sum, telling) = (sum + cpu, telling + 1) }
          memory = .maximum(memory, nodes[place].vitals[.memory])
          fullness = .maximum(fullness, nodes[place].vitals[.fullness])
        }
      }
      if telling > 0 { cpu = sum / Float(telling) }
    }
  }

  /// The alerts together.
  public struct Alerts: Sendable {
    public private(set) var firing = 0
    public private(set) var pending = 0
    public private(set) var taken = 0
    public private(set) var silenced = 0
    /// Those a person should look at, by how urgent they are.
    public private(set) var toActOn = 0
    public private(set) var toWatch = 0

    public var needingSomeone: Int { toActOn + toWatch }
    /// How urgent the worst is that a person should look at.
    public var worst: Severity { toActOn > 0 ? .act : toWatch > 0 ? .watch : .ok }

    init(_ alerts: [AlertView]) {
      for place in alerts.indices {
        switch alerts[place].alert.state {
        case .firing:
          firing += 1
          if alerts[place].alert.acknowledgement != nil { taken += 1 }
        case .pending: pending += 1
        case .resolved: break
        }
        if alerts[place].silence != nil { silenced += 1 }
        guard alerts[place].needsSomeone else { continue }
        if alerts[place].alert.severity == .act { toActOn += 1 } else { toWatch += 1 }
      }
    }
  }
}
