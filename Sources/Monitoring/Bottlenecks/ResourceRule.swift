import Basics
import Telemetry

/// What is to be known of one kind of resource: how it is measured, what its shortage brings about, what helps.
public struct ResourceRule: Sendable {
  /// Which process figures tell who uses the resource where no series do.
  public enum ProcessUse: String, CaseIterable, Sendable {
    case cpu, memory, disk
  }

  /// What its shortage brings about.
  public struct Cause: Sendable {
    /// The kind of resource that suffers.
    public let kind: String
    /// What proves it, and from which value on; without it there is no need for proof.
    public let proof: HostQuery?
    public let limit: Double
    /// Whether only the part of the same name suffers.
    public let isOfSamePart: Bool
  }

  /// Three figures that Little's law ties together: what arrives, how long it stays, how many are inside.
  public struct Law: Sendable {
    public let arrivals: HostQuery
    public let stay: HostQuery
    public let inside: HostQuery
  }

  public let kind: String
  public let title: Bilingual
  /// The label that tells one part from another; nil where there is only one.
  public let partLabel: String?
  /// Whether work waits in line for it, as the formulas of queues have it.
  public let waitsAsQueue: Bool
  /// Whether nothing queues for it: work fails when it is used up.
  public let isCapacity: Bool
  public let measures: [Measure]
  /// How many servers work side by side; nil for one.
  public let servers: HostQuery?
  /// Who uses how much of what is in use, by the label `name`.
  public let consumers: HostQuery?
  public let processes: ProcessUse?
  public let causes: [Cause]
  public let laws: [Law]
  public let remedies: [Remedy]

  func measures(of aspect: Measure.Aspect) -> [Measure] { measures.filter { $0.aspect == aspect } }

  /// What people call one part of it.
  public func title(of part: String) -> Bilingual {
    part.isEmpty
      ? title : Bilingual(english: "\(title.english) \(part)", chinese: "\(title.chinese) \(part)")
  }
}

/// Every kind of resource there is to look at, and how long things are looked at.
public struct ResourceBook: Sendable {
  public var rules: [ResourceRule]
  /// How far back evidence reaches.
  public var window: Span
  /// How long a finding is kept after it is gone.
  public var keep: Span
  /// How long a state must have lasted before it is told of.
  public var hold: Span

  public init(
    rules: [ResourceRule] = [], window: Span = .minutes(10), keep: Span = .minutes(30),
    hold: Span = .minutes(1)
  ) {
    self.rules = rules
    self.window = window
    self.keep = keep
    self.hold = hold
  }

  public func rule(of kind: String) -> ResourceRule? { rules.first { $0.kind == kind } }
}
