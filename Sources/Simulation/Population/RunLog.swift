import Basics

/// What was done in a run and why. Of each kind only the first are kept; the fingerprint is of all.
public struct RunLog: Sendable {
  public enum Kind: String, CaseIterable, Sendable {
    case fault, failover, limit, scaling
    case brownOut = "brown-out"

    public var name: Bilingual {
      switch self {
      case .fault: Bilingual(english: "fault", chinese: "故障")
      case .failover: Bilingual(english: "failover", chinese: "故障转移")
      case .brownOut: Bilingual(english: "brown-out", chinese: "降级")
      case .limit: Bilingual(english: "limit", chinese: "上限")
      case .scaling: Bilingual(english: "scaling", chinese: "伸缩")
      }
    }
  }

  public struct Entry: Sendable {
    /// Since the start of the run.
    public let at: Span
    public let kind: Kind
    public let words: Bilingual
  }

  private static let most = 200

  public private(set) var entries: [Entry] = []
  public private(set) var counts: [Kind: Int] = [:]
  /// Of every entry in its order.
  public private(set) var fingerprint: UInt64 = 0

  mutating func append(_ kind: Kind, at time: Span, _ words: @autoclosure () -> Bilingual) {
    let words = words()
    let line = "\(fingerprint) \(time.milliseconds) \(kind.rawValue) \(words.english)"
    fingerprint = Fingerprint.of(line.utf8)
    counts[kind, default: 0] += 1
    if counts[kind, default: 0] <= Self.most { entries.append(Entry(at: time, kind: kind, words: words)) }
  }
}
