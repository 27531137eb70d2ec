import Basics
import Telemetry

/// One figure that tells how a resource is: a PromQL expression, and from which value on it counts.
public struct Measure: Sendable {
  /// What it tells of, in the terms of the USE method (Gregg, Thinking Methodically about Performance, 2012).
  public enum Aspect: String, CaseIterable, Sendable {
    /// How much of the resource is in use.
    case utilisation
    /// How much work waits for it.
    case saturation
    /// How often it fails.
    case errors
  }

  /// What a value is counted in.
  public enum Unit: String, CaseIterable, Sendable {
    case ratio, seconds, count
    case perSecond = "per_second"

    /// A value as people read it.
    public func text(_ value: Double) -> String {
      switch self {
      case .ratio: Figures.percent(value, decimals: value != 0 && value.magnitude < 0.0995 ? 1 : 0)
      case .seconds: Self.time(value)
      case .count: Figures.brief(value)
      case .perSecond: Figures.count(value) + "/s"
      }
    }

    private static func time(_ seconds: Double) -> String {
      switch seconds.magnitude {
      case ..<1: "\(Figures.brief((seconds * 1_000).rounded())) ms"
      case ..<120: "\(Figures.brief(seconds)) s"
      case ..<7_200: "\(Figures.brief((seconds / 60).rounded())) min"
      default: "\(Figures.brief((seconds / 3_600).rounded())) h"
      }
    }
  }

  public let name: String
  public let aspect: Aspect
  public let words: Bilingual
  public let unit: Unit
  /// From which value on it counts.
  public let limit: Double
  /// The value beyond which it can hardly get worse; below the limit where low is bad.
  public let worst: Double
  /// What is asked of one node's series.
  public let query: HostQuery
  /// A cheaper question that must have an answer before this one is asked.
  public let gate: HostQuery?
  /// Whether more than the last minutes must be known.
  public let wantsHistory: Bool

  /// Whether a value is beyond the limit.
  public func isBeyond(_ value: Double) -> Bool { worst >= limit ? value >= limit : value <= limit }

  /// How far beyond the limit a value lies on the way to the worst, 0 to 1.
  public func degree(of value: Double) -> Double {
    guard isBeyond(value) else { return 0 }
    guard worst != limit else { return 1 }
    return min(max((value - limit) / (worst - limit), 0), 1)
  }
}

/// An expression about one node, with `$host` where the matchers of the node belong.
public struct HostQuery: Sendable {
  /// The text with `$host` in it.
  public let template: String
  /// The question as it is asked of series that are all the node's own.
  public let expression: Expression
  /// The metrics it reads.
  public let metrics: [String]

  public init(_ template: String) throws(QueryFault) {
    self.template = template
    let bare = template.split(separator: "$host", omittingEmptySubsequences: false).joined()
    expression = try Parser.parse(bare)
    let bytes = Array(bare.utf8)
    metrics = QueryWord.words(of: bare).filter { $0.kind == .metric }.map {
      String(decoding: bytes[$0.place], as: UTF8.self)
    }
  }

  /// The text that asks the same of all series there are.
  /// - Parameter host: matchers such as `instance="node-1",job="node"`.
  public func text(for host: String) -> String {
    template.split(separator: "$host", omittingEmptySubsequences: false).joined(separator: host)
  }
}
