import Basics

/// Generations and published policies on the same traces, by the same measure.
public struct Contest: Sendable {
  /// What one of them came to.
  public struct Row: Sendable {
    public let name: String
    /// Each part summed over the traces.
    public let outcome: Outcome
    /// The objective on each trace, in thousandths of the currency.
    public let values: [Double]
    /// Hard rules found broken.
    public let faults: Int
    /// Whether a guardrail was hit, by trace.
    public let violations: [Violation]

    public var mean: Double { values.reduce(0, +) / Double(max(1, values.count)) }

    /// On how many traces it cost less than another.
    public func wins(over other: Row) -> Int { zip(values, other.values).count { $0 < $1 } }
  }

  /// The generations, each to beat the one before.
  public static let generations = ["v1", "v2", "v3"]
  /// What has been learned by a network alone, without a search beside it.
  public static let learned = ["neural"]
  /// Published policies, each with demand as it was of late and nodes woken only in need, as tuned for them.
  public static let published = [
    "best-fit", "worst-fit", "dotprod", "gpu-packing", "fgd", "cost", "least-allocated", "most-allocated",
    "balanced",
  ]

  public let traces: [SeededTrace]
  public let objective: Objective

  public init(_ traces: [SeededTrace], objective: Objective = Objective()) {
    (self.traces, self.objective) = (traces, objective)
  }

  /// Lets one of them lead every trace; nil where there is none of that name.
  public func row(_ name: String) -> Row? {
    var (outcome, values, faults, violations) = (Outcome(), [Double](), 0, [Violation]())
    for trace in traces {
      guard let (run, violation) = Self.run(name, trace, objective) else { return nil }
      outcome = outcome.joined(run.outcome)
      values.append(objective.value(of: run.outcome))
      faults += run.faults
      if let violation { violations.append(violation) }
    }
    return Row(name: name, outcome: outcome, values: values, faults: faults, violations: violations)
  }

  private static func run(
    _ name: String, _ trace: SeededTrace, _ objective: Objective
  ) -> (Run, Violation?)? {
    let setting = Setting(trace)
    switch name {
    case "v1":
      var one = GenerationOne(setting)
      return (Run(trace, led: &one), nil)
    case "v2":
      var two = GenerationTwo(setting, objective: objective)
      return (Run(trace, led: &two), nil)
    case "neural":
      var neural = Pilot(.tuned, setting)
      return (Run(trace, led: &neural), nil)
    case "v3":
      var settings = GenerationThree.Settings()
      settings.objective = objective
      var three = GenerationThree(setting, settings: settings)
      let run = Run(trace, led: &three)
      return (run, three.violation)
    default:
      guard let policy = Policies.named(name, trace.history, trace.cluster) else { return nil }
      var pilot = Pilot(policy, headroom: 0.15)
      return (Run(trace, led: &pilot), nil)
    }
  }
}

extension Outcome {
  /// This one and another one after it.
  fileprivate func joined(_ other: Outcome) -> Outcome { self - (Outcome() - other) }
}
