import Basics

/// A way to lead a fabric, step by step: what is done before units come, where each goes, and what is learned
/// from it.
public protocol Generation: Sendable {
  var name: String { get }
  var about: Bilingual { get }
  /// By what a unit's node is chosen now.
  var policy: any Policy { get }
  /// What is done before units come: nodes woken, units moved.
  mutating func prepare(_ fabric: inout Fabric)
  /// Where a unit goes, done at once.
  mutating func admit(_ unit: Int, to fabric: inout Fabric) -> Decision
  /// Looks back on a step that has passed.
  mutating func review(_ moment: Moment, _ fabric: inout Fabric)
}

extension Fabric {
  /// Lives through a step: units go, the generation prepares, units come, time passes.
  public mutating func live(through moment: Moment, led generation: inout some Generation) {
    for unit in moment.leaving { remove(unit) }
    generation.prepare(&self)
    for unit in moment.arriving { settle(generation.admit(unit, to: &self)) }
    pass()
    generation.review(moment, &self)
  }
}

/// A trace from its first step to its last under one generation.
public struct Run: Sendable {
  public let name: String
  public let outcome: Outcome
  public private(set) var fabric: Fabric
  /// Hard rules found broken; every fourth hour is looked at.
  public private(set) var faults = 0

  public init(_ trace: SeededTrace, led generation: inout some Generation) {
    fabric = Fabric(trace.cluster, trace.workload, generation.policy)
    for moment in trace.moments {
      fabric.live(through: moment, led: &generation)
      if fabric.time % 16 == 0 { faults += fabric.faults }
    }
    outcome = fabric.outcome
    name = generation.name
  }
}
