import Basics
import Scheduling

/// What a unit says of its needs in the labels of its container: `binnacle.priority`, `binnacle.modality`,
/// `binnacle.apart`, `binnacle.spread` and `binnacle.needs`.
public struct UnitNeeds: Sendable, Hashable {
  /// The greater goes first; nil for that of its group.
  public private(set) var priority: Int16?
  public private(set) var modality: Modality?
  /// No two of its group within one of these; as many of them in each of these.
  public private(set) var apart: Topology?
  public private(set) var spread: Topology?
  /// Labels that its node must have.
  public private(set) var labels: [String: String] = [:]
  /// What it says that cannot be understood.
  public private(set) var faults: [Fault] = []

  /// The labels there are; the raw value is what stands after `binnacle.`.
  public enum Label: String, CaseIterable, Sendable {
    case priority, modality, apart, spread, needs
  }

  /// A label whose value says nothing, and is left out of account.
  public struct Fault: Sendable, Hashable {
    public let label: Label
    public let value: String
    /// Whether the value would do, were it known what the unit is one of.
    let lacksGroup: Bool

    public var words: Bilingual {
      let said = "binnacle.\(label.rawValue)=\(value.printable)"
      guard !lacksGroup else {
        return Bilingual(
          english: "\(said) says nothing without binnacle.group", chinese: "\(said) 需要同时有 binnacle.group")
      }
      let expected = label.expected
      return Bilingual(
        english: "\(said) is not understood: \(expected.english)",
        chinese: "\(said) 无法理解：应为 \(expected.chinese)")
    }
  }

  /// The priorities that a number may name.
  static let priorities: ClosedRange<Int16> = -1_000...1_000

  /// Nil where a unit says nothing.
  /// - Parameters:
  ///   - value: the value of a label; empty where the unit does not have it.
  ///   - group: what the unit is one of.
  public init?(group: String?, _ value: (Label) -> String) {
    var saysNothing = true
    for label in Label.allCases {
      let text = value(label)
      guard !text.isEmpty else { continue }
      saysNothing = false
      let lacksGroup = group == nil && (label == .apart || label == .spread)
      if lacksGroup || !take(label, text.trimmed) {
        faults.append(Fault(label: label, value: text, lacksGroup: lacksGroup))
      }
    }
    if saysNothing { return nil }
  }

  /// False where the text is no value of the label.
  private mutating func take(_ label: Label, _ text: String) -> Bool {
    switch label {
    case .priority:
      priority = ServiceClass(rawValue: text)?.priority ?? Int16(text).flatMap(Self.known)
      return priority != nil
    case .modality:
      modality = Modality(rawValue: text)
      return modality != nil
    case .apart:
      apart = Topology(rawValue: text)
      return apart != nil
    case .spread:
      spread = Topology(rawValue: text)
      return spread != nil
    case .needs:
      guard let pairs = Self.pairs(text) else { return false }
      labels = pairs
      return true
    }
  }

  private static func known(_ number: Int16) -> Int16? { priorities.contains(number) ? number : nil }

  /// `disk=fast,zone=b`; nil for anything else, and where a name stands twice.
  private static func pairs(_ text: String) -> [String: String]? {
    var pairs: [String: String] = [:]
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let words = part.split(separator: "=", maxSplits: 1).map { String($0).trimmed }
      guard words.count == 2, !words[0].isEmpty, !words[1].isEmpty, pairs[words[0]] == nil else { return nil }
      pairs[words[0]] = words[1]
    }
    return pairs
  }
}

extension UnitNeeds.Label {
  fileprivate var expected: Bilingual {
    switch self {
    case .priority:
      let words = ServiceClass.allCases.map(\.rawValue).joined(separator: ", ")
      let (least, most) = (UnitNeeds.priorities.lowerBound, UnitNeeds.priorities.upperBound)
      return Bilingual(
        english: "\(words) or a whole number from \(least) to \(most)",
        chinese: "\(words) 或 \(least) 到 \(most) 的整数")
    case .modality: return Bilingual(Modality.allCases.map(\.rawValue).joined(separator: ", "))
    case .apart, .spread: return Bilingual(Topology.allCases.map(\.rawValue).joined(separator: ", "))
    case .needs:
      return Bilingual(english: "name=value, several with commas", chinese: "name=value，多个用逗号分隔")
    }
  }
}

extension String {
  fileprivate var trimmed: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}

extension UnitView {
  /// What it asks of a node: as much as it uses, and what it says of its needs.
  public var demand: Demand {
    var demand = Demand(using: .init(cores: cores ?? 0, memory: memory ?? 0))
    demand.priority = priority
    guard let needs else { return demand }
    (demand.modality, demand.labels) = (needs.modality ?? .text, needs.labels)
    if let group, needs.apart != nil || needs.spread != nil {
      demand.group = GroupRule(group, apart: needs.apart, spread: needs.spread)
    }
    return demand
  }

  /// How urgent it is, as people call it; nil for a number that has no name.
  public var serviceClass: ServiceClass? { ServiceClass.allCases.first { $0.priority == priority } }
}
