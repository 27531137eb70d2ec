import Basics

/// The first generation: rules that a person wrote. A node scores by how full it will be, what it costs and
/// draws, how near it is, and what it leaves useless, each counted alike; what is needed is what was of late.
public struct GenerationOne: Generation {
  public let name = "v1"
  public var about: Bilingual { Self.about }
  static let about = Bilingual(
    english: "rules and heuristics, demand as it was of late", chinese: "规则与启发式，按近期需求预热")
  private var pilot: Pilot

  /// All that speaks against a node counts as much as its being full speaks for it.
  public static let rules = Weights(
    [
      .load: 1, .unlike: -1, .opening: -1, .price: -1, .power: -1, .far: -1, .spared: -1, .fragments: -1,
    ], headroom: 0.15, reluctance: 100)

  public init(_ setting: Setting) {
    pilot = Pilot(Self.rules, .smoothed(LoadForecast.Smoothed()), setting, name: "v1")
  }

  public var policy: any Policy { pilot.policy }

  public mutating func prepare(_ fabric: inout Fabric) { pilot.prepare(&fabric) }

  public mutating func admit(_ unit: Int, to fabric: inout Fabric) -> Decision {
    pilot.admit(unit, to: &fabric)
  }

  public mutating func review(_ moment: Moment, _ fabric: inout Fabric) {}
}
