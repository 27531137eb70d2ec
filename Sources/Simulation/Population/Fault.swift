import Basics

/// Something that goes wrong for a while.
public struct Fault: Hashable, Sendable {
  /// What goes wrong; the raw value is what `--fault` takes.
  public enum Kind: String, CaseIterable, Sendable {
    case node, zone, region
    /// The line of a region has a tenth of its bandwidth and takes a way three times as long.
    case slowLink = "slow-link"
    /// Nodes go and come back every two minutes.
    case flapping
    /// The clock of a region goes five minutes slow: what it decides, it decides by what was then.
    case clockSkew = "clock-skew"
    /// Nothing can be loaded onto the nodes; what is there stays.
    case fullDisk = "full-disk"

    public var name: Bilingual {
      switch self {
      case .node: Bilingual(english: "node lost", chinese: "节点丢失")
      case .zone: Bilingual(english: "zone lost", chinese: "可用区丢失")
      case .region: Bilingual(english: "region lost", chinese: "区域丢失")
      case .slowLink: Bilingual(english: "slow link", chinese: "链路变慢")
      case .flapping: Bilingual(english: "nodes flap", chinese: "节点抖动")
      case .clockSkew: Bilingual(english: "clock skew", chinese: "时钟偏移")
      case .fullDisk: Bilingual(english: "full disk", chinese: "磁盘写满")
      }
    }

    /// What it can befall.
    public var scopes: Set<Scope> {
      switch self {
      case .node: [.node]
      case .zone: [.zone]
      case .region, .slowLink, .clockSkew: [.region]
      case .flapping, .fullDisk: Set(Scope.allCases)
      }
    }
  }

  /// What a name stands for: `eu-west`, its zone `eu-west-a`, its node `eu-west-a-3`.
  public enum Scope: CaseIterable, Sendable {
    case node, zone, region
  }

  public let kind: Kind
  public let target: String
  /// Since the start of the run.
  public let at: Span
  public let length: Span

  public init(_ kind: Kind, _ target: String, at: Span, length: Span) {
    self.kind = kind
    self.target = target
    self.at = at
    self.length = length
  }

  /// How often flapping nodes change.
  static let flap = Span.minutes(2)
  /// How slow the clock goes.
  static let skew = Span.minutes(5)
  /// What a slow link has of its bandwidth, and how much longer its way is.
  static let (narrowing, lengthening) = (0.1, 3.0)
}
